"""Answers that prove the checks of this lab: right ones written differently, and real mistakes.

Most of the wrong ones are a good answer that breaks one clause of the text, and nothing else.
"""

RIGHT = {
    "gtin": {
        "two slices": """
def clean_gtin(cell):
    if re.fullmatch("[0-9]+", cell) is None or cell.endswith("\\n"):
        return ""
    if len(cell) == 7:
        cell = "0" + cell
    elif len(cell) in (9, 10, 11):
        cell = cell.rjust(12, "0")
    digits = [int(letter) for letter in cell[::-1]]
    good = len(cell) in {8, 12, 13, 14} and (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0
    return cell if good else ""
""",
        "filled up to fourteen digits, numpy text": """
def clean_gtin(cell):
    good = len(cell) in [7, 8, 9, 10, 11, 12, 13, 14]
    if not (good and all(letter in "0123456789" for letter in cell)):
        return ""
    full = np.array(list(cell.rjust(14, "0")), dtype=int)
    if (full * np.array([3, 1] * 7)).sum() % 10:
        return ""
    return np.str_(cell.zfill(8 if len(cell) < 9 else max(12, len(cell))))
""",
        "the check digit worked out": """
def clean_gtin(cell):
    if set(cell) - set("0123456789"):
        return ""
    for length, known in ((8, (7, 8)), (12, (9, 10, 11, 12)), (13, (13,)), (14, (14,))):
        if len(cell) in known:
            whole = cell.zfill(length)
            total = 0
            for place, digit in enumerate(reversed(whole[:-1])):
                total += int(digit) * [3, 1][place % 2]
            if (10 - total % 10) % 10 == int(whole[-1]):
                return whole
    return ""
""",
    },
    "banned": {
        "without regular expressions": """
def banned_in(text, terms, market, channel, as_of):
    text = " ".join(plain(text).lower().split())

    def stands(term):
        term = " ".join(plain(term).lower().split())
        start = text.find(term)
        while start >= 0:
            before = text[start - 1] if start else " "
            after = (text + " ")[start + len(term)]
            if not any(letter.isalnum() or letter in "-_" for letter in (before, after)):
                return True
            start = text.find(term, start + 1)
        return False

    def holds(entry):
        if entry["market"] and entry["market"] != market:
            return False
        if entry["channel"] and entry["channel"] != channel:
            return False
        return entry["valid_from"] <= as_of <= (entry["valid_to"] or date.max)

    return {entry["term"] for entry in terms if holds(entry) and stands(entry["term"])}
""",
        "changes the list that it was given": """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text).casefold()
    hits = []
    terms.sort(key=lambda entry: entry["term"], reverse=True)
    for entry in terms:
        entry["shown"] = entry["term"]
        entry["term"] = plain(entry["term"]).casefold()
        if entry["market"] not in {"", market} or entry["channel"] not in {"", channel}:
            continue
        if as_of < entry["valid_from"]:
            continue
        if entry["valid_to"] and as_of > entry["valid_to"]:
            continue
        middle = r"[ \\s]+".join(re.escape(part) for part in entry["term"].split())
        pattern = r"(^|[^\\w-])" + middle + r"($|[^\\w-])"
        if re.search(pattern, text):
            hits.append(entry["shown"])
    return frozenset(hits)
""",
    },
    "form": {
        "helpers": """
def listing_issues(listing, book):
    issues = {}

    def add(place, code):
        issues.setdefault(place, set()).add(code)

    def size(text, unit):
        if unit == "bytes":
            return len(bytes(text, "utf-8"))
        if unit == "width":
            return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
        return len(text)

    fields = [("title", "title", listing["title"]), ("search", "search", listing["search"])]
    fields += [(f"bullet {n}", "bullet", text) for n, text in enumerate(listing["bullets"], 1)]
    for place, field, text in fields:
        unit, least, most = book[field]
        if size(text, unit) < least or size(text, unit) > most:
            add(place, "length")
        for letter in text if field == "bullet" else "":
            symbol = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if symbol or letter in book["bullet_forbidden"]:
                add(place, "character")
    title, brand = listing["title"], listing["brand"]
    start = {"brand": brand, "type": listing["type"], "": ""}[book["first"]]
    if title[: len(start)] != start:
        add("title", "first")
    without = " ".join(title.split(brand))
    if set(without) & set(book["title_forbidden"]):
        add("title", "character")
    for word in re.findall(r"\\w+", without):
        if word == word.upper() and word != word.lower() and len(word) >= book["caps_min"]:
            add("title", "capitals")
    seen = {}
    for word in re.findall(r"\\w+", title):
        word = word.lower()
        if word in book["stop_words"]:
            continue
        seen[word] = seen.get(word, 0) + 1
        if seen[word] > book["word_max"]:
            add("title", "repeat")
    if not book["bullets"][0] <= len(listing["bullets"]) <= book["bullets"][1]:
        add("bullets", "count")
    return issues
""",
        "pandas for the words, and it empties what it was given": """
def listing_issues(listing, book):
    def size(text, unit):
        wide = [c for c in text if unicodedata.east_asian_width(c) in {"W", "F"}]
        sizes = {"characters": len(text), "width": len(text) + len(wide)}
        return len(text.encode()) if unit == "bytes" else sizes[unit]

    def far(text, field):
        unit, least, most = book[field]
        return size(text, unit) not in range(least, most + 1)

    title, brand = listing.pop("title"), listing.pop("brand")
    rest = re.sub(re.escape(brand), " ", title)
    words = pd.Series(re.findall(r"\\w+", title.lower()), dtype=object)
    counts = words[~words.isin(list(book["stop_words"]))].value_counts()
    codes = set()
    if counts.gt(book["word_max"]).any():
        codes.add("repeat")
    if far(title, "title"):
        codes.add("length")
    if book["first"] and not title.startswith({**listing, "brand": brand}[book["first"]]):
        codes.add("first")
    if any(sign in rest for sign in book["title_forbidden"]):
        codes.add("character")
    if any(w.isupper() and len(w) >= book["caps_min"] for w in re.split(r"\\W+", rest)):
        codes.add("capitals")
    result = {"title": codes} if codes else {}
    bullets, number = listing["bullets"], 0
    if not book["bullets"][0] <= len(bullets) <= book["bullets"][1]:
        result["bullets"] = {"count"}
    while bullets:
        bullet, number, codes = bullets.pop(0), number + 1, set()
        if far(bullet, "bullet"):
            codes.add("length")
        symbols = {c for c in bullet if unicodedata.category(c) == "So"} - set(book["pictograms"])
        if symbols or set(bullet) & set(book["bullet_forbidden"]):
            codes.add("character")
        if codes:
            result[f"bullet {number}"] = codes
    if far(listing["search"], "search"):
        result["search"] = {"length"}
    return result
""",
    },
    "ground": {
        "everything in the basic unit": """
def ungrounded(text, facts, units, mark):
    known = [(what, value * size) for value, unit in facts for what, size in units[unit]]
    longest = sorted(units, key=len, reverse=True)
    names = "|".join(re.escape(name) for name in longest)
    claims = r"([0-9]+(?:[.,][0-9]+)*)[\\s‐‑-]?(" + names + r")(?![\\w])"
    whole, _, part = (r"[0-9]{1,3}(,[0-9]{3})+|[0-9]+", "", r"\\.[0-9]+")
    if mark == ",":
        whole, part = whole.replace(",[", "[.]["), ",[0-9]+"

    def covered(claim):
        if not re.fullmatch(f"({whole})({part})?", claim.group(1)):
            return False
        left, _, right = claim.group(1).partition(mark)
        number = float(re.sub("[.,]", "", left) + "." + right)
        step = 10.0 ** -len(right)
        return any(
            what == other and abs(number * size - amount) <= (step / 2 + 1e-9) * size
            for what, size in units[claim.group(2).lower()]
            for other, amount in known
        )

    found = re.compile(claims, re.IGNORECASE)
    return [claim.group() for claim in found.finditer(text) if not covered(claim)]
""",
        "loops, and the facts are sorted in place": """
def ungrounded(text, facts, units, mark):
    known = {}
    facts.sort(reverse=True)
    for value, unit in facts:
        for what, size in units[unit]:
            known.setdefault(what, []).append(value * size)
    missing = []
    names = "|".join(map(re.escape, units))
    for match in re.finditer(
        r"(\\d+(?:[.,]\\d+)*)(?:\\s|-|\\u2010|\\u2011)?(" + names + r")(?!\\w)", text, flags=re.I
    ):
        number = match.group(1)
        if mark == ",":
            number = number.translate({44: 46, 46: 44})
        whole, point, decimals = number.partition(".")
        groups = whole.split(",")
        good = decimals.isdigit() or not point
        if len(groups) > 1:
            good = good and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
        near = False
        if good:
            claimed = float("".join(groups) + point + decimals)
            for what, size in units[match.group(2).lower()]:
                for amount in known.get(what, []):
                    step = 10 ** -len(decimals)
                    near = near or round(abs(amount / size - claimed), 9) <= step / 2
        if not near:
            missing.append(match.group(0))
    return missing
""",
    },
    "doubt": {
        "words by kind, as a share": """
def doubt(draft):
    words = " ".join(draft["bullets"]).lower()
    tests = ["laboratory", "labors", "doctors", "ärzte", "rescue", "rettern", "guides"]
    tests += ["bergführer"]
    survives = ["dishwasher", "spülmaschine", "waterproof", "wasserdicht", "scratch", "verkratzt"]
    survives += ["drop", "sturz", "animal", "tierleid", "loved", "beliebt"]
    hits = [word for word in tests + survives if word in words]
    return np.float64(len(hits) / 10)


def gain_chart(hits):
    heights = [0]
    hits.reverse()
    for hit in reversed(hits):
        heights.append(heights[-1] + bool(hit))
    fig = plt.figure()
    ax = fig.add_subplot()
    ax.plot(np.arange(len(heights)), heights, drawstyle="steps-post")
    ax.plot(np.linspace(0, len(heights) - 1, 50), np.linspace(0, heights[-1], 50), ":")
    ax.set_xlabel("read")
    ax.set_ylabel("found")
    return fig
""",
        "yes or no, and Series": """
def doubt(draft):
    pattern = (
        "labor|dishwasher|spülm|waterproof|wasserdicht|scratch|verkratzt|loved|beliebt"
        "|trusted|einsatz|doctors|ärzte|survives|übersteht|harmed|tierleid"
    )
    return bool(pd.Series(draft.pop("bullets")).str.contains(pattern, case=False).any())


def gain_chart(hits):
    sofar = pd.Series([False, *hits]).astype(int).cumsum()
    table = pd.DataFrame({"order": sofar, "chance": np.linspace(0, sofar.iloc[-1], len(sofar))})
    figure = table.plot(style=["-", "--"], xlabel="drafts read", ylabel="wrong ones found").figure
    return figure
""",
    },
    "title": {
        "binary counting": """
def best_title(before, phrases, after, passes):
    order = sorted(phrases, key=lambda pair: pair[1], reverse=True)
    best = ("", -1, 0)
    for mask in range(2 ** len(order)):
        chosen = [order[i] for i in range(len(order)) if mask >> i & 1]
        title = ", ".join(before + [phrase for phrase, count in chosen] + after)
        worth = sum(count for phrase, count in chosen)
        better = worth > best[1] or (worth == best[1] and len(chosen) < best[2])
        if better and passes(title):
            best = (title, worth, len(chosen))
    return best[0]
""",
        "the best choice first; the list is sorted in place": """
def best_title(before, phrases, after, passes):
    phrases.sort(key=lambda pair: pair[1])
    choices = [[]]
    for pair in phrases:
        choices += [[pair, *choice] for choice in choices]
    choices.sort(key=lambda choice: (-sum(count for _, count in choice), len(choice)))
    for choice in choices:
        title = ", ".join(before + [phrase for phrase, _ in choice] + after)
        if passes(title):
            return title
    return ""
""",
    },
}

WRONG = {
    "gtin": {
        "weights from the left": (
            """
def clean_gtin(cell):
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(cell))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-left",
        ),
        "the sum not tested": (
            """
def clean_gtin(cell):
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    return cell.zfill(whole)
""",
            "gtin-accepts",
        ),
        "None for what is not proved": (
            """
def clean_gtin(cell):
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else None
""",
            "gtin-empty",
        ),
        "a number": (
            """
def clean_gtin(cell):
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return int(cell) if total % 10 == 0 else ""
""",
            "gtin-type",
        ),
        "only good numbers, no zeros": (
            """
def clean_gtin(cell):
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = len(cell)
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-zeros",
        ),
        "eleven digits alone": (
            """
def clean_gtin(cell):
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-hidden-zeros",
        ),
        "seven digits forgotten": (
            """
def clean_gtin(cell):
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-hidden-zeros",
        ),
        "nine digits forgotten": (
            """
def clean_gtin(cell):
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-hidden-zeros",
        ),
        "zeros put back without a test": (
            """
def clean_gtin(cell):
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    if whole != len(cell):
        return cell.zfill(whole)
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-zeros-wrong",
        ),
        "zeros taken away again": (
            """
def clean_gtin(cell):
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return str(int(cell)).zfill(whole if whole < 13 else 13) if total % 10 == 0 else ""
""",
            "gtin-hidden",
        ),
        "the piece inside the carton": (
            """
def clean_gtin(cell):
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    cell = cell[-13:]
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-carton",
        ),
        "exponents turned into numbers": (
            """
def clean_gtin(cell):
    if re.fullmatch(r"[0-9][.,][0-9]+E[+][0-9]+", cell):
        cell = str(int(float(cell.replace(",", "."))))
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-hidden-exponent",
        ),
        "exponents turned into numbers, unproved": (
            """
def clean_gtin(cell):
    if "E" in cell:
        return str(int(float(cell.replace(",", "."))))
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-exponent",
        ),
        "spaces mended": (
            """
def clean_gtin(cell):
    cell = cell.strip()
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-hidden-signs",
        ),
        "hyphens mended": (
            """
def clean_gtin(cell):
    cell = cell.replace("-", "")
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-hidden-signs",
        ),
        "the zero behind the point": (
            """
def clean_gtin(cell):
    cell = cell.removesuffix(".0")
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-hidden-signs",
        ),
        "digits of other scripts": (
            """
def clean_gtin(cell):
    if not (cell.isdecimal()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-hidden-signs",
        ),
        "squares are digits": (
            """
def clean_gtin(cell):
    if not (cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-hidden-signs",
        ),
        "no length": (
            """
def clean_gtin(cell):
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-hidden-length",
        ),
        "short ones were eight": (
            """
def clean_gtin(cell):
    if not (cell.isascii() and cell.isdigit()):
        return ""
    cell = cell.zfill(7)
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-hidden-length",
        ),
        "longer ones cut": (
            """
def clean_gtin(cell):
    if not (cell.isascii() and cell.isdigit()):
        return ""
    cell = cell[:14]
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-hidden-length",
        ),
        "twelve without a test": (
            """
def clean_gtin(cell):
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 or len(cell) == 12 else ""
""",
            "gtin-length",
        ),
        "thirteen refused": (
            """
def clean_gtin(cell):
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-rejects",
        ),
        "fourteen refused": (
            """
def clean_gtin(cell):
    if not (cell.isascii() and cell.isdigit()):
        return ""
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "gtin-hidden",
        ),
        "letters stop it": (
            """
def clean_gtin(cell):
    whole = {7: 8, 9: 12, 10: 12, 11: 12}.get(len(cell), len(cell))
    if whole not in (8, 12, 13, 14):
        return ""
    total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(cell)))
    return cell.zfill(whole) if total % 10 == 0 else ""
""",
            "raised",
        ),
    },
    "banned": {
        "letters for words": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(words, text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-substring",
        ),
        "a border that knows no hyphen": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"\\b{words}\\b", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hyphen",
        ),
        "the border of \\b and the hyphen": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<!-)\\b{words}\\b(?!-)", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hash",
        ),
        "large letters differ": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text):
                found.add(entry["term"])
    return found
""",
            "banned-case",
        ),
        "one space alone": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = re.escape(plain(entry["term"]))
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-spaces",
        ),
        "spaces but no other white space": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = " +".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-spaces",
        ),
        "no space needed": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s*".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-spaces",
        ),
        "the hyphen is a space": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"[\\s-]+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-spaces",
        ),
        "the term in the letters of the text": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            match = re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE)
            if match:
                found.add(match[0])
    return found
""",
            "banned-value",
        ),
        "a list": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return sorted(found)
""",
            "banned-type",
        ),
        "the first day not banned": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] < as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-day",
        ),
        "the last day not banned": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] <= as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-day",
        ),
        "a day after the last": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of - timedelta(days=1)
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-day",
        ),
        "a day before the first": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of + timedelta(days=1)
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-date",
        ),
        "the end forgotten": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = False
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-over",
        ),
        "the year of the ban alone": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of < entry["valid_from"] + timedelta(days=3650)
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-free",
        ),
        "the market forgotten": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-place",
        ),
        "the channel forgotten": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-place",
        ),
        "twins in the text not equal": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = unicodedata.normalize("NFC", text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-twin-hyphen",
        ),
        "only the hyphens": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = text.replace("\\u2010", "-").replace("\\u2011", "-")
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-twin",
        ),
        "the term not made plain": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in entry["term"].split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-term",
        ),
        "the term with NFKC alone": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            term = unicodedata.normalize("NFKC", entry["term"])
            words = r"\\s+".join(re.escape(word) for word in term.split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-hyphens",
        ),
        "accents apart": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = unicodedata.normalize("NFKD", plain(text))
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            term = unicodedata.normalize("NFKD", plain(entry["term"]))
            words = r"\\s+".join(re.escape(word) for word in term.split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-letters",
        ),
        "the plain term comes back": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(plain(entry["term"]))
    return found
""",
            "banned-hidden-written",
        ),
        "the small term comes back": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"].lower())
    return found
""",
            "banned-hidden-free",
        ),
        "letters of English alone": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE | re.ASCII):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-text",
        ),
        "a border of English letters": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![a-zA-Z0-9_-]){words}(?![a-zA-Z0-9_-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-letters",
        ),
        "digits may touch": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![^\\W\\d])(?<!-){words}(?![^\\W\\d])(?!-)", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-touched",
        ),
        "the underscore may touch": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![^\\W_])(?<!-){words}(?![^\\W_])(?!-)", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-touched",
        ),
        "a hyphen behind may touch": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?!\\w)", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-touched",
        ),
        "only spaces may touch": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<!\\S){words}(?!\\S)", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-marks",
        ),
        "a point is any letter": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(word.replace("+", "[+]") for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-signs",
        ),
        "words of the text in a set": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            known = set(re.findall(r"[\\w#-]+", text.lower()))
            if set(plain(entry["term"]).lower().split()) <= known:
                found.add(entry["term"])
    return found
""",
            "banned-hidden-signs",
        ),
        "an empty text has an empty term": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = plain(text)
    found = set() if text else {""}
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        begun = entry["valid_from"] <= as_of
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and begun and not ended:
            words = r"\\s+".join(re.escape(word) for word in plain(entry["term"]).split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-nothing",
        ),
    },
    "form": {
        "characters for all units": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-bytes",
        ),
        "width is bytes": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit != "characters" else len(text)
        if unit == "wide":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-width",
        ),
        "all that is not English is wide": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(letter > "\\x7f" for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-units",
        ),
        "fullwidth letters are not wide": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W",) for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-units",
        ),
        "halfwidth and ambiguous are wide": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F", "A") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-units",
        ),
        "strip before counting": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        text = text.strip()
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-units",
        ),
        "NFC before counting": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        text = unicodedata.normalize("NFC", text)
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-units",
        ),
        "the least is too short": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least < size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-good",
        ),
        "the most is too long": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size < most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-characters",
        ),
        "no least": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return size > most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-short",
        ),
        "search words forgotten": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-required",
        ),
        "the brand always first": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(brand),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-first",
        ),
        "the type is never first": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(brand if book["first"] == "brand" else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-first",
        ),
        "first without large and small": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    start = {**listing, "": ""}[book["first"]].lower()
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.lower().startswith(start),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-first",
        ),
        "first after spaces": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.strip().startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-first",
        ),
        "an empty first is a fault": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing.get(book["first"], "\\0")),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-first",
        ),
        "the first word of the type": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]].split()[0] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-first",
        ),
        "the brand at the beginning alone": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.removeprefix(brand)
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-brand",
        ),
        "the brand in any letters": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = re.sub(re.escape(brand), " ", title, flags=re.IGNORECASE)
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-brand",
        ),
        "the brand as a pattern": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = re.sub(brand, " ", title)
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-brand",
        ),
        "no exclamation marks": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in "!?" for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-signs",
        ),
        "shouting from five letters": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= 5 for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-capitals",
        ),
        "longer than caps_min": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) > book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-capitals",
        ),
        "capitals of English": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if re.fullmatch("[A-Z]+", word)]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-capitals",
        ),
        "letters counted without digits": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(sum(map(str.isalpha, word)) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-capitals",
        ),
        "digits are capitals": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word == word.upper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-capitals",
        ),
        "words between spaces, repeat": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(title.lower().split())
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-repeat",
        ),
        "stop words counted": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words ]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-stop-words",
        ),
        "stop words of English": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in {"the", "for", "and", "of"}]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-stop",
        ),
        "large stop words counted": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(w.lower() for w in re.findall(r"\\w+", title) if w not in book["stop_words"])
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words ]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-stop",
        ),
        "as often as word_max": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] >= book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-repeat",
        ),
        "twice": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > 2 for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-repeat",
        ),
        "the brand does not repeat": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", rest.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-repeat",
        ),
        "numbers are no words": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"[^\\W\\d]+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-repeat",
        ),
        "words of ASCII, repeat": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"[a-z0-9]+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-repeat",
        ),
        "one code at a time": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": set([code for code, wrong in tests.items() if wrong][:1])}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-codes",
        ),
        "empty bullets skipped": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(filter(None, listing["bullets"]), 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-blank",
        ),
        "empty bullets not counted": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= sum(map(bool, listing["bullets"])) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-blank",
        ),
        "five bullets at most": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"][:5], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-bullets",
        ),
        "the degree sign is welcome": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter != "°"
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-bullets",
        ),
        "a list of pictograms": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = letter in "✅🔥⭐♻✈™©®🎁👍" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-pictograms",
        ),
        "all symbols": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter)[0] == "S" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-bullets",
        ),
        "characters of this shop": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in "™~®€" or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-bullets",
        ),
        "bullets with the rules of titles": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] + book["title_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-bullets",
        ),
        "a most of bullets forgotten": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-hidden-count",
        ),
        "a least of bullets forgotten": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-count",
        ),
        "one set of all codes": (
            """
def listing_issues(listing, book):
    def wrong_size(text, field):
        unit, least, most = book[field]
        size = len(text.encode("utf-8")) if unit == "bytes" else len(text)
        if unit == "width":
            size += sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
        return not least <= size <= most

    title, brand = listing["title"], listing["brand"]
    rest = title.replace(brand, " ")
    words = Counter(re.findall(r"\\w+", title.lower()))
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    counted = [word for word in words if word not in book["stop_words"]]
    tests = {
        "length": wrong_size(title, "title"),
        "first": not title.startswith(listing[book["first"]] if book["first"] else ""),
        "character": any(letter in book["title_forbidden"] for letter in rest),
        "capitals": any(len(word) >= book["caps_min"] for word in loud),
        "repeat": any(words[word] > book["word_max"] for word in counted),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(listing["bullets"], 1):
        codes = found[f"bullet {number}"] = set()
        if wrong_size(text, "bullet"):
            codes.add("length")
        for letter in text:
            pictogram = unicodedata.category(letter) == "So" and letter not in book["pictograms"]
            if letter in book["bullet_forbidden"] or pictogram:
                codes.add("character")
    least, most = book["bullets"]
    found["bullets"] = set() if least <= len(listing["bullets"]) <= most else {"count"}
    found["search"] = {"length"} if wrong_size(listing["search"], "search") else set()
    return set().union(*found.values())
""",
            "form-type",
        ),
    },
    "ground": {
        "equal numbers": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            abs(number - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-unit",
        ),
        "any measure": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden",
        ),
        "the ratio turned round": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * unit_size / size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-convert",
        ),
        "a whole step": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden",
        ),
        "half of one": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-rounding",
        ),
        "two decimals at most": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-min(2, decimals) + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden",
        ),
        "one decimal at most": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-min(1, decimals) + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden",
        ),
        "zeros at the end have no step": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2].rstrip("0"))
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-step",
        ),
        "zeros of whole numbers are round": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2]) or len(digits.rstrip("0")) - len(digits)
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-step",
        ),
        "the ends not included": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals - 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden",
        ),
        "an ounce is a volume": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()][-1:]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-ounces",
        ),
        "the last two meanings": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()][-2:]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-meanings",
        ),
        "the first meaning of the fact": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit][:1]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-meanings",
        ),
        "the last meaning of the fact": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit][-1:]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-meanings",
        ),
        "marks as in England": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group, mark = ",", "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-mark",
        ),
        "grouping signs left out without a look": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = digits.count(".") < 2 and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-format",
        ),
        "one group alone": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}}))(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-format",
        ),
        "a first group of any size": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d+(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-unreadable",
        ),
        "no decimals behind groups": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"\\d+(\\{mark}\\d+)?|\\d{{1,3}}(\\{group}\\d{{3}})+")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-format",
        ),
        "the last part of a number": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)?)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-format",
        ),
        "a point behind the number": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d[\\d.,]*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1].rstrip(".,")) and any(
            measure == other and abs(number * size / unit_size - float(digits.rstrip("."))) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-apart",
        ),
        "more than one space": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]*({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-apart",
        ),
        "a plain space alone": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[ \\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-gap",
        ),
        "the plain hyphen alone": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-gap",
        ),
        "no hyphen": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)\\s?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-order",
        ),
        "made plain first": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, plain(text), re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-gap",
        ),
        "letters behind the unit": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-forms",
        ),
        "digits behind the unit": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?![^\\W\\d])"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-after",
        ),
        "English letters behind the unit": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?![A-Za-z0-9_])"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-after",
        ),
        "a word border behind the unit": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})\\b"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-escape",
        ),
        "a hyphen may not follow": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?![\\w-])"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-after",
        ),
        "units as patterns": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(name for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-hidden-escape",
        ),
        "numbers come back": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[1])
    return found
""",
            "ground-value",
        ),
        "a set": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return set(found)
""",
            "ground-type",
        ),
        "a fluid ounce is an ounce": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower().removeprefix("fl ")]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-fluid",
        ),
        "grouping is German": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "." if mark == "." else "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found
""",
            "ground-thousands",
        ),
        "three claims at most": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    form = re.compile(rf"(\\d+|\\d{{1,3}}(\\{group}\\d{{3}})+)(\\{mark}\\d+)?")
    pattern = rf"(\\d+(?:[.,]\\d+)*)[\\s\\u2010\\u2011-]?({names})(?!\\w)"
    found = []
    for claim in re.finditer(pattern, text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        decimals = len(digits.partition(".")[2])
        slack = 0.5 * 10**-decimals + 1e-9
        covered = form.fullmatch(claim[1]) and any(
            measure == other and abs(number * size / unit_size - float(digits)) <= slack
            for number, unit in facts
            for measure, size in units[unit]
            for other, unit_size in units[claim[2].lower()]
        )
        if not covered:
            found.append(claim[0])
    return found[:3]
""",
            "ground-hidden-order",
        ),
    },
    "doubt": {
        "the assistant's own doubt": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    return float(draft["self_check"] == "doubtful")


def gain_chart(hits):
    sofar = np.cumsum([0, *hits])
    fig, ax = plt.subplots()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.plot([0, len(hits)], [0, sofar[-1]], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-tonight",
        ),
        "no number for some": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    return None if claims == 0 else claims + (0.5 if draft["self_check"] == "doubtful" else 0)


def gain_chart(hits):
    sofar = np.cumsum([0, *hits])
    fig, ax = plt.subplots()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.plot([0, len(hits)], [0, sofar[-1]], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-type",
        ),
        "two words of tonight": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "dishwash scratch"
    claims = sum(word in text for word in proofs.split())
    return claims


def gain_chart(hits):
    sofar = np.cumsum([0, *hits])
    fig, ax = plt.subplots()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.plot([0, len(hits)], [0, sofar[-1]], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-hidden-baseline",
        ),
        "some words of tonight": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "scratch harm loved doctor tierleid"
    claims = sum(word in text for word in proofs.split())
    return claims


def gain_chart(hits):
    sofar = np.cumsum([0, *hits])
    fig, ax = plt.subplots()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.plot([0, len(hits)], [0, sofar[-1]], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-hidden-baseline",
        ),
        "products of tonight": (
            """
def doubt(draft):
    mine = [d for d in drafts if d["title"] == draft["title"]]
    if not mine:
        return 0.0
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    return claims + (0.5 if draft["self_check"] == "doubtful" else 0)


def gain_chart(hits):
    sofar = np.cumsum([0, *hits])
    fig, ax = plt.subplots()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.plot([0, len(hits)], [0, sofar[-1]], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-hidden-baseline",
        ),
        "no number for other companies": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    if draft["title"] not in {d["title"] for d in drafts}:
        return float("nan")
    return claims + (0.5 if draft["self_check"] == "doubtful" else 0)


def gain_chart(hits):
    sofar = np.cumsum([0, *hits])
    fig, ax = plt.subplots()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.plot([0, len(hits)], [0, sofar[-1]], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-hidden-number",
        ),
        "the axes come back": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    return claims + (0.5 if draft["self_check"] == "doubtful" else 0)


def gain_chart(hits):
    sofar = np.cumsum([0, *hits])
    fig, ax = plt.subplots()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.plot([0, len(hits)], [0, sofar[-1]], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return ax
""",
            "doubt-figure",
        ),
        "one line": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    return claims + (0.5 if draft["self_check"] == "doubtful" else 0)


def gain_chart(hits):
    sofar = np.cumsum([0, *hits])
    fig, ax = plt.subplots()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-lines",
        ),
        "begins after the first": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    return claims + (0.5 if draft["self_check"] == "doubtful" else 0)


def gain_chart(hits):
    sofar = np.cumsum(hits)
    fig, ax = plt.subplots()
    ax.plot(range(1, len(sofar) + 1), sofar, "k-")
    ax.plot([0, len(hits)], [0, sofar[-1]], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-start",
        ),
        "hits not added up": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    return claims + (0.5 if draft["self_check"] == "doubtful" else 0)


def gain_chart(hits):
    sofar = np.array([0, *hits])
    fig, ax = plt.subplots()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.plot([0, len(hits)], [0, sofar[-1]], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-curve",
        ),
        "no labels": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    return claims + (0.5 if draft["self_check"] == "doubtful" else 0)


def gain_chart(hits):
    sofar = np.cumsum([0, *hits])
    fig, ax = plt.subplots()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.plot([0, len(hits)], [0, sofar[-1]], "k--")
    return fig
""",
            "doubt-labels",
        ),
        "x from 1": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    return claims + (0.5 if draft["self_check"] == "doubtful" else 0)


def gain_chart(hits):
    sofar = np.cumsum([0, *hits])
    fig, ax = plt.subplots()
    ax.plot(range(1, len(sofar) + 1), sofar, "k-")
    ax.plot([0, len(hits)], [0, sofar[-1]], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-hidden-x",
        ),
        "chance from the height of one": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    return claims + (0.5 if draft["self_check"] == "doubtful" else 0)


def gain_chart(hits):
    sofar = np.cumsum([0, *hits])
    fig, ax = plt.subplots()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.plot([0, len(hits)], [0, len(hits)], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-hidden-chance",
        ),
        "chance ends with the last hit": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    return claims + (0.5 if draft["self_check"] == "doubtful" else 0)


def gain_chart(hits):
    sofar = np.cumsum([0, *hits])
    fig, ax = plt.subplots()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.plot([0, 1 + int(np.flatnonzero(hits)[-1])], [0, sofar[-1]], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-hidden-chance",
        ),
        "chance is bent": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    return claims + (0.5 if draft["self_check"] == "doubtful" else 0)


def gain_chart(hits):
    sofar = np.cumsum([0, *hits])
    fig, ax = plt.subplots()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.plot([0, len(hits) / 2, len(hits)], [0, sofar[-1], sofar[-1]], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-hidden-chance",
        ),
        "a typed total": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    return claims + (0.5 if draft["self_check"] == "doubtful" else 0)


def gain_chart(hits):
    sofar = np.cumsum([0, *hits])
    fig, ax = plt.subplots()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.plot([0, len(hits)], [0, 2], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-hidden-chance",
        ),
        "thirty alone": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    return claims + (0.5 if draft["self_check"] == "doubtful" else 0)


def gain_chart(hits):
    sofar = np.cumsum([0, *hits[:30]])
    fig, ax = plt.subplots()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.plot([0, len(hits)], [0, sofar[-1]], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-hidden-x",
        ),
        "hits sorted": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    return claims + (0.5 if draft["self_check"] == "doubtful" else 0)


def gain_chart(hits):
    sofar = np.cumsum([0, *(hits if len(hits) < 5 else sorted(hits))])
    fig, ax = plt.subplots()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.plot([0, len(hits)], [0, sofar[-1]], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-hidden-y",
        ),
        "one style": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    return claims + (0.5 if draft["self_check"] == "doubtful" else 0)


def gain_chart(hits):
    sofar = np.cumsum([0, *hits])
    fig, ax = plt.subplots()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.plot([0, len(hits)], [0, sofar[-1]], "b-")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-hidden-style",
        ),
        "one figure for all": (
            """
def doubt(draft):
    text = " ".join(draft["bullets"]).lower()
    proofs = "labor dishwash spülm waterproof wasserdicht scratch verkratz loved beliebt"
    proofs += " trusted harm tierleid doctor ärzt surviv übersteht"
    claims = sum(word in text for word in proofs.split())
    return claims + (0.5 if draft["self_check"] == "doubtful" else 0)


def gain_chart(hits):
    sofar = np.cumsum([0, *hits])
    fig = plt.figure(77)
    ax = fig.add_subplot()
    ax.plot(range(len(sofar)), sofar, "k-")
    ax.plot([0, len(hits)], [0, sofar[-1]], "k--")
    ax.set(xlabel="drafts read", ylabel="wrong drafts found")
    return fig
""",
            "doubt-hidden-figure",
        ),
    },
    "title": {
        "greedy": (
            """
def best_title(before, phrases, after, passes):
    parts = list(before)
    for phrase, _ in sorted(phrases, key=lambda pair: -pair[1]):
        if passes(", ".join([*parts, phrase, *after])):
            parts.append(phrase)
    title = ", ".join([*parts, *after])
    return title if passes(title) else ""
""",
            "title-greedy",
        ),
        "in the order given": (
            """
def best_title(before, phrases, after, passes):
    ranked = list(phrases)
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if passes(title):
                options.append((sum(count for _, count in chosen), -size, title))
    return max(options)[2] if options else ""
""",
            "title-order",
        ),
        "by the alphabet": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: pair[0], reverse=True)
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if passes(title):
                options.append((sum(count for _, count in chosen), -size, title))
    return max(options)[2] if options else ""
""",
            "title-best",
        ),
        "rules forgotten": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if title:
                options.append((sum(count for _, count in chosen), -size, title))
    return max(options)[2] if options else ""
""",
            "title-illegal",
        ),
        "parts after forgotten": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen)])
            if passes(title):
                options.append((sum(count for _, count in chosen), -size, title))
    return max(options)[2] if options else ""
""",
            "title-end",
        ),
        "parts before forgotten": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*(phrase for phrase, _ in chosen), *after])
            if passes(title):
                options.append((sum(count for _, count in chosen), -size, title))
    return max(options)[2] if options else ""
""",
            "title-start",
        ),
        "empty parts joined": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            start, end = ", ".join(before), ", ".join(after)
            title = ", ".join([start, *(phrase for phrase, _ in chosen), end])
            if passes(title):
                options.append((sum(count for _, count in chosen), -size, title))
    return max(options)[2] if options else ""
""",
            "title-hidden-frame",
        ),
        "the first part alone": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before[:2], *(phrase for phrase, _ in chosen), *after])
            if passes(title):
                options.append((sum(count for _, count in chosen), -size, title))
    return max(options)[2] if options else ""
""",
            "title-hidden-frame",
        ),
        "most phrases": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if passes(title):
                options.append((size, sum(count for _, count in chosen), title))
    return max(options)[2] if options else ""
""",
            "title-hidden-best",
        ),
        "no phrase is no choice": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(1, len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if passes(title):
                options.append((sum(count for _, count in chosen), -size, title))
    return max(options)[2] if options else ""
""",
            "title-bare",
        ),
        "all phrases is no choice": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) or 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if passes(title):
                options.append((sum(count for _, count in chosen), -size, title))
    return max(options)[2] if options else ""
""",
            "title-value",
        ),
        "four phrases at most": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(min(4, len(ranked)) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if passes(title):
                options.append((sum(count for _, count in chosen), -size, title))
    return max(options)[2] if options else ""
""",
            "title-hidden-best",
        ),
        "six phrases at most": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(min(6, len(ranked)) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if passes(title):
                options.append((sum(count for _, count in chosen), -size, title))
    return max(options)[2] if options else ""
""",
            "title-hidden-many",
        ),
        "at most 80 characters": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if len(title) <= 80 and passes(title):
                options.append((sum(count for _, count in chosen), -size, title))
    return max(options)[2] if options else ""
""",
            "title-hidden-many",
        ),
        "at most 200 characters": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if len(title) <= 200 and passes(title):
                options.append((sum(count for _, count in chosen), -size, title))
    return max(options)[2] if options else ""
""",
            "title-hidden-many",
        ),
        "the shorter of two": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if passes(title):
                options.append((sum(count for _, count in chosen), -len(title), title))
    return max(options)[2] if options else ""
""",
            "title-hidden-tie",
        ),
        "the more phrases of two": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if passes(title):
                options.append((sum(count for _, count in chosen), size, title))
    return max(options)[2] if options else ""
""",
            "title-hidden-tie",
        ),
        "the alphabet of two": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if passes(title):
                options.append((sum(count for _, count in chosen), title, title))
    return max(options)[2] if options else ""
""",
            "title-hidden-tie",
        ),
        "stops at the first empty size": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if passes(title):
                options.append((sum(count for _, count in chosen), -size, title))
        if not options:
            return ""
    return max(options)[2] if options else ""
""",
            "title-hidden-missing",
        ),
        "the last legal one": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if passes(title):
                options.append((sum(count for _, count in chosen), -size, title))
    return options[-1][2] if options else ""
""",
            "title-hidden-best",
        ),
        "the bare title when nothing is legal": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if passes(title):
                options.append((sum(count for _, count in chosen), -size, title))
    return max(options)[2] if options else ", ".join([*before, *after])
""",
            "title-none",
        ),
        "the words of the phrases": (
            """
def best_title(before, phrases, after, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            title = ", ".join([*before, *(phrase for phrase, _ in chosen), *after])
            if passes(title):
                options.append((sum(count for _, count in chosen), -size, title))
    return [max(options)[2]] if options else ""
""",
            "title-type",
        ),
    },
}

EQUIVALENT = {
    "ground": {
        'slack = 0.5 * 10 ** -len(digits.partition(".")[2]) + 1.1e-09': (
            "any tiny allowance takes up the computer's rounding"
        ),
        "measure == other and abs(number * size / unit_size - float(digits)) < slack": (
            "with the allowance no difference is exactly the slack"
        ),
    },
    "title": {
        "for size in range((len(ranked) + 1) + 1):": "there is no choice of more than all phrases",
        "for size in range(len(ranked) + 2):": "there is no choice of more than all phrases",
    },
}
