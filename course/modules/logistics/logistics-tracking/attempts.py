"""Answers that prove the checks of this lab: right ones written differently, and real mistakes."""

RIGHT = {
    "utc": {
        "loop over the folds": """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"])
    if moment.tzinfo is not None:
        return moment.astimezone(ZoneInfo("UTC"))
    name = about["clock"]
    if name == "site":
        name = zones[scan["site"]]
    earlier, later = sorted(
        moment.replace(tzinfo=ZoneInfo(name), fold=fold).astimezone(UTC) for fold in (1, 0)
    )
    if later <= scan["received"]:
        return later
    return earlier
""",
        "pandas and its folds": """
def to_utc(scan, carriers, zones):
    layout, clock = carriers[scan["carrier"]]["layout"], carriers[scan["carrier"]]["clock"]
    moment = pd.Timestamp(datetime.strptime(scan["time"], layout))
    if clock == "offset":
        return moment.tz_convert("UTC").to_pydatetime()
    zone = ZoneInfo(zones[scan["site"]]) if clock == "site" else ZoneInfo(clock)
    best = None
    for fold in range(2):
        offset = moment.to_pydatetime().replace(tzinfo=zone, fold=fold).utcoffset()
        one = (moment - offset).tz_localize("UTC")
        if best is None:
            best = one
        elif max(one, best) <= pd.Timestamp(scan["received"]):
            best = max(one, best)
        else:
            best = min(one, best)
    return best.to_pydatetime()
""",
        "changes the scan": """
def to_utc(scan, carriers, zones):
    scan["site"] = zones[scan["site"]]
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"])
    if about["clock"] == "offset":
        return moment.astimezone(UTC)
    zone = ZoneInfo(scan["site"] if about["clock"] == "site" else about["clock"])
    both = [moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return max((one for one in both if one <= scan["received"]), default=min(both))
""",
        "Timestamps of pandas": """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = pd.Timestamp(datetime.strptime(scan["time"], about["layout"]))
    if moment.tz is not None:
        return moment.tz_convert("UTC")
    name = zones[scan["site"]] if about["clock"] == "site" else about["clock"]
    times = [
        pd.Timestamp(moment.to_pydatetime().replace(tzinfo=ZoneInfo(name), fold=f).astimezone(UTC))
        for f in (0, 1)
    ]
    fit = [one for one in times if one <= scan["received"]]
    return max(fit) if fit else min(times)
""",
    },
    "say": {
        "sorted phrases, first hit": """
def normalise(scan, codes, phrases, negations):
    tag = codes.get((scan["carrier"], scan["code"]))
    if tag is not None:
        return tag
    language = scan["language"]
    text = unicodedata.normalize("NFKC", scan["text"]).casefold()

    def contains(piece):
        if language in {"zh", "ja"}:
            return piece in text
        return re.search(r"(?<!\\w)" + re.escape(piece) + r"(?!\\w)", text) is not None

    for phrase, tag in sorted(phrases.get(language, ()), key=lambda pair: -len(pair[0])):
        if contains(phrase):
            negated = any(contains(word) for word in negations.get(language, []))
            return "AttemptFail" if negated and tag == "Delivered" else tag
    return "Unknown"
""",
        "looks at the letters around": """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[(scan["carrier"], scan["code"])]
    text = unicodedata.normalize("NFKC", scan["text"].lower()).lower()
    joined = scan["language"] in ["zh", "ja"]

    def stands(piece):
        at = text.find(piece)
        while at >= 0:
            before, after = text[at - 1 : at], text[at + len(piece) : at + len(piece) + 1]
            if joined or not (before.isalnum() or after.isalnum()):
                return True
            at = text.find(piece, at + 1)
        return False

    best, result = "", "Unknown"
    for phrase, tag in phrases.get(scan["language"], []):
        if stands(phrase) and len(phrase) > len(best):
            best, result = phrase, tag
    if result == "Delivered":
        for word in negations.get(scan["language"], []):
            if stands(word):
                return "AttemptFail"
    return result
""",
        "sorts the table that it gets": """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes.pop((scan["carrier"], scan["code"]))
    scan["text"] = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"
    pairs = phrases.setdefault(scan["language"], [])
    pairs.sort(key=lambda pair: len(pair[0]), reverse=True)
    for phrase, tag in pairs:
        if re.search(edge + re.escape(phrase) + edge, scan["text"]):
            words = negations.setdefault(scan["language"], [])
            no = any(re.search(edge + re.escape(word) + edge, scan["text"]) for word in words)
            return "AttemptFail" if tag == "Delivered" and no else tag
    return "Unknown"
""",
    },
    "status": {
        "a sorted loop": """
def status(scans, now, expired_days):
    state, last, back, done = "Pending", None, False, False
    for scan in sorted(scans, key=lambda s: (s["event"], s["received"])):
        if scan["event"] > now or scan["received"] > now or scan["tag"] == "Unknown":
            continue
        back = back or scan["tag"] == "ReturnedToSender"
        done = done or scan["tag"] == "Delivered"
        state, last = scan["tag"], scan["event"]
    if back:
        return "ReturnedToSender"
    if done:
        return "Delivered"
    if last is not None and last + timedelta(days=expired_days) < now:
        return "Expired"
    return state
""",
        "a data frame": """
def status(scans, now, expired_days):
    if not scans:
        return "Pending"
    table = pd.DataFrame(scans)
    seen = (table["event"] <= now) & (table["received"] <= now) & (table["tag"] != "Unknown")
    table = table[seen].sort_values(["event", "received"])
    tags = set(table["tag"])
    if "ReturnedToSender" in tags:
        return "ReturnedToSender"
    if "Delivered" in tags:
        return "Delivered"
    if table.empty:
        return "Pending"
    last = table.iloc[-1]
    if (now - last["event"]) / timedelta(days=1) > expired_days:
        return "Expired"
    return str(last["tag"])
""",
        "sorts the list that it gets": """
def status(scans, now, expired_days):
    scans.sort(key=lambda s: (s["received"], s["event"]))
    for s in scans:
        s["seen"] = True
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    for final in ("ReturnedToSender", "Delivered"):
        if any(s["tag"] == final for s in known):
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    if now - last["event"] > timedelta(days=expired_days):
        return "Expired"
    return last["tag"]
""",
    },
    "card": {
        "plain loops": """
def scorecard(parcels, start, end):
    rows = []
    names = sorted(set(parcels["carrier"]))
    for name in names:
        n, kept, done, first, days = 0, 0, 0, 0, []
        for p in parcels[parcels["carrier"] == name].itertuples():
            if not start < p.due <= end:
                continue
            n += 1
            if not pd.isna(p.landed) and not pd.isna(p.cleared):
                days.append((p.cleared - p.landed).total_seconds() / 86400)
            if pd.isna(p.delivered):
                continue
            done += 1
            kept += int(p.delivered <= p.due)
            first += int(p.attempts == 0)
        if n:
            share = first / done if done else float("nan")
            middle = float(np.median(days)) if days else float("nan")
            rows.append((name, n, kept / n, share, middle))
    rows.sort(key=lambda row: -row[2])
    return pd.DataFrame(rows, columns=["carrier", "promises", "kept", "first", "customs"])


def draw_scorecard(card):
    fig = Figure(figsize=(7, 3))
    ax = fig.subplots()
    for place, row in enumerate(reversed(list(card.itertuples()))):
        ax.barh([place], [row.kept * 100], color="white", edgecolor="black", hatch="//")
        ax.annotate(f"{row.kept * 100:.0f} % of {row.promises}", (row.kept * 100 + 2, place))
    ax.set_yticks(range(len(card)))
    ax.set_yticklabels(list(card["carrier"])[::-1])
    ax.set_xlim(0, 100)
    ax.set_title("Promises kept")
    ax.set_xlabel("%")
    return fig
""",
        "changes its table, names as places": """
def scorecard(parcels, start, end):
    inside = parcels["due"].between(start, end, inclusive="right")
    parcels.drop(parcels[~inside].index, inplace=True)
    parcels["in_time"] = (parcels["delivered"] <= parcels["due"]).astype("Int64")
    parcels["days"] = (parcels["cleared"] - parcels["landed"]).dt.total_seconds() / 86400
    parcels["clean"] = np.where(
        parcels["delivered"].isna(), np.nan, (parcels["attempts"] == 0).astype(float)
    )
    table = parcels.groupby("carrier", as_index=False).agg(
        promises=("due", "size"),
        kept=("in_time", "mean"),
        first=("clean", "mean"),
        customs=("days", "median"),
    )
    table["kept"] = table["kept"].astype(float)
    table["rank"] = range(len(table))
    return table.sort_values("kept", ascending=False, kind="stable").reset_index(drop=True)


def draw_scorecard(card):
    fig, ax = plt.subplots(figsize=(6, 3))
    turned = card[::-1]
    bars = ax.barh(turned["carrier"], turned["kept"] * 100)
    words = [f"{100 * k:.0f} % of {n}" for k, n in zip(turned["kept"], turned["promises"])]
    ax.bar_label(bars, words, padding=3)
    ax.set_xlim(left=0, right=115)
    ax.set_title("Who keeps the promise?")
    ax.set_xlabel("Promises kept in percent")
    return fig
""",
        "one carrier at a time": """
def scorecard(parcels, start, end):
    day = timedelta(days=1)
    inside = parcels.loc[(start < parcels["due"]) & (end >= parcels["due"])]
    rows = {"carrier": [], "promises": [], "kept": [], "first": [], "customs": []}
    for name, group in inside.groupby("carrier"):
        came = group.dropna(subset=["delivered"])
        rows["carrier"].append(name)
        rows["promises"].append(len(group))
        rows["kept"].append(np.float32((came["delivered"] <= came["due"]).sum() / len(group)))
        rows["first"].append((came["attempts"] == 0).mean())
        rows["customs"].append(((group["cleared"] - group["landed"]) / day).median())
    return pd.DataFrame(rows).sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    height = np.arange(len(card), 0, -1)
    ax.barh(height, (card["kept"] * 100).tolist(), height=0.5, tick_label=card["carrier"].tolist())
    for y, kept, n in zip(height, card["kept"].tolist(), card["promises"].tolist()):
        ax.text(3, y, f"{kept * 100:.0f} % of {n}", color="white", va="center")
    ax.set(xlim=[0, 101], title="Kept promises", xlabel="share of promises in percent")
    return fig
""",
    },
    "arrive": {
        "a table of quantiles by group": """
def forecast(past, now, ask, wait):
    age = (now - past["since"]) / pd.Timedelta(days=1)
    old = past[age >= wait].copy()
    took = (old["delivered"] - old["since"]).dt.total_seconds() / 86400
    old["days"] = took.where(took < wait, wait)
    keys = ["lane", "service", "stage"]
    lines = old.groupby(keys)["days"].quantile([0.1, 0.5, 0.9]).unstack()
    lines.columns = ["low", "mid", "high"]
    rows = [lines.loc[tuple(row)] for row in ask[keys].itertuples(index=False)]
    return pd.DataFrame(rows).reset_index(drop=True)


def stretch(low, high, took, share):
    factors = []
    for early, late, days in zip(low, high, took):
        factors.append(max(early / days, days / late))
    k = -int(-(len(factors) + 1) * share // 1)
    return sorted(factors)[k - 1] if k <= len(factors) else np.inf
""",
        "own dummies and scikit-learn": """
from sklearn.linear_model import QuantileRegressor



def forecast(past, now, ask, wait):
    table = past[now - past["since"] >= pd.Timedelta(days=wait)]
    days = (table["delivered"] - table["since"]).dt.total_seconds() / 86400
    days = np.minimum(days.fillna(wait).to_numpy(), wait)
    names = ["lane", "service", "stage"]
    both = pd.get_dummies(pd.concat([table[names], ask[names]]), dtype=float)
    both["near"] = both.filter(like="_express").sum(axis=1) * both.filter(like="_there").sum(axis=1)
    for name in [column for column in both.columns if column.startswith("lane_")]:
        both[f"{name} there"] = both[name] * both.filter(like="_there").sum(axis=1)
    here, there = both[: len(table)].to_numpy(), both[len(table) :].to_numpy()
    out = pd.DataFrame(index=ask.index)
    for name, share in (("low", 0.1), ("mid", 0.5), ("high", 0.9)):
        model = QuantileRegressor(quantile=share, alpha=0).fit(here, np.log(days))
        out[name] = np.exp(model.predict(there))
    return out


def stretch(low, high, took, share):
    import math

    table = pd.DataFrame({"low": list(low), "high": list(high), "took": list(took)})
    table["early"], table["late"] = table["low"] / table["took"], table["took"] / table["high"]
    factors = table[["early", "late"]].max(axis=1).sort_values().tolist()
    factors.append(math.inf)
    return factors[min(math.ceil((len(table) + 1) * share), len(factors)) - 1]
""",
        "changes its table": """
def forecast(past, now, ask, wait):
    past["since"] = past["since"].dt.tz_convert("Asia/Tokyo")
    past["days"] = 0.0
    ask["row"] = range(len(ask))
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
    },
    "calls": {
        "a loop": """
def urgency(table):
    scores = []
    for row in table.itertuples():
        scores.append((row.quiet + row.mid) / row.left)
    return scores
""",
        "silence over the days left": """
def urgency(table):
    return np.asarray(table["quiet"] / table["left"], dtype="float32")
""",
        "long at one stage": """
def urgency(table):
    table["score"] = table["there"] / table["left"]
    return table["score"]
""",
        "what the way still takes": """
def urgency(table):
    return (table["mid"] + table["quiet"] - table["left"]).rank(method="min")
""",
    },
}

WRONG = {
    "utc": {
        "text as it is": (
            """
def to_utc(scan, carriers, zones):
    return datetime.strptime(scan["time"], carriers[scan["carrier"]]["layout"])
""",
            "utc-naive",
        ),
        "a text": (
            """
def to_utc(scan, carriers, zones):
    moment = datetime.strptime(scan["time"], carriers[scan["carrier"]]["layout"])
    return moment.strftime("%Y-%m-%dT%H:%MZ")
""",
            "utc-type",
        ),
        "local time called UTC": (
            """
def to_utc(scan, carriers, zones):
    moment = datetime.strptime(scan["time"], carriers[scan["carrier"]]["layout"])
    return moment.replace(tzinfo=UTC)
""",
            "utc-as-is",
        ),
        "stays in the zone of the site": (
            """
def to_utc(scan, carriers, zones):
    moment = datetime.strptime(scan["time"], carriers[scan["carrier"]]["layout"])
    return moment.replace(tzinfo=ZoneInfo(zones[scan["site"]]))
""",
            "utc-zone",
        ),
        "offset of winter": (
            """
def to_utc(scan, carriers, zones):
    moment = datetime.strptime(scan["time"], carriers[scan["carrier"]]["layout"])
    january = datetime(2026, 1, 15, tzinfo=ZoneInfo(zones[scan["site"]])).utcoffset()
    return (moment.replace(tzinfo=None) - january).replace(tzinfo=UTC)
""",
            "utc-summer",
        ),
        "always the site": (
            """
def to_utc(scan, carriers, zones):
    moment = datetime.strptime(scan["time"], carriers[scan["carrier"]]["layout"])
    return moment.replace(tzinfo=ZoneInfo(zones[scan["site"]])).astimezone(UTC)
""",
            "utc-home",
        ),
        "offset of the text thrown away": (
            """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"])
    name = zones[scan["site"]] if about["clock"] in ("site", "offset") else about["clock"]
    return moment.replace(tzinfo=ZoneInfo(name)).astimezone(UTC)
""",
            "utc-offset",
        ),
        "always the first reading": (
            """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"])
    if moment.tzinfo:
        return moment.astimezone(UTC)
    name = zones[scan["site"]] if about["clock"] == "site" else about["clock"]
    return moment.replace(tzinfo=ZoneInfo(name)).astimezone(UTC)
""",
            "utc-second",
        ),
        "always the second reading": (
            """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"])
    if moment.tzinfo:
        return moment.astimezone(UTC)
    name = zones[scan["site"]] if about["clock"] == "site" else about["clock"]
    return moment.replace(tzinfo=ZoneInfo(name), fold=1).astimezone(UTC)
""",
            "utc-first",
        ),
        "the later one, whatever was received": (
            """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"])
    if moment.tzinfo:
        return moment.astimezone(UTC)
    name = zones[scan["site"]] if about["clock"] == "site" else about["clock"]
    zone = ZoneInfo(name)
    return max(moment.replace(tzinfo=zone, fold=f).astimezone(UTC) for f in (0, 1))
""",
            "utc-first",
        ),
        "strictly before it was received": (
            """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"])
    if moment.tzinfo:
        return moment.astimezone(UTC)
    name = zones[scan["site"]] if about["clock"] == "site" else about["clock"]
    both = [moment.replace(tzinfo=ZoneInfo(name), fold=f).astimezone(UTC) for f in (0, 1)]
    return max((one for one in both if one < scan["received"]), default=min(both))
""",
            "utc-fold-hidden",
        ),
        "the offset added, not taken off": (
            """
def to_utc(scan, carriers, zones):
    carrier = carriers[scan["carrier"]]
    local = datetime.strptime(scan["time"], carrier["layout"])
    if carrier["clock"] == "offset":
        return local.astimezone(UTC)
    zone = ZoneInfo(zones[scan["site"]] if carrier["clock"] == "site" else carrier["clock"])
    ahead = local.replace(tzinfo=zone).utcoffset()
    if carrier["clock"] == "site":
        return (local + ahead).replace(tzinfo=UTC)
    readings = [local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return max((one for one in readings if one <= scan["received"]), default=min(readings))
""",
            "utc-sign",
        ),
        "month first everywhere": (
            """
def to_utc(scan, carriers, zones):
    carrier = carriers[scan["carrier"]]
    local = datetime.strptime(scan["time"], carrier["layout"].replace("%d.%m", "%m.%d"))
    if carrier["clock"] == "offset":
        return local.astimezone(UTC)
    zone = ZoneInfo(zones[scan["site"]] if carrier["clock"] == "site" else carrier["clock"])
    readings = [local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return max((one for one in readings if one <= scan["received"]), default=min(readings))
""",
            "utc-value",
        ),
        "the afternoon is forgotten": (
            """
def to_utc(scan, carriers, zones):
    carrier = carriers[scan["carrier"]]
    local = datetime.strptime(scan["time"], carrier["layout"].replace("%I", "%H"))
    if carrier["clock"] == "offset":
        return local.astimezone(UTC)
    zone = ZoneInfo(zones[scan["site"]] if carrier["clock"] == "site" else carrier["clock"])
    readings = [local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return max((one for one in readings if one <= scan["received"]), default=min(readings))
""",
            "utc-value-us",
        ),
        "the new offset in the gap": (
            """
def to_utc(scan, carriers, zones):
    carrier = carriers[scan["carrier"]]
    local = datetime.strptime(scan["time"], carrier["layout"])
    if carrier["clock"] == "offset":
        return local.astimezone(UTC)
    zone = ZoneInfo(zones[scan["site"]] if carrier["clock"] == "site" else carrier["clock"])
    readings = [local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    if readings[0] >= readings[1]:
        return readings[1]
    return max((one for one in readings if one <= scan["received"]), default=min(readings))
""",
            "utc-gap",
        ),
        "the old offset in the gap": (
            """
def to_utc(scan, carriers, zones):
    carrier = carriers[scan["carrier"]]
    local = datetime.strptime(scan["time"], carrier["layout"])
    if carrier["clock"] == "offset":
        return local.astimezone(UTC)
    zone = ZoneInfo(zones[scan["site"]] if carrier["clock"] == "site" else carrier["clock"])
    readings = [local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    if readings[0] >= readings[1]:
        return readings[0]
    return max((one for one in readings if one <= scan["received"]), default=min(readings))
""",
            "utc-gap-hidden",
        ),
        "one home for all carriers": (
            """
def to_utc(scan, carriers, zones):
    carrier = carriers[scan["carrier"]]
    local = datetime.strptime(scan["time"], carrier["layout"])
    if carrier["clock"] == "offset":
        return local.astimezone(UTC)
    zone = ZoneInfo(zones[scan["site"]] if carrier["clock"] == "site" else "Asia/Shanghai")
    readings = [local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return max((one for one in readings if one <= scan["received"]), default=min(readings))
""",
            "utc-home-hidden",
        ),
        "seconds are cut": (
            """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"]).replace(second=0)
    if about["clock"] == "offset":
        return moment.astimezone(UTC)
    zone = ZoneInfo(zones[scan["site"]] if about["clock"] == "site" else about["clock"])
    both = [moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return max((one for one in both if one <= scan["received"]), default=min(both))
""",
            "utc-seconds",
        ),
        "an offset time is cut to received": (
            """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"])
    if about["clock"] == "offset":
        return min(moment.astimezone(UTC), scan["received"])
    zone = ZoneInfo(zones[scan["site"]] if about["clock"] == "site" else about["clock"])
    both = [moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return max((one for one in both if one <= scan["received"]), default=min(both))
""",
            "utc-offset-early",
        ),
        "a home clock has one reading": (
            """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"])
    if about["clock"] == "offset":
        return moment.astimezone(UTC)
    zone = ZoneInfo(zones[scan["site"]] if about["clock"] == "site" else about["clock"])
    if about["clock"] != "site":
        return moment.replace(tzinfo=zone).astimezone(UTC)
    both = [moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return max((one for one in both if one <= scan["received"]), default=min(both))
""",
            "utc-fold-home",
        ),
        "both too late: the later": (
            """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"])
    if about["clock"] == "offset":
        return moment.astimezone(UTC)
    zone = ZoneInfo(zones[scan["site"]] if about["clock"] == "site" else about["clock"])
    both = [moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return max((one for one in both if one <= scan["received"]), default=max(both))
""",
            "utc-fold-hidden",
        ),
        "both too late: the first fold": (
            """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"])
    if about["clock"] == "offset":
        return moment.astimezone(UTC)
    zone = ZoneInfo(zones[scan["site"]] if about["clock"] == "site" else about["clock"])
    both = [moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return max((one for one in both if one <= scan["received"]), default=both[0])
""",
            "utc-gap-hidden",
        ),
        "the earlier of those that fit": (
            """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"])
    if about["clock"] == "offset":
        return moment.astimezone(UTC)
    zone = ZoneInfo(zones[scan["site"]] if about["clock"] == "site" else about["clock"])
    both = [moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return min((one for one in both if one <= scan["received"]), default=min(both))
""",
            "utc-second",
        ),
        "the nearest to received": (
            """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"])
    if about["clock"] == "offset":
        return moment.astimezone(UTC)
    zone = ZoneInfo(zones[scan["site"]] if about["clock"] == "site" else about["clock"])
    both = [moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return min(both, key=lambda one: abs(one - scan["received"]))
""",
            "utc-fold-hidden",
        ),
        "never after received": (
            """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"])
    if about["clock"] == "offset":
        return moment.astimezone(UTC)
    zone = ZoneInfo(zones[scan["site"]] if about["clock"] == "site" else about["clock"])
    both = [moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    if min(both) > scan["received"]:
        return scan["received"]
    return max((one for one in both if one <= scan["received"]), default=min(both))
""",
            "utc-fold-hidden",
        ),
        "to the minute": (
            """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"])
    if about["clock"] == "offset":
        return moment.astimezone(UTC)
    zone = ZoneInfo(zones[scan["site"]] if about["clock"] == "site" else about["clock"])
    moment = moment.replace(second=30 if moment.second else 0)
    both = [moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return max((one for one in both if one <= scan["received"]), default=min(both))
""",
            "utc-home",
        ),
        "an aware text in the zone of the site": (
            """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"])
    if about["clock"] == "offset":
        return moment.astimezone(ZoneInfo(zones[scan["site"]]))
    zone = ZoneInfo(zones[scan["site"]] if about["clock"] == "site" else about["clock"])
    both = [moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return max((one for one in both if one <= scan["received"]), default=min(both))
""",
            "utc-zone",
        ),
        "the hour that never comes is moved on": (
            """
def to_utc(scan, carriers, zones):
    about = carriers[scan["carrier"]]
    moment = datetime.strptime(scan["time"], about["layout"])
    if about["clock"] == "offset":
        return moment.astimezone(UTC)
    zone = ZoneInfo(zones[scan["site"]] if about["clock"] == "site" else about["clock"])
    both = [moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    if both[0] > both[1]:
        return both[1] + timedelta(hours=1)
    return max((one for one in both if one <= scan["received"]), default=min(both))
""",
            "utc-gap-hidden",
        ),
    },
    "say": {
        "no lower case": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    for phrase, tag in phrases[scan["language"]]:
        if phrase in scan["text"]:
            return tag
    return "Unknown"
""",
            "say-case",
        ),
        "not delivered is Delivered": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    found = [pair for pair in phrases[scan["language"]] if pair[0] in text]
    return max(found, key=lambda pair: len(pair[0]))[1] if found else "Unknown"
""",
            "say-not",
        ),
        "codes without their carrier": (
            """
def normalise(scan, codes, phrases, negations):
    for (carrier, code), tag in codes.items():
        if code == scan["code"]:
            return tag
    return "Unknown" if "elivered" not in scan["text"] else "Delivered"
""",
            "say-carrier",
        ),
        "the text alone": (
            """
def normalise(scan, codes, phrases, negations):
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    found = [pair for pair in phrases[scan["language"]] if pair[0] in text]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    negated = any(word in text for word in negations[scan["language"]])
    return "AttemptFail" if tag == "Delivered" and negated else tag
""",
            "say-code",
        ),
        "negation inside a word": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    found = [pair for pair in phrases[scan["language"]] if pair[0] in text]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    negated = any(word in text for word in negations[scan["language"]])
    return "AttemptFail" if tag == "Delivered" and negated else tag
""",
            "say-niece",
        ),
        "whole words everywhere": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()

    def says(words):
        return re.search(r"\\b" + re.escape(words) + r"\\b", text)

    found = [pair for pair in phrases[scan["language"]] if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations[scan["language"]]):
        return "AttemptFail"
    return tag
""",
            "say-not-asia",
        ),
        "first phrase that fits": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    for phrase, tag in phrases[scan["language"]]:
        if says(phrase):
            if tag == "Delivered" and any(says(w) for w in negations[scan["language"]]):
                return "AttemptFail"
            return tag
    return "Unknown"
""",
            "say-longest",
        ),
        "any negation is a failed attempt": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    if any(says(w) for w in negations[scan["language"]]):
        return "AttemptFail"
    found = [pair for pair in phrases[scan["language"]] if says(pair[0])]
    return max(found, key=lambda pair: len(pair[0]))[1] if found else "Unknown"
""",
            "say-other-not",
        ),
        "no NFKC": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = scan["text"].lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases[scan["language"]] if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations[scan["language"]]):
        return "AttemptFail"
    return tag
""",
            "say-width",
        ),
        "phrases of all languages": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pairs in phrases.values() for pair in pairs if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations[scan["language"]]):
        return "AttemptFail"
    return tag
""",
            "say-language-hidden",
        ),
        "the words of the example": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    if "pickup" in text:
        return "AvailableForPickup"
    if "label" in text:
        return "InfoReceived"
    for no in ("not ", "nicht ", "未", "ません"):
        if no in text:
            return "AttemptFail"
    for yes in ("delivered", "zugestellt", "宅配", "お届け"):
        if yes in text:
            return "Delivered"
    return "Unknown"
""",
            "say-code-hidden",
        ),
        "English negations alone": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases[scan["language"]] if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations["en"]):
        return "AttemptFail"
    return tag
""",
            "say-not-de",
        ),
        "one pattern, longest first: the leftmost hit": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    known = dict(phrases.get(scan["language"], []))
    pattern = "|".join(re.escape(words) for words in sorted(known, key=len, reverse=True))
    found = re.search(edge + "(" + pattern + ")" + edge, text) if known else None
    if not found:
        return "Unknown"
    tag = known[found[1]]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    return tag
""",
            "say-longest-hidden",
        ),
        "the phrase with the most words": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0].split()))[1]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    return tag
""",
            "say-asia-hidden",
        ),
        "a missing language is an error": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases[scan["language"]] if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    return tag
""",
            "raised",
        ),
        "no negations of a language is an error": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations[scan["language"]]):
        return "AttemptFail"
    return tag
""",
            "raised",
        ),
        "English negations where none are known": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    words = negations.get(scan["language"], negations["en"])
    if tag == "Delivered" and any(says(word) for word in words):
        return "AttemptFail"
    return tag
""",
            "say-missing",
        ),
        "phrases are patterns": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + words + edge, text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    return tag
""",
            "say-dot-hidden",
        ),
        "lower case without NFKC": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = scan["text"].lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    return tag
""",
            "say-width",
        ),
        "NFC is not enough": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    return tag
""",
            "say-width",
        ),
        "hard spaces and widths by hand": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = scan["text"].lower().replace("\\u00a0", " ")
    if scan["language"] == "ja":
        text = unicodedata.normalize("NFKC", text)
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    return tag
""",
            "say-width-hidden",
        ),
        "a negation after a code": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        tag = codes[scan["carrier"], scan["code"]]
        words = negations.get(scan["language"], [])
        no = any(word in scan["text"].lower() for word in words)
        return "AttemptFail" if tag == "Delivered" and no else tag
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    return tag
""",
            "say-code-hidden",
        ),
        "codes as numbers": (
            """
def normalise(scan, codes, phrases, negations):
    for (carrier, code), tag in codes.items():
        same = code.lstrip("0") == scan["code"].lstrip("0")
        if carrier == scan["carrier"] and scan["code"] and same:
            return tag
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    return tag
""",
            "say-code-hidden",
        ),
        "a word may go on": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words), text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    return tag
""",
            "say-niece",
        ),
        "a word may begin earlier": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(re.escape(words) + edge, text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    return tag
""",
            "say-word-hidden",
        ),
        "phrases as pieces, negations as words": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        if words in dict(phrases.get(scan["language"], [])):
            return words in text
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    return tag
""",
            "say-word-hidden",
        ),
        "only German and English have words": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] not in ("en", "de") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    return tag
""",
            "say-word-hidden",
        ),
        "the negation must come first": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    at = text.find(max(found, key=lambda pair: len(pair[0]))[0])
    text = text[:at] if scan["language"] not in ("zh", "ja") else text
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    return tag
""",
            "say-not-hidden",
        ),
        "the first negation alone": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])[:1]):
        return "AttemptFail"
    return tag
""",
            "say-not-hidden",
        ),
        "spaces around words": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else " "
    text = text if edge == "" else " " + text.replace(".", " ").replace(",", " ") + " "

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    return tag
""",
            "say-hidden",
        ),
        "a piece before a negation": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    if any(says(word) for word in negations.get(scan["language"], [])):
        return "Exception"
    return tag
""",
            "say-other-not",
        ),
        "the last phrase that fits": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = found[-1][1]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    return tag
""",
            "say-longest-hidden",
        ),
        "letters of English alone": (
            """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[scan["carrier"], scan["code"]]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    edge = "" if scan["language"] in ("zh", "ja") else r"\\b"

    def says(words):
        return re.search(edge + re.escape(words) + edge, text, re.ASCII if edge else 0)

    found = [pair for pair in phrases.get(scan["language"], []) if says(pair[0])]
    if not found:
        return "Unknown"
    tag = max(found, key=lambda pair: len(pair[0]))[1]
    if tag == "Delivered" and any(says(word) for word in negations.get(scan["language"], [])):
        return "AttemptFail"
    return tag
""",
            "say-word-hidden",
        ),
    },
    "status": {
        "the newest record": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["received"] <= now]
    if not known:
        return "Pending"
    return max(known, key=lambda s: s["received"])["tag"]
""",
            "status-arrival",
        ),
        "input order": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["received"] <= now and s["event"] <= now]
    return known[-1]["tag"] if known else "Pending"
""",
            "status-arrival",
        ),
        "everything that happened": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["tag"] != "Unknown"]
    tags = [s["tag"] for s in sorted(known, key=lambda s: s["event"])]
    return tags[-1] if tags else "Pending"
""",
            "status-future",
        ),
        "hub scan after the door": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    return "Expired" if now - last["event"] > timedelta(days=expired_days) else last["tag"]
""",
            "status-final",
        ),
        "delivered before returned": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    tags = {s["tag"] for s in known}
    for final in ("Delivered", "ReturnedToSender"):
        if final in tags:
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    return "Expired" if now - last["event"] > timedelta(days=expired_days) else last["tag"]
""",
            "status-returned",
        ),
        "announcements": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["received"] <= now and s["tag"] != "Unknown"]
    tags = {s["tag"] for s in known}
    for final in ("ReturnedToSender", "Delivered"):
        if final in tags:
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    return "Expired" if now - last["event"] > timedelta(days=expired_days) else last["tag"]
""",
            "status-plan",
        ),
        "silence by what was received": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    tags = {s["tag"] for s in known}
    for final in ("ReturnedToSender", "Delivered"):
        if final in tags:
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    quiet = now - max(s["received"] for s in known)
    return "Expired" if quiet > timedelta(days=expired_days) else last["tag"]
""",
            "status-by-event",
        ),
        "always thirty days": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    tags = {s["tag"] for s in known}
    for final in ("ReturnedToSender", "Delivered"):
        if final in tags:
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    return "Expired" if now - last["event"] > timedelta(days=30) else last["tag"]
""",
            "status-expired",
        ),
        "ties by chance": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    tags = {s["tag"] for s in known}
    for final in ("ReturnedToSender", "Delivered"):
        if final in tags:
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: s["event"])
    return "Expired" if now - last["event"] > timedelta(days=expired_days) else last["tag"]
""",
            "status-tie",
        ),
        "silence before the end": (
            """
def status(scans, now, expired_days):
    known = [
        scan
        for scan in scans
        if max(scan["event"], scan["received"]) <= now and scan["tag"] != "Unknown"
    ]
    latest = max((scan["event"] for scan in known), default=now)
    if now - latest > timedelta(days=expired_days):
        return "Expired"
    for final in ("ReturnedToSender", "Delivered"):
        if any(scan["tag"] == final for scan in known):
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda scan: (scan["event"], scan["received"]))
    return "Expired" if now - last["event"] > timedelta(days=expired_days) else last["tag"]
""",
            "status-expired-done",
        ),
        "two scans of one minute are the same": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    for final in ("ReturnedToSender", "Delivered"):
        if any(s["tag"] == final for s in known):
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"].replace(second=0), s["received"]))
    if now - last["event"] > timedelta(days=expired_days):
        return "Expired"
    return last["tag"]
""",
            "status-same-minute",
        ),
        "a tie by the earlier record": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    for final in ("ReturnedToSender", "Delivered"):
        if any(s["tag"] == final for s in known):
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], -s["received"].timestamp()))
    if now - last["event"] > timedelta(days=expired_days):
        return "Expired"
    return last["tag"]
""",
            "status-tie",
        ),
        "a parcel at a shop never expires": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    for final in ("ReturnedToSender", "Delivered"):
        if any(s["tag"] == final for s in known):
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    if last["tag"] == "AvailableForPickup":
        return last["tag"]
    if now - last["event"] > timedelta(days=expired_days):
        return "Expired"
    return last["tag"]
""",
            "status-expires",
        ),
        "trouble never expires": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    for final in ("ReturnedToSender", "Delivered"):
        if any(s["tag"] == final for s in known):
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    if last["tag"] in ("AttemptFail", "Exception"):
        return last["tag"]
    if now - last["event"] > timedelta(days=expired_days):
        return "Expired"
    return last["tag"]
""",
            "status-expires",
        ),
        "an announced parcel never expires": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    for final in ("ReturnedToSender", "Delivered"):
        if any(s["tag"] == final for s in known):
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    if last["tag"] == "InfoReceived":
        return last["tag"]
    if now - last["event"] > timedelta(days=expired_days):
        return "Expired"
    return last["tag"]
""",
            "status-expires",
        ),
        "exactly as old is expired": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    for final in ("ReturnedToSender", "Delivered"):
        if any(s["tag"] == final for s in known):
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    if now - last["event"] >= timedelta(days=expired_days):
        return "Expired"
    return last["tag"]
""",
            "status-edge",
        ),
        "whole days of silence": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    for final in ("ReturnedToSender", "Delivered"):
        if any(s["tag"] == final for s in known):
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    if (now - last["event"]).days > expired_days:
        return "Expired"
    return last["tag"]
""",
            "status-whole",
        ),
        "a scan of this moment is not yet known": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] < now and s["received"] < now]
    known = [s for s in known if s["tag"] != "Unknown"]
    for final in ("ReturnedToSender", "Delivered"):
        if any(s["tag"] == final for s in known):
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    if now - last["event"] > timedelta(days=expired_days):
        return "Expired"
    return last["tag"]
""",
            "status-edge",
        ),
        "received at this moment is too late": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] < now]
    known = [s for s in known if s["tag"] != "Unknown"]
    for final in ("ReturnedToSender", "Delivered"):
        if any(s["tag"] == final for s in known):
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    if now - last["event"] > timedelta(days=expired_days):
        return "Expired"
    return last["tag"]
""",
            "status-edge",
        ),
        "happening at this moment is too late": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] < now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    for final in ("ReturnedToSender", "Delivered"):
        if any(s["tag"] == final for s in known):
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    if now - last["event"] > timedelta(days=expired_days):
        return "Expired"
    return last["tag"]
""",
            "status-edge",
        ),
        "Unknown renews a parcel": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    for final in ("ReturnedToSender", "Delivered"):
        if any(s["tag"] == final for s in known):
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    newest = max(s["event"] for s in scans if max(s["event"], s["received"]) <= now)
    if now - newest > timedelta(days=expired_days):
        return "Expired"
    return last["tag"]
""",
            "status-unknown-hidden",
        ),
        "Unknown is something heard": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    for final in ("ReturnedToSender", "Delivered"):
        if any(s["tag"] == final for s in known):
            return final
    if not known:
        return "Unknown" if scans else "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    if now - last["event"] > timedelta(days=expired_days):
        return "Expired"
    return last["tag"]
""",
            "status-future-hidden",
        ),
        "a return that is announced": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    for final in ("ReturnedToSender", "Delivered"):
        if final[0] == "R" and any(s["tag"] == final and s["received"] <= now for s in scans):
            return final
        if any(s["tag"] == final for s in known):
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    if now - last["event"] > timedelta(days=expired_days):
        return "Expired"
    return last["tag"]
""",
            "status-plan",
        ),
        "the final one that happened last": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    ends = [s for s in known if s["tag"] in ("ReturnedToSender", "Delivered")]
    if ends:
        return max(ends, key=lambda s: s["event"])["tag"]
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    if now - last["event"] > timedelta(days=expired_days):
        return "Expired"
    return last["tag"]
""",
            "status-returned",
        ),
        "a return counts before it is heard of": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    if any(s["tag"] == "ReturnedToSender" and s["event"] <= now for s in scans):
        return "ReturnedToSender"
    for final in ("ReturnedToSender", "Delivered"):
        if any(s["tag"] == final for s in known):
            return final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    if now - last["event"] > timedelta(days=expired_days):
        return "Expired"
    return last["tag"]
""",
            "status-future-hidden",
        ),
        "old deliveries expire": (
            """
def status(scans, now, expired_days):
    known = [s for s in scans if s["event"] <= now and s["received"] <= now]
    known = [s for s in known if s["tag"] != "Unknown"]
    for final in ("ReturnedToSender", "Delivered"):
        if any(s["tag"] == final for s in known):
            last = max(s["event"] for s in known)
            return "Expired" if now - last > timedelta(days=9 * expired_days) else final
    if not known:
        return "Pending"
    last = max(known, key=lambda s: (s["event"], s["received"]))
    if now - last["event"] > timedelta(days=expired_days):
        return "Expired"
    return last["tag"]
""",
            "status-hidden",
        ),
    },
    "card": {
        "only delivered parcels are asked": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    span = span[span["delivered"].notna()]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-span",
        ),
        "kept of those that came": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": (span["delivered"] <= span["due"]).astype(float).where(done),
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-survivors",
        ),
        "the span by the day of delivery": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["delivered"] > start) & (parcels["delivered"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-span",
        ),
        "percent": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": 100.0 * (span["delivered"] <= span["due"]),
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-percent",
        ),
        "first of all promises": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-first",
        ),
        "first of those in time": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(span["delivered"] <= span["due"]),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-first",
        ),
        "hours": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(hours=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-unit",
        ),
        "whole days": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]).dt.days,
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-whole",
        ),
        "the mean of the customs": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "mean"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-customs",
        ),
        "customs of delivered parcels": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": ((span["cleared"] - span["landed"]) / pd.Timedelta(days=1)).where(done),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-customs",
        ),
        "by name alone": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values("carrier")


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-order",
        ),
        "worst first": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[True, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-order",
        ),
        "equal ones from the end of the alphabet": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, False])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-ties",
        ),
        "at due is too late": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] < span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-in-time",
        ),
        "by the day of the promise": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"].dt.floor("D") <= span["due"].dt.floor("D"),
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-kept-hidden",
        ),
        "with its start": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] >= start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-ends",
        ),
        "without its end": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] < end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-ends",
        ),
        "all carriers": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    names = sorted(set(parcels["carrier"]))
    table = table.set_index("carrier").reindex(names).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-carriers-hidden",
        ),
        "carriers with customs only": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    table = table.dropna(subset=["customs"])
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-carriers",
        ),
        "nothing delivered is zero": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    table["first"] = table["first"].fillna(0)
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-nothing",
        ),
        "no customs is zero days": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    table["customs"] = table["customs"].fillna(0)
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-nothing",
        ),
        "rounded shares": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    table["kept"] = table["kept"].round(2)
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-kept-hidden",
        ),
        "rounded days": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    table["customs"] = table["customs"].round(1)
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-customs",
        ),
        "one failed attempt is none": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] <= 1).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-first",
        ),
        "carrier as the index": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how)
    return table.sort_values("kept", ascending=False)


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-columns",
        ),
        "judged at the end of the span": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= end,
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "card-survivors",
        ),
        "shares instead of percent": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{100 * long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "draw-percent",
        ),
        "the first row at the bottom": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "draw-top",
        ),
        "names from the bottom": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"])[::-1])
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "draw-labels",
        ),
        "no names": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "draw-labels",
        ),
        "one decimal": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.1f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "draw-text",
        ),
        "percent without number": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} %")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "draw-text",
        ),
        "no title": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %")
    return fig
""",
            "draw-title",
        ),
        "no label of the axis": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), title="Who keeps the promise?")
    return fig
""",
            "draw-title",
        ),
        "an axis that begins at fifty": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(50, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "draw-axis",
        ),
        "an axis that ends with the longest bar": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 99), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "draw-axis",
        ),
        "upright bars": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.bar(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "draw-start",
        ),
        "sorted by name in the picture": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    card = card.sort_values("carrier")
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "draw-order-hidden",
        ),
        "rows by their index": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place in places:
        long, number = percent[place], card["promises"].get(place, 0)
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "draw-text-hidden",
        ),
        "bars rounded to percent": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent.round())
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "draw-length-hidden",
        ),
        "nothing returned": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    plt.show()
""",
            "draw-figure",
        ),
        "two charts": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, (ax, _) = plt.subplots(1, 2)
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "draw-axes",
        ),
        "cut percent in the text": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(places, percent, card["promises"]):
        ax.text(long + 1, place, f"{int(long)} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "draw-text-hidden",
        ),
        "texts at the wrong bars": (
            """
def scorecard(parcels, start, end):
    span = parcels[(parcels["due"] > start) & (parcels["due"] <= end)]
    done = span["delivered"].notna()
    looked = pd.DataFrame(
        {
            "carrier": span["carrier"],
            "promises": 1,
            "kept": span["delivered"] <= span["due"],
            "first": (span["attempts"] == 0).astype(float).where(done),
            "customs": (span["cleared"] - span["landed"]) / pd.Timedelta(days=1),
        }
    )
    how = {"promises": "sum", "kept": "mean", "first": "mean", "customs": "median"}
    table = looked.groupby("carrier").agg(how).reset_index()
    return table.sort_values(["kept", "carrier"], ascending=[False, True])


def draw_scorecard(card):
    fig, ax = plt.subplots()
    places, percent = range(len(card)), 100 * card["kept"].to_numpy()
    ax.barh(places, percent)
    for place, long, number in zip(list(places)[::-1], percent, card["promises"]):
        ax.text(long + 1, place, f"{long:.0f} % of {number}")
    ax.set_yticks(places, list(card["carrier"]))
    ax.invert_yaxis()
    ax.set(xlim=(0, 120), xlabel="promises kept, %", title="Who keeps the promise?")
    return fig
""",
            "draw-beside",
        ),
    },
    "arrive": {
        "whole days": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]).dt.days.astype(float)
    days = days.fillna(wait).clip(0.01, wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-hours",
        ),
        "whole days, and then log of zero": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]).dt.days
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "raised",
        ),
        "at least a day": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(1, wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-hours",
        ),
        "at least an eighth of a day": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(0.3, wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-hidden-hours",
        ),
        "rounded lines": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: np.round(quantile_line(old, days, ask, share), 1) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-hidden-lines",
        ),
        "rounded to whole days": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: np.round(quantile_line(old, days, ask, share)) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-hours",
        ),
        "only those that arrived": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    old = old.dropna(subset=["delivered"])
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-survivors",
        ),
        "all rows, young ones too": (
            """
def forecast(past, now, ask, wait):
    old = past
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-young",
        ),
        "younger than wait": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] >= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-lines",
        ),
        "the border is young": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] < now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-edge",
        ),
        "age in whole days": (
            """
def forecast(past, now, ask, wait):
    old = past[(now - past["since"]).dt.round("D") >= pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-edge",
        ),
        "not clipped": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-hidden-waiting",
        ),
        "missing ones count twice the wait": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.clip(upper=wait).fillna(2 * wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-waiting",
        ),
        "thirty days for all": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(30).clip(upper=30)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-hidden-waiting",
        ),
        "late ones are dropped": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    old = old[~(days > wait)]
    days = days[~(days > wait)].fillna(wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-hidden-waiting",
        ),
        "low and high change places": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"high": 0.1, "mid": 0.5, "low": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-lines",
        ),
        "a quarter and three": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.25, "mid": 0.5, "high": 0.75}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-lines",
        ),
        "for the past, not for ask": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, old, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-rows",
        ),
        "without the stage": (
            """
def forecast(past, now, ask, wait):
    past = past.assign(stage="left")
    ask = ask.assign(stage="left")
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-hidden-hours",
        ),
        "without the lane": (
            """
def forecast(past, now, ask, wait):
    past = past.assign(lane="A")
    ask = ask.assign(lane="A")
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-lines",
        ),
        "without the service": (
            """
def forecast(past, now, ask, wait):
    past = past.assign(service="s")
    ask = ask.assign(service="s")
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-hidden-lines",
        ),
        "ask in the order of its lanes": (
            """
def forecast(past, now, ask, wait):
    ask = ask.sort_values("lane")
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-hidden-lines",
        ),
        "hours": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(hours=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "arrive-lines",
        ),
        "a quantile that is interpolated": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    return float(np.quantile(np.maximum(low / took, took / high), share))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "stretch-value",
        ),
        "n instead of n plus one": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil(len(factors) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "stretch-value",
        ),
        "rounded down": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.floor((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "stretch-value",
        ),
        "rounded to the nearest": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(round((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "stretch-value",
        ),
        "the late side alone": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(took / high)
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "stretch-value",
        ),
        "the early side alone": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(low / took)
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "stretch-value",
        ),
        "the other way round": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(took / low, high / took))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "stretch-value",
        ),
        "never smaller than one": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return max(1.0, float(factors[k - 1])) if k <= len(factors) else float("inf")
""",
            "stretch-shrinks",
        ),
        "parcels inside do not count": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    factors = np.maximum(factors, 1.0)
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "stretch-shrinks",
        ),
        "few parcels: the largest": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float(factors[-1])
""",
            "stretch-few",
        ),
        "few parcels: no stretch": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else 1.0
""",
            "stretch-few",
        ),
        "rows by their index": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    factors = np.sort(np.maximum(low / took, took / high).dropna().to_numpy())
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "stretch-hidden",
        ),
        "the largest factor": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = len(factors)
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "stretch-shrinks",
        ),
        "counted from one": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(low / took, took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[min(k, len(factors) - 1)]) if k <= len(factors) else float("inf")
""",
            "stretch-shrinks",
        ),
        "the late side alone when stretching": (
            """
def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"low": 0.1, "mid": 0.5, "high": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )


def stretch(low, high, took, share):
    low, high, took = (np.asarray(days, dtype=float) for days in (low, high, took))
    factors = np.sort(np.maximum(np.minimum(low / took, 2.0), took / high))
    k = int(np.ceil((len(factors) + 1) * share))
    return float(factors[k - 1]) if k <= len(factors) else float("inf")
""",
            "stretch-hidden",
        ),
    },
    "calls": {
        "the calendar": (
            """
def urgency(table):
    return -table["left"]
""",
            "calls-calendar",
        ),
        "the forecast is after the promise": (
            """
def urgency(table):
    return table["mid"] - table["there"] - table["left"]
""",
            "calls-chance",
        ),
        "the long ways": (
            """
def urgency(table):
    return table["mid"]
""",
            "calls-chance",
        ),
        "silence alone": (
            """
def urgency(table):
    return table["quiet"]
""",
            "calls-close",
        ),
        "the sign turned round": (
            """
def urgency(table):
    return -(table["mid"] + table["quiet"]) / table["left"]
""",
            "calls-chance",
        ),
        "yes or no": (
            """
def urgency(table):
    return table["tag"].isin(["AttemptFail", "Exception"])
""",
            "calls-calendar",
        ),
        "all alike": (
            """
def urgency(table):
    return pd.Series(1.0, table.index)
""",
            "calls-same",
        ),
        "one number for all": (
            """
def urgency(table):
    return float(table["quiet"].max())
""",
            "calls-length",
        ),
        "only those in trouble get a number": (
            """
def urgency(table):
    table = table[table["quiet"] > 1]
    return (table["mid"] + table["quiet"]) / table["left"]
""",
            "calls-length",
        ),
        "NaN for those that move": (
            """
def urgency(table):
    return (table["mid"] + table["quiet"]) / table["left"].where(table["quiet"] > 1)
""",
            "calls-numbers",
        ),
        "words": (
            """
def urgency(table):
    return np.where(table["quiet"] > 3, "call", "wait")
""",
            "calls-numbers",
        ),
        "the order of the rows": (
            """
def urgency(table):
    place = np.arange(len(table))
    return (0.01 * place + table["mid"] + table["quiet"]) / table["left"]
""",
            "calls-order",
        ),
        "columns by their place": (
            """
def urgency(table):
    return (table["mid"] + table.iloc[:, 7]) / table.iloc[:, 5]
""",
            "raised",
        ),
        "divided by silence": (
            """
def urgency(table):
    return -table["left"] / table["quiet"] ** 2
""",
            "calls-alone",
        ),
        "known numbers": (
            """
def urgency(table):
    known = set(archive.loc[archive["broken"] == 1, "tracking"])
    return table["tracking"].isin(known) * 1.0
    return (table["mid"] + table["quiet"]) / table["left"]
""",
            "calls-calendar",
        ),
        "by index": (
            """
def urgency(table):
    scores = {i: (r["mid"] + r["quiet"]) / r["left"] for i, r in table.iterrows()}
    return pd.Series(scores)
""",
            "calls-index",
        ),
        "spread of the rows": (
            """
def urgency(table):
    score = (table["mid"] + table["quiet"]) / table["left"]
    return (score - score.mean()) / score.std()
""",
            "calls-alone",
        ),
        "hindsight": (
            """
def urgency(table):
    known = archive[archive["broken"] == 1]
    pairs = set(zip(known["left"], known["quiet"], known["there"]))
    mine = zip(table["left"], table["quiet"], table["there"])
    return pd.Series([float(row in pairs) for row in mine])
    return (table["mid"] + table["quiet"]) / table["left"]
""",
            "calls-calendar",
        ),
    },
}
