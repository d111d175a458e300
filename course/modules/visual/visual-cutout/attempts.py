"""Answers that prove the checks of this lab: right ones written differently, and real mistakes."""

RIGHT = {
    "score": {
        "counts, and an edge from shifted masks": """
def rim(mask):
    wide = np.pad(mask, 1, constant_values=False)
    neighbours = [wide[:-2, 1:-1], wide[2:, 1:-1], wide[1:-1, :-2], wide[1:-1, 2:]]
    return mask & ~np.logical_and.reduce(neighbours)


def score(found, true, reach):
    a, b = int(found.sum()), int(true.sum())
    if a == 0 and b == 0:
        return {"iou": 1.0, "dice": 1.0, "edge": 1.0}
    if a == 0 or b == 0:
        return {"iou": 0.0, "dice": 0.0, "edge": 0.0}
    both = int(np.logical_and(found, true).sum())
    iou = both / (a + b - both)
    mine, right = rim(found), rim(true)
    to_right = ndimage.distance_transform_edt(np.logical_not(right))
    to_mine = ndimage.distance_transform_edt(np.logical_not(mine))
    precision = np.count_nonzero(to_right[mine] <= reach) / np.count_nonzero(mine)
    recall = np.count_nonzero(to_mine[right] <= reach) / np.count_nonzero(right)
    edge = 0.0
    if precision + recall > 0:
        edge = 2 * precision * recall / (precision + recall)
    return {"iou": iou, "dice": 2 * iou / (1 + iou), "edge": edge, "pixels": a}
""",
        "every distance with a tree": """
from scipy.spatial import cKDTree


def score(found, true, reach):
    found, true = np.asarray(found, bool), np.asarray(true, bool)
    if not found.any() or not true.any():
        same = 1.0 if found.any() == true.any() else 0.0
        return {"iou": same, "dice": same, "edge": same}
    iou = np.mean(found[found | true] & true[found | true])
    points = [np.argwhere(m ^ ndimage.binary_erosion(m)) for m in (found, true)]
    near_right = cKDTree(points[1]).query(points[0])[0] <= reach + 1e-9
    near_mine = cKDTree(points[0]).query(points[1])[0] <= reach + 1e-9
    p, r = near_right.mean(), near_mine.mean()
    edge = 0 if p == 0 or r == 0 else 2 / (1 / p + 1 / r)
    return {"dice": 2 * iou / (iou + 1), "iou": iou, "edge": edge}
""",
    },
    "teach": {
        "a shuffled list, answers of 0 and 1": """
def hold_out(skus, share, seed):
    products = sorted(set(skus))
    order = np.random.default_rng(seed).permutation(len(products))
    kept = {products[k] for k in order[: max(1, round(share * len(products)))]}
    return np.array([sku in kept for sku in skus])


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        pixels = rng.permutation(len(table))[:count]
        x.append(table[pixels])
        y.append(mask.reshape(-1)[pixels])
    return np.vstack(x), np.hstack(y).astype(int)
""",
        "data frames": """
def hold_out(skus, share, seed):
    products = pd.Series(skus).drop_duplicates().sort_values()
    count = max(round(len(products) * share), 1)
    kept = products.sample(count, random_state=seed)
    return pd.Series(skus).isin(kept).to_numpy()


def some_pixels(tables, masks, count, seed):
    parts = []
    for number, (table, mask) in enumerate(zip(tables, masks)):
        frame = pd.DataFrame(table).assign(product=mask.ravel())
        parts.append(frame.sample(count, random_state=1000 * seed + number))
    pixels = pd.concat(parts)
    return pixels.drop(columns="product"), pixels["product"]
""",
    },
    "refine": {
        "loops over the pieces": """
def refine(mask, small):
    labels, count = ndimage.label(mask)
    result = np.zeros(mask.shape, dtype=bool)
    most = 0
    for number in range(1, count + 1):
        piece = labels == number
        if piece.sum() > most:
            result, most = piece, piece.sum()
    labels, count = ndimage.label(~result)
    filled = result.copy()
    for number in range(1, count + 1):
        hole = labels == number
        rim = np.ones_like(hole)
        rim[1:-1, 1:-1] = False
        if hole.sum() <= small and not (hole & rim).any():
            filled |= hole
    return filled
""",
        "all holes, minus the large ones": """
def refine(mask, small):
    labels, count = ndimage.label(mask)
    if count == 0:
        return mask.copy()
    sizes = ndimage.sum_labels(mask, labels, range(1, count + 1))
    main = labels == 1 + int(np.argmax(sizes))
    holes = ndimage.binary_fill_holes(main) & ~main
    numbered, count = ndimage.label(holes)
    for number, area in enumerate(ndimage.sum_labels(holes, numbered, range(1, count + 1)), 1):
        if area > small:
            holes[numbered == number] = False
    return main | holes
""",
    },
    "mix": {
        "channel by channel": """
def composite(image, alpha, background, shade):
    out = np.zeros(image.shape, dtype=np.uint8)
    for channel in range(3):
        product = to_light(image[:, :, channel])
        ground = to_light(background[:, :, channel]) * shade
        out[:, :, channel] = to_code(product * alpha + ground * (1 - alpha))
    return out
""",
        "own formulas, background first": """
def composite(image, alpha, background, shade):
    def light(code):
        x = code.astype(float) / 255.0
        return np.where(x > 0.04045, np.power((x + 0.055) / 1.055, 2.4), x / 12.92)

    a, s = np.expand_dims(alpha, 2), np.expand_dims(shade, 2)
    ground = light(background) * s
    total = ground + a * (light(image) - ground)
    low, high = 12.92 * total, 1.055 * np.power(np.maximum(total, 1e-12), 1 / 2.4) - 0.055
    return np.rint(255 * np.where(total > 0.0031308, high, low)).astype(np.uint8)
""",
    },
    "paint": {
        "channel by channel": """
def recolour(image, where, target):
    lightness, a, b = np.moveaxis(to_lab(image), -1, 0)
    strength = (lightness + 16) / (16 + target[0])
    new_a = (1 - where) * a + where * target[1] * strength
    new_b = (1 - where) * b + where * target[2] * strength
    return from_lab(np.dstack([lightness, new_a, new_b]))
""",
        "pixel by pixel": """
def recolour(image, where, target):
    lab = to_lab(image)
    goal_l, goal_a, goal_b = target
    for r in range(lab.shape[0]):
        for c in range(lab.shape[1]):
            lightness, a, b = lab[r, c]
            k = (lightness + 16) / (goal_l + 16)
            share = where[r, c]
            lab[r, c] = lightness, a + share * (k * goal_a - a), b + share * (k * goal_b - b)
    return from_lab(lab)
""",
    },
    "shadow": {
        "an affine map": """
def shadow(alpha, lean, flat, soft, dark):
    if alpha.size == 0 or alpha.max() < 0.5:
        return np.ones_like(alpha, dtype=float)
    foot = int(np.max(np.nonzero(alpha >= 0.5)[0]))
    matrix = np.array([[1 / flat, 0.0], [lean / flat, 1.0]])
    offset = [foot - foot / flat, -lean * foot / flat]
    cast = ndimage.affine_transform(alpha, matrix, offset, order=1)
    blurred = ndimage.gaussian_filter(cast, sigma=soft)
    return 1.0 - blurred * dark
""",
        "row by row": """
def shadow(alpha, lean, flat, soft, dark):
    high, wide = alpha.shape
    with_product = [r for r in range(high) if alpha[r].max() >= 0.5]
    if not with_product:
        return np.ones((high, wide))
    foot = with_product[-1]
    cast = np.zeros((high, wide))
    columns = np.arange(wide)
    for r in range(high):
        up = (foot - r) / flat
        source = foot - up
        if 0 <= source <= high - 1:
            low = min(int(source), high - 2)
            part = source - low
            line = (1 - part) * alpha[low] + part * alpha[low + 1]
            cast[r] = np.interp(columns - lean * up, columns, line, left=0, right=0)
    return 1 - dark * ndimage.gaussian_filter(cast, soft)
""",
    },
    "doubt": {
        "where and masked sums": """
def confidence(soft):
    inside = np.where(soft >= 0.5, soft, 0).sum()
    outside = np.where(soft < 0.5, soft, 0).sum()
    count = np.count_nonzero(soft >= 0.5)
    return inside / (count + outside) if count else 0.0


def lowest_limit(confidences, ious, good, promise):
    table = pd.DataFrame({"confidence": confidences, "good": np.asarray(ious) >= good})
    steps = table.groupby("confidence")["good"].agg(["sum", "count"]).iloc[::-1].cumsum()
    kept = steps[steps["sum"] / steps["count"] >= promise]
    return float(kept.index.min()) if len(kept) else float("inf")
""",
        "plain lists": """
def confidence(soft):
    pixels = [float(p) for p in np.ravel(soft)]
    mask = [p for p in pixels if p >= 0.5]
    if len(mask) == 0:
        return 0.0
    return sum(mask) / (len(mask) + sum(p for p in pixels if p < 0.5))


def lowest_limit(confidences, ious, good, promise):
    allowed = []
    for limit in confidences:
        above = [iou >= good for c, iou in zip(confidences, ious) if c >= limit]
        if np.mean(above) >= promise:
            allowed.append(limit)
    return min(allowed, default=np.inf)
""",
    },
}

WRONG = {
    "score": {
        "divides by the right mask alone": (
            """
def score(found, true, reach):
    if not true.any() or not found.any():
        same = float(true.any() == found.any())
        return {"iou": same, "dice": same, "edge": same}
    both = (found & true).sum()
    return {"iou": both / true.sum(), "dice": both / true.sum(), "edge": 0.3}
""",
            "score-union",
        ),
        "dice over the union": (
            """
def score(found, true, reach):
    both, union = (found & true).sum(), (found | true).sum()
    return {"iou": both / union, "dice": 2 * both / union, "edge": 0.3}
""",
            "score-dice",
        ),
        "nothing over nothing": (
            """
def score(found, true, reach):
    both = (found & true).sum()
    mine, right = (m & ~ndimage.binary_erosion(m) for m in (found, true))
    p = (ndimage.distance_transform_edt(~right)[mine] <= reach).mean()
    r = (ndimage.distance_transform_edt(~mine)[right] <= reach).mean()
    with np.errstate(all="ignore"):
        return {
            "iou": both / (found | true).sum(),
            "dice": 2 * both / (found.sum() + true.sum()),
            "edge": 2 * p * r / (p + r),
        }
""",
            "score-empty",
        ),
        "minus on masks": (
            """
def score(found, true, reach):
    wrong = (found - true).sum()
    return {"iou": 1 - wrong / true.sum(), "dice": 1, "edge": 1}
""",
            "raised",
        ),
        "areas compared instead of edges": (
            """
def score(found, true, reach):
    if not (found.any() and true.any()):
        return dict.fromkeys(("iou", "dice", "edge"), float(found.any() == true.any()))
    both = (found & true).sum()
    p = (ndimage.distance_transform_edt(~true)[found] <= reach).mean()
    r = (ndimage.distance_transform_edt(~found)[true] <= reach).mean()
    return {
        "iou": both / (found | true).sum(),
        "dice": 2 * both / (found.sum() + true.sum()),
        "edge": 2 * p * r / (p + r),
    }
""",
            "score-edge",
        ),
        "precision only": (
            """
def score(found, true, reach):
    if not (found.any() and true.any()):
        return dict.fromkeys(("iou", "dice", "edge"), float(found.any() == true.any()))
    both = (found & true).sum()
    mine, right = (m & ~ndimage.binary_erosion(m) for m in (found, true))
    near = ndimage.distance_transform_edt(~right) <= reach
    return {
        "iou": both / (found | true).sum(),
        "dice": 2 * both / (found.sum() + true.sum()),
        "edge": near[mine].mean(),
    }
""",
            "score-hidden-edge",
        ),
        "the frame is no edge": (
            """
def score(found, true, reach):
    if not (found.any() and true.any()):
        return dict.fromkeys(("iou", "dice", "edge"), float(found.any() == true.any()))
    both = (found & true).sum()
    mine, right = (mask & ~ndimage.binary_erosion(mask, border_value=1) for mask in (found, true))
    precision = (ndimage.distance_transform_edt(~right)[mine] <= reach).mean()
    recall = (ndimage.distance_transform_edt(~mine)[right] <= reach).mean()
    return {
        "iou": both / (found | true).sum(),
        "dice": 2 * both / (found.sum() + true.sum()),
        "edge": 2 * precision * recall / (precision + recall) if precision else 0.0,
    }
""",
            "score-frame",
        ),
    },
    "teach": {
        "draws pictures": (
            """
def hold_out(skus, share, seed):
    rng = np.random.default_rng(seed)
    kept = np.zeros(len(skus), bool)
    kept[rng.choice(len(skus), round(share * len(skus)), replace=False)] = True
    return kept


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        chosen = rng.choice(len(table), count, replace=False)
        x.append(table[chosen])
        y.append(mask.ravel()[chosen])
    return np.vstack(x), np.hstack(y)
""",
            "teach-twice",
        ),
        "learns the opposite": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        chosen = rng.choice(len(table), count, replace=False)
        x.append(table[chosen])
        y.append(~mask.ravel()[chosen])
    return np.vstack(x), np.hstack(y)
""",
            "teach-upside-down",
        ),
        "other pixels for the answers": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        x.append(table[rng.choice(len(table), count, replace=False)])
        y.append(mask.ravel()[rng.choice(len(table), count, replace=False)])
    return np.vstack(x), np.hstack(y)
""",
            "teach-upside-down",
        ),
        "the first picture is enough": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    chosen = np.random.default_rng(seed).choice(len(tables[0]), count, replace=False)
    rows, answers = tables[0][chosen], masks[0].ravel()[chosen]
    return np.tile(rows, (len(tables), 1)), np.tile(answers, len(tables))
""",
            "teach-drawn-twice",
        ),
        "only pixels of the product": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x = []
    for table, mask in zip(tables, masks):
        x.append(table[rng.choice(np.flatnonzero(mask), count)])
    return np.vstack(x), np.ones(count * len(tables), bool)
""",
            "teach-one-answer",
        ),
        "always the same draw": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    return np.isin(skus, products[: max(1, round(share * len(products)))])


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        chosen = rng.choice(len(table), count, replace=False)
        x.append(table[chosen])
        y.append(mask.ravel()[chosen])
    return np.vstack(x), np.hstack(y)
""",
            "teach-seed",
        ),
        "in the order of the pictures": (
            """
def hold_out(skus, share, seed):
    products = list(dict.fromkeys(skus))
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        chosen = rng.choice(len(table), count, replace=False)
        x.append(table[chosen])
        y.append(mask.ravel()[chosen])
    return np.vstack(x), np.hstack(y)
""",
            "teach-order",
        ),
        "only where the pixel lies": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        chosen = rng.permutation(len(table))[:count]
        x.append(table[chosen, -2:])
        y.append(mask.ravel()[chosen])
    return np.vstack(x), np.hstack(y)
""",
            "teach-size",
        ),
        "a model and not its lessons": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        chosen = rng.permutation(len(table))[:count]
        x.append(table[chosen])
        y.append(mask.ravel()[chosen])
    return forest(seed).fit(np.vstack(x), np.hstack(y))
""",
            "teach-pair",
        ),
        "only the rows": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        chosen = rng.permutation(len(table))[:count]
        x.append(table[chosen])
        y.append(mask.ravel()[chosen])
    return np.vstack(x)
""",
            "teach-pair",
        ),
        "as much product as background": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        flat = mask.ravel()
        product = rng.permutation(np.flatnonzero(flat))[: count // 2]
        rest = rng.permutation(np.flatnonzero(~flat))[: count - len(product)]
        chosen = np.r_[product, rest]
        if len(chosen) < count:
            chosen = rng.permutation(len(flat))[:count]
        x.append(table[chosen])
        y.append(flat[chosen])
    return np.vstack(x), np.hstack(y)
""",
            "teach-preferred",
        ),
        "all pixels": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        chosen = np.arange(len(table))
        x.append(table[chosen])
        y.append(mask.ravel()[chosen])
    return np.vstack(x), np.hstack(y)
""",
            "teach-size",
        ),
        "300 is written": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        chosen = rng.permutation(len(table))[:300]
        x.append(table[chosen])
        y.append(mask.ravel()[chosen])
    return np.vstack(x), np.hstack(y)
""",
            "teach-size",
        ),
        "300 at most": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        chosen = rng.permutation(len(table))[: min(count, 300)]
        x.append(table[chosen])
        y.append(mask.ravel()[chosen])
    return np.vstack(x), np.hstack(y)
""",
            "teach-hidden-size",
        ),
        "some pixels twice": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        chosen = rng.choice(len(table), count)
        x.append(table[chosen])
        y.append(mask.ravel()[chosen])
    return np.vstack(x), np.hstack(y)
""",
            "teach-drawn-twice",
        ),
        "the upper half of the picture": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        chosen = rng.permutation(max(count, 2 * len(table) // 3))[:count]
        x.append(table[chosen])
        y.append(mask.ravel()[chosen])
    return np.vstack(x), np.hstack(y)
""",
            "teach-preferred",
        ),
        "evenly spaced": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        chosen = np.linspace(0, len(table) - 1, count).astype(int)
        x.append(table[chosen])
        y.append(mask.ravel()[chosen])
    return np.vstack(x), np.hstack(y)
""",
            "teach-same-pixels",
        ),
        "no seed": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        chosen = np.random.permutation(len(table))[:count]
        x.append(table[chosen])
        y.append(mask.ravel()[chosen])
    return np.vstack(x), np.hstack(y)
""",
            "teach-same-pixels",
        ),
        "answers by column": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        chosen = rng.permutation(len(table))[:count]
        x.append(table[chosen])
        y.append(mask.T.ravel()[chosen])
    return np.vstack(x), np.hstack(y)
""",
            "teach-weak",
        ),
        "rows are rounded": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    for table, mask in zip(tables, masks):
        chosen = rng.permutation(len(table))[:count]
        x.append(table[chosen].round(1))
        y.append(mask.ravel()[chosen])
    return np.vstack(x), np.hstack(y)
""",
            "teach-rows",
        ),
        "more pixels of larger pictures": (
            """
def hold_out(skus, share, seed):
    products = np.unique(skus)
    count = max(1, round(share * len(products)))
    return np.isin(skus, np.random.default_rng(seed).choice(products, count, replace=False))


def some_pixels(tables, masks, count, seed):
    rng = np.random.default_rng(seed)
    x, y = [], []
    total = count * len(tables)
    whole = sum(len(table) for table in tables)
    for table, mask in zip(tables, masks):
        count = round(total * len(table) / whole)
        chosen = rng.permutation(len(table))[:count]
        x.append(table[chosen])
        y.append(mask.ravel()[chosen])
    return np.vstack(x), np.hstack(y)
""",
            "teach-every-picture",
        ),
    },
    "refine": {
        "only the holes": (
            """
def refine(mask, small):
    return ndimage.binary_fill_holes(mask)
""",
            "refine-crumb",
        ),
        "fills every hole": (
            """
def refine(mask, small):
    pieces, _ = ndimage.label(mask)
    sizes = np.bincount(pieces.ravel())
    sizes[0] = 0
    return ndimage.binary_fill_holes(mask & (pieces == sizes.argmax()))
""",
            "refine-large-hole",
        ),
        "the background is the largest piece": (
            """
def refine(mask, small):
    pieces, _ = ndimage.label(mask)
    return pieces == np.bincount(pieces.ravel()).argmax()
""",
            "refine-background",
        ),
        "holes first, then the piece": (
            """
def refine(mask, small):
    holes, _ = ndimage.label(~mask)
    fill_in = np.bincount(holes.ravel()) <= small
    fill_in[0] = False
    fill_in[np.r_[holes[0], holes[-1], holes[:, 0], holes[:, -1]]] = False
    full = mask | fill_in[holes]
    pieces, _ = ndimage.label(full)
    sizes = np.bincount(pieces.ravel())
    sizes[0] = 0
    return full & (pieces == sizes.argmax())
""",
            "refine-large-hole",
        ),
        "corners touch": (
            """
def refine(mask, small):
    pieces, _ = ndimage.label(mask, structure=np.ones((3, 3)))
    sizes = np.bincount(pieces.ravel())
    sizes[0] = 0
    main = mask & (pieces == sizes.argmax())
    holes, _ = ndimage.label(~main)
    fill_in = np.bincount(holes.ravel()) <= small
    fill_in[0] = False
    fill_in[np.r_[holes[0], holes[-1], holes[:, 0], holes[:, -1]]] = False
    return main | fill_in[holes]
""",
            "refine-corner",
        ),
        "small corners at the frame are filled": (
            """
def refine(mask, small):
    pieces, count = ndimage.label(mask)
    if not count:
        return mask
    sizes = np.bincount(pieces.ravel())
    sizes[0] = 0
    main = pieces == sizes.argmax()
    holes, _ = ndimage.label(~main)
    fill_in = np.bincount(holes.ravel()) <= small
    fill_in[0] = False
    return main | fill_in[holes]
""",
            "refine-hidden-more",
        ),
        "the mask itself is cleaned": (
            """
def refine(mask, small):
    pieces, _ = ndimage.label(mask)
    sizes = np.bincount(pieces.ravel(), mask.ravel())
    mask &= pieces == sizes.argmax()
    main = mask
    holes, _ = ndimage.label(~main)
    fill_in = np.bincount(holes.ravel()) <= small
    fill_in[np.concatenate([holes[0], holes[-1], holes[:, 0], holes[:, -1]])] = False
    return main | fill_in[holes]
""",
            "refine-changed",
        ),
        "the last of equal pieces": (
            """
def refine(mask, small):
    pieces, _ = ndimage.label(mask)
    sizes = np.bincount(pieces.ravel(), mask.ravel())
    main = mask & (pieces == len(sizes) - 1 - sizes[::-1].argmax())
    holes, _ = ndimage.label(~main)
    fill_in = np.bincount(holes.ravel()) <= small
    fill_in[np.concatenate([holes[0], holes[-1], holes[:, 0], holes[:, -1]])] = False
    return main | fill_in[holes]
""",
            "refine-first",
        ),
    },
    "mix": {
        "mixes codes": (
            """
def composite(image, alpha, background, shade):
    a, s = alpha[..., None], shade[..., None]
    return np.round(a * image + (1 - a) * s * background).astype(np.uint8)
""",
            "mix-codes",
        ),
        "the inverted mask": (
            """
def composite(image, alpha, background, shade):
    a, s = alpha[..., None], shade[..., None]
    return to_code((1 - a) * to_light(image) + a * s * to_light(background))
""",
            "mix-inverted",
        ),
        "the shadow falls on the product": (
            """
def composite(image, alpha, background, shade):
    a, s = alpha[..., None], shade[..., None]
    return to_code(s * (a * to_light(image) + (1 - a) * to_light(background)))
""",
            "mix-shade-product",
        ),
        "the shadow as codes": (
            """
def composite(image, alpha, background, shade):
    a = alpha[..., None]
    dark = np.round(background * shade[..., None]).astype(np.uint8)
    return to_code(a * to_light(image) + (1 - a) * to_light(dark))
""",
            "mix-shade-codes",
        ),
        "forgets the shadow": (
            """
def composite(image, alpha, background, shade):
    a = alpha[..., None]
    return to_code(a * to_light(image) + (1 - a) * to_light(background))
""",
            "mix-shade",
        ),
        "rounds on the way": (
            """
def composite(image, alpha, background, shade):
    a = alpha[..., None]
    dark = to_code(to_light(background) * shade[..., None])
    return to_code(a * to_light(image) + (1 - a) * to_light(dark))
""",
            "mix-cut-off",
        ),
        "a hard edge": (
            """
def composite(image, alpha, background, shade):
    ground = to_code(to_light(background) * shade[..., None])
    return np.where(alpha[..., None] >= 0.5, image, ground)
""",
            "mix-value",
        ),
        "the shade is used up": (
            """
def composite(image, alpha, background, shade):
    shade *= 1 - alpha
    return to_code(alpha[..., None] * to_light(image) + shade[..., None] * to_light(background))
""",
            "mix-changed",
        ),
        "crumbs of alpha wiped off in place": (
            """
def composite(image, alpha, background, shade):
    alpha[alpha < 0.05] = 0
    share = alpha[..., None]
    ground = to_light(background) * shade[..., None]
    return to_code(share * to_light(image) + (1 - share) * ground)
""",
            "mix-hidden",
        ),
        "codes with decimals": (
            """
def composite(image, alpha, background, shade):
    share = alpha[..., None]
    ground = to_light(background) * shade[..., None]
    return to_code(share * to_light(image) + (1 - share) * ground).astype(float)
""",
            "mix-type",
        ),
    },
    "paint": {
        "a sticker": (
            """
def recolour(image, where, target):
    lab = to_lab(image)
    lab += where[..., None] * (np.array(target) - lab)
    return from_lab(lab)
""",
            "paint-sticker",
        ),
        "moves red, green and blue": (
            """
def recolour(image, where, target):
    goal = from_lab(np.array(target)).astype(float)
    mean = image.reshape(-1, 3).mean(axis=0)
    moved = image + where[..., None] * (goal - mean)
    return np.clip(np.round(moved), 0, 255).astype(np.uint8)
""",
            "paint-lightness",
        ),
        "the same a and b everywhere": (
            """
def recolour(image, where, target):
    lab = to_lab(image)
    lab[..., 1:] += where[..., None] * (np.array(target[1:]) - lab[..., 1:])
    return from_lab(lab)
""",
            "paint-flat",
        ),
        "forgets the 16": (
            """
def recolour(image, where, target):
    lab = to_lab(image)
    wish = lab[..., :1] / target[0] * np.array(target[1:])
    lab[..., 1:] += where[..., None] * (wish - lab[..., 1:])
    return from_lab(lab)
""",
            "paint-factor",
        ),
        "adds instead of going there": (
            """
def recolour(image, where, target):
    lab = to_lab(image)
    wish = (lab[..., :1] + 16) / (target[0] + 16) * np.array(target[1:])
    lab[..., 1:] += where[..., None] * wish
    return from_lab(lab)
""",
            "paint-target",
        ),
        "all or nothing": (
            """
def recolour(image, where, target):
    lab = to_lab(image)
    wish = (lab[..., :1] + 16) / (target[0] + 16) * np.array(target[1:])
    lab[..., 1:] = np.where(where[..., None] > 0, wish, lab[..., 1:])
    return from_lab(lab)
""",
            "paint-where",
        ),
        "small shares wiped off in place": (
            """
def recolour(image, where, target):
    where[where < 0.05] = 0
    lab = to_lab(image)
    wish = (lab[..., :1] + 16) / (target[0] + 16) * np.array(target[1:])
    lab[..., 1:] += where[..., None] * (wish - lab[..., 1:])
    return from_lab(lab)
""",
            "paint-changed",
        ),
        "whole numbers of lightness": (
            """
def recolour(image, where, target):
    lab = to_lab(image)
    lab[..., 0] = np.round(lab[..., 0])
    wish = (lab[..., :1] + 16) / (target[0] + 16) * np.array(target[1:])
    lab[..., 1:] += where[..., None] * (wish - lab[..., 1:])
    return from_lab(lab)
""",
            "paint-nowhere",
        ),
        "a and b are clipped": (
            """
def recolour(image, where, target):
    lab = to_lab(image)
    wish = (lab[..., :1] + 16) / (target[0] + 16) * np.array(target[1:])
    lab[..., 1:] += where[..., None] * (np.clip(wish, -30, 30) - lab[..., 1:])
    return from_lab(lab)
""",
            "paint-factor",
        ),
        "strong colours are clipped": (
            """
def recolour(image, where, target):
    lab = to_lab(image)
    wish = (lab[..., :1] + 16) / (target[0] + 16) * np.array(target[1:])
    lab[..., 1:] += where[..., None] * (np.clip(wish, -40, 40) - lab[..., 1:])
    return from_lab(lab)
""",
            "paint-strong",
        ),
        "codes with decimals": (
            """
def recolour(image, where, target):
    lab = to_lab(image)
    wish = (lab[..., :1] + 16) / (target[0] + 16) * np.array(target[1:])
    lab[..., 1:] += where[..., None] * (wish - lab[..., 1:])
    return from_lab(lab).astype(float)
""",
            "paint-type",
        ),
    },
    "shadow": {
        "a mask pushed aside": (
            """
def shadow(alpha, lean, flat, soft, dark):
    moved = np.roll(alpha, (4, int(20 * lean)), axis=(0, 1))
    return 1 - dark * ndimage.gaussian_filter(moved, soft)
""",
            "shadow-standing",
        ),
        "leans the wrong way": (
            """
def shadow(alpha, lean, flat, soft, dark):
    solid = (alpha >= 0.5).any(axis=1)
    if not solid.any():
        return np.ones(alpha.shape)
    foot = np.flatnonzero(solid)[-1]
    rows, columns = np.indices(alpha.shape)
    up = (foot - rows) / flat
    cast = ndimage.map_coordinates(alpha, [foot - up, columns + lean * up], order=1)
    return 1 - dark * ndimage.gaussian_filter(cast, soft)
""",
            "shadow-side",
        ),
        "the column forgets to be flat": (
            """
def shadow(alpha, lean, flat, soft, dark):
    solid = (alpha >= 0.5).any(axis=1)
    if not solid.any():
        return np.ones(alpha.shape)
    foot = np.flatnonzero(solid)[-1]
    rows, columns = np.indices(alpha.shape)
    up = foot - rows
    cast = ndimage.map_coordinates(alpha, [foot - up / flat, columns - lean * up], order=1)
    return 1 - dark * ndimage.gaussian_filter(cast, soft)
""",
            "shadow-place",
        ),
        "below the product": (
            """
def shadow(alpha, lean, flat, soft, dark):
    solid = (alpha >= 0.5).any(axis=1)
    if not solid.any():
        return np.ones(alpha.shape)
    foot = np.flatnonzero(solid)[-1]
    rows, columns = np.indices(alpha.shape)
    up = (rows - foot) / flat
    cast = ndimage.map_coordinates(alpha, [foot - up, columns - lean * up], order=1)
    return 1 - dark * ndimage.gaussian_filter(cast, soft)
""",
            "shadow-upside-down",
        ),
        "darkness instead of light": (
            """
def shadow(alpha, lean, flat, soft, dark):
    solid = (alpha >= 0.5).any(axis=1)
    if not solid.any():
        return np.ones(alpha.shape)
    foot = np.flatnonzero(solid)[-1]
    rows, columns = np.indices(alpha.shape)
    up = (foot - rows) / flat
    cast = ndimage.map_coordinates(alpha, [foot - up, columns - lean * up], order=1)
    return 1 - ndimage.gaussian_filter(cast, soft)
""",
            "shadow-dark",
        ),
        "no foot, no answer": (
            """
def shadow(alpha, lean, flat, soft, dark):
    foot = np.flatnonzero((alpha >= 0.5).any(axis=1)).max(initial=alpha.shape[0] - 1)
    foot = min(foot, 30) if alpha.shape[0] == 40 else foot
    rows, columns = np.indices(alpha.shape)
    up = (foot - rows) / flat
    cast = ndimage.map_coordinates(alpha, [foot - up, columns - lean * up], order=1)
    return 1 - dark * ndimage.gaussian_filter(cast, soft)
""",
            "shadow-hidden",
        ),
        "nearest pixel": (
            """
def shadow(alpha, lean, flat, soft, dark):
    solid = (alpha >= 0.5).any(axis=1)
    if not solid.any():
        return np.ones(alpha.shape)
    foot = np.flatnonzero(solid)[-1]
    rows, columns = np.indices(alpha.shape)
    up = (foot - rows) / flat
    cast = ndimage.map_coordinates(alpha, [foot - up, columns - lean * up], order=0)
    return 1 - dark * ndimage.gaussian_filter(cast, soft)
""",
            "shadow-exact",
        ),
        "the frame's pixels go on for ever": (
            """
def shadow(alpha, lean, flat, soft, dark):
    solid = (alpha >= 0.5).any(axis=1)
    if not solid.any():
        return np.ones(alpha.shape)
    foot = np.flatnonzero(solid)[-1]
    rows, columns = np.indices(alpha.shape)
    up = (foot - rows) / flat
    place = [foot - up, columns - lean * up]
    cast = ndimage.map_coordinates(alpha, place, order=1, mode="nearest")
    return 1 - dark * ndimage.gaussian_filter(cast, soft)
""",
            "shadow-frame",
        ),
        "row 0 is the foot of nothing": (
            """
def shadow(alpha, lean, flat, soft, dark):
    solid = (alpha >= 0.5).any(axis=1)
    foot = np.flatnonzero(solid).max(initial=0)
    rows, columns = np.indices(alpha.shape)
    up = (foot - rows) / flat
    cast = ndimage.map_coordinates(alpha, [foot - up, columns - lean * up], order=1)
    return 1 - dark * ndimage.gaussian_filter(cast, soft)
""",
            "shadow-empty",
        ),
    },
    "doubt": {
        "how sure inside the mask": (
            """
def confidence(soft):
    mask = soft >= 0.5
    return float(soft[mask].mean()) if mask.any() else 0.0


def lowest_limit(confidences, ious, good, promise):
    for limit in np.sort(confidences):
        if (ious[confidences >= limit] >= good).mean() >= promise:
            return float(limit)
    return float("inf")
""",
            "doubt-missed",
        ),
        "the mean of the picture": (
            """
def confidence(soft):
    return float(soft.mean())


def lowest_limit(confidences, ious, good, promise):
    return float(np.min(confidences))
""",
            "doubt-all-pixels",
        ),
        "the strictest limit": (
            """
def confidence(soft):
    mask = soft >= 0.5
    return float(soft[mask].sum() / (mask.sum() + soft[~mask].sum())) if mask.any() else 0.0


def lowest_limit(confidences, ious, good, promise):
    for limit in np.sort(confidences)[::-1]:
        if (ious[confidences >= limit] >= good).mean() >= promise:
            return float(limit)
    return float("inf")
""",
            "doubt-too-strict",
        ),
        "takes each picture alone": (
            """
def confidence(soft):
    mask = soft >= 0.5
    return float(soft[mask].sum() / (mask.sum() + soft[~mask].sum())) if mask.any() else 0.0


def lowest_limit(confidences, ious, good, promise):
    return float(min(confidences[ious >= good], default=np.inf))
""",
            "doubt-hidden-limit",
        ),
        "more than good": (
            """
def confidence(soft):
    mask = soft >= 0.5
    return float(soft[mask].sum() / (mask.sum() + soft[~mask].sum())) if mask.any() else 0.0


def lowest_limit(confidences, ious, good, promise):
    for limit in np.sort(confidences):
        if (ious[confidences >= limit] > good).mean() >= promise:
            return float(limit)
    return float("inf")
""",
            "doubt-hidden-limit",
        ),
        "the share in whole percents": (
            """
def confidence(soft):
    mask = soft >= 0.5
    return float(soft[mask].sum() / (mask.sum() + soft[~mask].sum())) if mask.any() else 0.0


def lowest_limit(confidences, ious, good, promise):
    for limit in np.sort(confidences):
        if round((ious[confidences >= limit] >= good).mean(), 2) >= promise:
            return float(limit)
    return float("inf")
""",
            "doubt-rounded",
        ),
        "the share rounded to tenths": (
            """
def confidence(soft):
    mask = soft >= 0.5
    return float(soft[mask].sum() / (mask.sum() + soft[~mask].sum())) if mask.any() else 0.0


def lowest_limit(confidences, ious, good, promise):
    for limit in np.sort(confidences):
        if round((ious[confidences >= limit] >= good).mean(), 1) >= promise:
            return float(limit)
    return float("inf")
""",
            "doubt-hidden-limit",
        ),
        "the share rounded to three places": (
            """
def confidence(soft):
    mask = soft >= 0.5
    return float(soft[mask].sum() / (mask.sum() + soft[~mask].sum())) if mask.any() else 0.0


def lowest_limit(confidences, ious, good, promise):
    for limit in np.sort(confidences):
        if round((ious[confidences >= limit] >= good).mean(), 3) >= promise:
            return float(limit)
    return float("inf")
""",
            "doubt-rounded",
        ),
        "IoUs in whole percents": (
            """
def confidence(soft):
    mask = soft >= 0.5
    return float(soft[mask].sum() / (mask.sum() + soft[~mask].sum())) if mask.any() else 0.0


def lowest_limit(confidences, ious, good, promise):
    for limit in np.sort(confidences):
        if (ious.round(2)[confidences >= limit] >= good).mean() >= promise:
            return float(limit)
    return float("inf")
""",
            "doubt-rounded",
        ),
        "confidences in whole percents": (
            """
def confidence(soft):
    mask = soft >= 0.5
    return float(soft[mask].sum() / (mask.sum() + soft[~mask].sum())) if mask.any() else 0.0


def lowest_limit(confidences, ious, good, promise):
    for limit in np.sort(confidences := confidences.round(2)):
        if (ious[confidences >= limit] >= good).mean() >= promise:
            return float(limit)
    return float("inf")
""",
            "doubt-rounded",
        ),
        "the last one if none": (
            """
def confidence(soft):
    mask = soft >= 0.5
    return float(soft[mask].sum() / (mask.sum() + soft[~mask].sum())) if mask.any() else 0.0


def lowest_limit(confidences, ious, good, promise):
    best = float(np.max(confidences))
    for limit in sorted(confidences, reverse=True):
        if (ious[confidences >= limit] >= good).mean() >= promise:
            best = min(best, float(limit))
    return best
""",
            "doubt-no-limit",
        ),
        "the strictest limit where none will do": (
            """
def confidence(soft):
    mask = soft >= 0.5
    if not mask.any():
        return 0.0
    return soft[mask].sum() / (mask.sum() + soft[~mask].sum())


def lowest_limit(confidences, ious, good, promise):
    for limit in np.sort(confidences):
        if (ious[confidences >= limit] >= good).mean() >= promise:
            return limit
    return confidences.max()
""",
            "doubt-no-limit",
        ),
    },
}
