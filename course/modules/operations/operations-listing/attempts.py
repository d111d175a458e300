"""Answers that prove the checks of this lab: right ones written differently, and real mistakes."""

RIGHT = {
    "gtin": {
        "two slices": """
def gtin_ok(code):
    if re.fullmatch("[0-9]+", code) is None or code.endswith("\\n"):
        return False
    if len(code) not in {8, 12, 13, 14}:
        return False
    digits = [int(sign) for sign in code[::-1]]
    return (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0
""",
        "filled up to fourteen digits": """
def gtin_ok(code):
    good = len(code) in [8, 12, 13, 14] and all(sign in "0123456789" for sign in code)
    if not good:
        return False
    full = np.array(list(code.rjust(14, "0")), dtype=int)
    weights = np.array([3, 1] * 7)
    return bool((full * weights).sum() % 10 == 0)
""",
    },
    "trim": {
        "from the end": """
def trim_bytes(text, max_bytes):
    words = text.split()
    while words and len(" ".join(words).encode()) > max_bytes:
        words.pop()
    return " ".join(words)
""",
        "a running count": """
def trim_bytes(text, max_bytes):
    used, kept = 0, []
    for word in text.split():
        used += len(bytes(word, "utf-8")) + (1 if kept else 0)
        if used > max_bytes:
            return " ".join(kept)
        kept.append(word)
    return " ".join(kept)
""",
    },
    "banned": {
        "without regular expressions": """
def banned_in(text, terms, market, channel, as_of):
    plain = " ".join(unicodedata.normalize("NFKC", text).lower().split())

    def stands(term):
        term = " ".join(term.lower().split())
        start = plain.find(term)
        while start >= 0:
            before = plain[start - 1] if start else " "
            after = (plain + " ")[start + len(term)]
            if not any(sign.isalnum() or sign in "-_" for sign in (before, after)):
                return True
            start = plain.find(term, start + 1)
        return False

    def holds(entry):
        if entry["market"] and entry["market"] != market:
            return False
        if entry["channel"] and entry["channel"] != channel:
            return False
        return entry["valid_from"] <= as_of <= (entry["valid_to"] or date.max)

    return {entry["term"] for entry in terms if holds(entry) and stands(entry["term"])}
""",
        "a table of terms and casefold": """
def banned_in(text, terms, market, channel, as_of):
    text = unicodedata.normalize("NFKC", text).casefold()
    hits = []
    for entry in terms:
        if entry["market"] not in {"", market} or entry["channel"] not in {"", channel}:
            continue
        if as_of < entry["valid_from"]:
            continue
        if entry["valid_to"] and as_of > entry["valid_to"]:
            continue
        middle = "[ \\\\s]+".join(re.escape(part) for part in entry["term"].casefold().split())
        pattern = "(^|[^\\\\w-])" + middle + "($|[^\\\\w-])"
        if re.search(pattern, text):
            hits.append(entry["term"])
    return set(hits)
""",
    },
    "form": {
        "helpers": """
def listing_issues(title, bullets, brand, limits):
    issues = {}

    def add(place, code):
        issues.setdefault(place, set()).add(code)

    if len(title) < limits["title_min"] or len(title) > limits["title_max"]:
        add("title", "length")
    if title[: len(brand)] != brand:
        add("title", "brand")
    without = " ".join(title.split(brand))
    if set(without) & set(limits["title_forbidden"]):
        add("title", "character")
    for word in re.findall(r"\\w+", without):
        if word == word.upper() and word != word.lower() and len(word) >= limits["caps_min"]:
            add("title", "capitals")
    seen = {}
    for word in re.findall(r"\\w+", title):
        word = word.casefold()
        if word in limits["stop_words"]:
            continue
        seen[word] = seen.get(word, 0) + 1
        if seen[word] > limits["word_max"]:
            add("title", "repeat")
    for place in range(len(bullets)):
        text = bullets[place]
        name = "bullet " + str(place + 1)
        if len(text) < limits["bullet_min"] or len(text) > limits["bullet_max"]:
            add(name, "length")
        for sign in set(text):
            symbol = unicodedata.category(sign) == "So"
            if symbol and sign in limits["bullet_allowed"]:
                symbol = False
            if symbol or sign in limits["bullet_forbidden"]:
                add(name, "character")
    if limits["bullets_min"] > len(bullets):
        add("bullets", "count")
    return issues
""",
        "pandas for the words": """
def listing_issues(title, bullets, brand, limits):
    rest = re.sub(re.escape(brand), "", title)
    words = pd.Series(re.findall(r"\\w+", title.lower()), dtype=object)
    counts = words[~words.isin(limits["stop_words"])].value_counts()
    codes = set()
    if counts.gt(limits["word_max"]).any():
        codes.add("repeat")
    if len(title) not in range(limits["title_min"], limits["title_max"] + 1):
        codes.add("length")
    if not title.startswith(brand):
        codes.add("brand")
    if re.search("[" + re.escape(limits["title_forbidden"]) + "]", rest):
        codes.add("character")
    if any(w.isupper() and len(w) >= limits["caps_min"] for w in re.split(r"\\W+", rest)):
        codes.add("capitals")
    result = {"title": codes} if codes else {}
    for number, bullet in enumerate(bullets):
        codes = set()
        if len(bullet) not in range(limits["bullet_min"], limits["bullet_max"] + 1):
            codes.add("length")
        symbols = {c for c in bullet if unicodedata.category(c) == "So"}
        symbols = symbols - set(limits["bullet_allowed"])
        if symbols or set(bullet) & set(limits["bullet_forbidden"]):
            codes.add("character")
        if codes:
            result[f"bullet {number + 1}"] = codes
    if len(bullets) < limits["bullets_min"]:
        result["bullets"] = {"count"}
    return result
""",
    },
    "ground": {
        "rounding by Decimal": """
def ungrounded(text, facts, units, mark):
    pattern = "([0-9][0-9.,]*)[\\\\s-]?(" + "|".join(map(re.escape, units)) + ")(?!\\\\w)"
    missing = []
    for match in re.finditer(pattern, text, flags=re.I):
        number = match.group(1)
        if mark == ",":
            number = number.replace(".", "").replace(",", ".")
        else:
            number = number.replace(",", "")
        number = Decimal(number)
        half = Decimal(5).scaleb(number.as_tuple().exponent - 1) + Decimal("1e-9")
        good = False
        for what, size in units[match.group(2).lower()]:
            for value, unit in facts:
                for other, factor in units[unit]:
                    if what == other:
                        true = Decimal(value * factor / size)
                        good = good or abs(true - number) <= half
        if not good:
            missing.append(match.group(0))
    return missing
""",
        "everything in the basic unit": """
def ungrounded(text, facts, units, mark):
    known = [(what, value * size) for value, unit in facts for what, size in units[unit]]
    longest = sorted(units, key=len, reverse=True)
    names = "|".join(re.escape(name) for name in longest)
    found = re.compile(r"(\\d[\\d.,]*)[\\s-]?(" + names + r")(?![\\w])", re.IGNORECASE)
    swap = str.maketrans({".": None, ",": "."} if mark == "," else {",": None})

    def covered(claim):
        digits = claim.group(1).translate(swap)
        step = 10.0 ** -(len(digits) - digits.index(".") - 1) if "." in digits else 1.0
        return any(
            what == other and abs(float(digits) * size - amount) <= (step / 2 + 1e-9) * size
            for what, size in units[claim.group(2).lower()]
            for other, amount in known
        )

    return [claim.group() for claim in found.finditer(text) if not covered(claim)]
""",
    },
    "title": {
        "binary counting": """
def best_title(item, phrases, passes):
    order = sorted(phrases, key=lambda pair: pair[1], reverse=True)
    best = ("", -1, 0)
    for mask in range(2 ** len(order)):
        chosen = [order[i] for i in range(len(order)) if mask >> i & 1]
        parts = [item["brand"] + " " + item["type"], item["key"]]
        parts += [phrase for phrase, count in chosen]
        title = ", ".join(parts + [item["colour"]])
        worth = sum(count for phrase, count in chosen)
        better = worth > best[1] or (worth == best[1] and len(chosen) < best[2])
        if better and passes(title):
            best = (title, worth, len(chosen))
    return best[0]
""",
        "with or without, again and again": """
def best_title(item, phrases, passes):
    choices = [[]]
    for pair in sorted(phrases, key=lambda pair: pair[1]):
        choices += [[pair, *choice] for choice in choices]
    choices.sort(key=lambda choice: (-sum(count for _, count in choice), len(choice)))
    for choice in choices:
        middle = "".join(f"{phrase}, " for phrase, _ in choice)
        title = "{brand} {type}, {key}, ".format(**item) + middle + item["colour"]
        if passes(title):
            return title
    return ""
""",
    },
    "feed": {
        "field by field": """
def feed_rows(items):
    rows = []
    for item in items:
        row = {}
        copied = {"id": "sku", "brand": "brand", "color": "colour", "size": "size"}
        copied.update({"gtin": "gtin", "link": "link", "image_link": "image"})
        for field, name in copied.items():
            if item[name] != "":
                row[field] = item[name]
        amount = item["price"].quantize(Decimal(1).scaleb(-item["places"]))
        row["price"] = str(amount) + " " + item["currency"]
        row["availability"] = "out_of_stock" if item["stock"] == 0 else "in_stock"
        for text in ["title", "description"]:
            if item[text + "_by"] == "person":
                row[text] = item[text]
            else:
                row["structured_" + text] = "trained_algorithmic_media:" + '"' + item[text] + '"'
        sisters = [other for other in items if other["parent"] == item["parent"] != ""]
        if len(sisters) >= 2:
            row["item_group_id"] = item["parent"]
        rows.append(row)
    return rows
""",
        "a table": """
def feed_rows(items):
    if not items:
        return []
    table = pd.DataFrame(items)
    shared = table["parent"].duplicated(keep=False)
    out = table[["brand", "size", "gtin", "link"]].copy()
    out["id"], out["color"], out["image_link"] = table["sku"], table["colour"], table["image"]
    out["item_group_id"] = table["parent"].where(shared, "")
    out["price"] = [f"{i['price']:.{i['places']}f} {i['currency']}" for i in items]
    out["availability"] = np.where(table["stock"] > 0, "in_stock", "out_of_stock")
    for name in ("title", "description"):
        by_ai = table[name + "_by"] == "assistant"
        out[name] = table[name].where(~by_ai, "")
        marked = 'trained_algorithmic_media:"' + table[name] + '"'
        out["structured_" + name] = marked.where(by_ai, "")
    return [{k: str(v) for k, v in row.items() if v != ""} for row in out.to_dict("records")]
""",
    },
}

WRONG = {
    "gtin": {
        "weights from the left": (
            """
def gtin_ok(code):
    if len(code) not in (8, 12, 13, 14) or not (code.isascii() and code.isdigit()):
        return False
    return sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(code)) % 10 == 0
""",
            "gtin-left",
        ),
        "any length": (
            """
def gtin_ok(code):
    if not (code.isascii() and code.isdigit()):
        return False
    return sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(reversed(code))) % 10 == 0
""",
            "gtin-length",
        ),
        "length alone": (
            """
def gtin_ok(code):
    return len(code) in (8, 12, 13, 14) and code.isdigit()
""",
            "gtin-accepts",
        ),
        "thirteen digits alone": (
            """
def gtin_ok(code):
    if len(code) != 13:
        return code == "96385074"
    return sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(code)) % 10 == 0
""",
            "gtin-hidden",
        ),
        "letters stop it": (
            """
def gtin_ok(code):
    if len(code) not in (8, 12, 13, 14):
        return False
    return sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(reversed(code))) % 10 == 0
""",
            "raised",
        ),
        "digits of other scripts": (
            """
def gtin_ok(code):
    if len(code) not in (8, 12, 13, 14) or not code.isdecimal():
        return False
    return sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(reversed(code))) % 10 == 0
""",
            "gtin-letters",
        ),
        "the piece inside the carton": (
            """
def gtin_ok(code):
    if len(code) not in (8, 12, 13, 14) or not (code.isascii() and code.isdigit()):
        return False
    code = code[-13:]
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(code)))
    return total % 10 == 0
""",
            "gtin-carton",
        ),
    },
    "trim": {
        "characters for bytes": (
            """
def trim_bytes(text, max_bytes):
    words = text.split()
    while words and len(" ".join(words)) > max_bytes:
        words.pop()
    return " ".join(words)
""",
            "trim-characters",
        ),
        "cut and repaired": (
            """
def trim_bytes(text, max_bytes):
    return text.encode()[:max_bytes].decode(errors="ignore")
""",
            "trim-cut",
        ),
        "spaces not counted": (
            """
def trim_bytes(text, max_bytes):
    used, kept = 0, []
    for word in text.split():
        used += len(word.encode())
        if used > max_bytes:
            break
        kept.append(word)
    return " ".join(kept)
""",
            "trim-value",
        ),
        "a later word": (
            """
def trim_bytes(text, max_bytes):
    kept = ""
    for word in text.split():
        longer = (kept + " " + word).strip()
        if len(longer.encode()) <= max_bytes:
            kept = longer
    return kept
""",
            "trim-later",
        ),
        "the limit is not allowed": (
            """
def trim_bytes(text, max_bytes):
    words = text.split()
    while words and len(" ".join(words).encode()) >= max_bytes:
        words.pop()
    return " ".join(words)
""",
            "trim-value",
        ),
        "at least one word": (
            """
def trim_bytes(text, max_bytes):
    words = text.split()
    while len(words) > 1 and len(" ".join(words).encode()) > max_bytes:
        words.pop()
    return " ".join(words)
""",
            "trim-first",
        ),
        "bytes of another encoding": (
            """
def trim_bytes(text, max_bytes):
    kept = ""
    for word in text.split():
        longer = f"{kept} {word}".strip()
        if len(longer.encode("gbk", errors="replace")) > max_bytes:
            break
        kept = longer
    return kept
""",
            "trim-bytes",
        ),
    },
    "banned": {
        "letters for words": (
            """
def banned_in(text, terms, market, channel, as_of):
    return {entry["term"] for entry in terms if entry["term"] in text.lower()}
""",
            "banned-substring",
        ),
        "the usual border": (
            """
def banned_in(text, terms, market, channel, as_of):
    return {
        entry["term"]
        for entry in terms
        if re.search(r"\\b" + re.escape(entry["term"]) + r"\\b", text, re.IGNORECASE)
    }
""",
            "banned-hyphen",
        ),
        "no border for the hash": (
            """
def banned_in(text, terms, market, channel, as_of):
    found = set()
    for entry in terms:
        words = r"\\s+".join(re.escape(word) for word in entry["term"].split())
        if re.search(r"(?<!-)\\b" + words + r"(?![\\w-])", text, re.IGNORECASE):
            found.add(entry["term"])
    return found
""",
            "banned-hash",
        ),
        "case matters": (
            """
def banned_in(text, terms, market, channel, as_of):
    return {
        entry["term"]
        for entry in terms
        if re.search(r"(?<![\\w-])" + re.escape(entry["term"]) + r"(?![\\w-])", text)
    }
""",
            "banned-case",
        ),
        "one space alone": (
            """
def banned_in(text, terms, market, channel, as_of):
    return {
        entry["term"]
        for entry in terms
        if re.search(r"(?<![\\w-])" + re.escape(entry["term"]) + r"(?![\\w-])", text, re.IGNORECASE)
    }
""",
            "banned-spaces",
        ),
        "today's list for every day": (
            """
def banned_in(text, terms, market, channel, as_of):
    found = set()
    for entry in terms:
        if entry["market"] in ("", market) and entry["channel"] in ("", channel):
            words = r"\\s+".join(re.escape(word) for word in entry["term"].split())
            if re.search(r"(?<![\\w-])" + words + r"(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-date",
        ),
        "the last day is over": (
            """
def banned_in(text, terms, market, channel, as_of):
    text, found = unicodedata.normalize("NFKC", text), set()
    for entry in terms:
        if entry["market"] in ("", market) and entry["channel"] in ("", channel):
            if entry["valid_from"] <= as_of < (entry["valid_to"] or date.max):
                words = r"\\s+".join(re.escape(word) for word in entry["term"].split())
                if re.search(r"(?<![\\w-])" + words + r"(?![\\w-])", text, re.IGNORECASE):
                    found.add(entry["term"])
    return found
""",
            "banned-hidden-day",
        ),
        "wide letters slip through": (
            """
def banned_in(text, terms, market, channel, as_of):
    found = set()
    for entry in terms:
        if entry["market"] in ("", market) and entry["channel"] in ("", channel):
            if entry["valid_from"] <= as_of <= (entry["valid_to"] or date.max):
                words = r"\\s+".join(re.escape(word) for word in entry["term"].split())
                if re.search(r"(?<![\\w-])" + words + r"(?![\\w-])", text, re.IGNORECASE):
                    found.add(entry["term"])
    return found
""",
            "banned-hidden-twin",
        ),
        "a list of terms": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = unicodedata.normalize("NFKC", text)
    found = []
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and entry["valid_from"] <= as_of and not ended:
            words = r"\\s+".join(re.escape(word) for word in entry["term"].split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.append(entry["term"])
    return found
""",
            "banned-type",
        ),
        "signs that mean something in a pattern": (
            """
def banned_in(text, terms, market, channel, as_of):
    text = unicodedata.normalize("NFKC", text)
    found = set()
    for entry in terms:
        here = entry["market"] in ("", market) and entry["channel"] in ("", channel)
        ended = entry["valid_to"] is not None and entry["valid_to"] < as_of
        if here and entry["valid_from"] <= as_of and not ended:
            words = r"\\s+".join(word for word in entry["term"].split())
            if re.search(rf"(?<![\\w-]){words}(?![\\w-])", text, re.IGNORECASE):
                found.add(entry["term"])
    return found
""",
            "banned-hidden-word",
        ),
    },
    "form": {
        "the brand is flagged": (
            """
def listing_issues(title, bullets, brand, limits):
    codes = set()
    if any(sign in limits["title_forbidden"] for sign in title):
        codes.add("character")
    return {"title": codes} if codes else {}
""",
            "form-brand-sign",
        ),
        "stop words counted": (
            """
def listing_issues(title, bullets, brand, limits):
    words = Counter(re.findall(r"\\w+", title.lower()))
    if max(words.values()) > limits["word_max"]:
        return {"title": {"repeat"}}
    return {}
""",
            "form-stop-words",
        ),
        "case-sensitive repeats": (
            """
def listing_issues(title, bullets, brand, limits):
    words = Counter(w for w in re.findall(r"\\w+", title) if w not in limits["stop_words"])
    if max(words.values()) > limits["word_max"]:
        return {"title": {"repeat"}}
    return {}
""",
            "form-repeat-case",
        ),
        "places without a fault": (
            """
def listing_issues(title, bullets, brand, limits):
    found = {"title": set()}
    for number, text in enumerate(bullets, 1):
        found[f"bullet {number}"] = set()
        if not limits["bullet_min"] <= len(text) <= limits["bullet_max"]:
            found[f"bullet {number}"].add("length")
    return found
""",
            "form-empty-places",
        ),
        "the degree is flagged": (
            """
def listing_issues(title, bullets, brand, limits):
    found = {}
    for number, text in enumerate(bullets, 1):
        if any(unicodedata.category(sign) == "So" for sign in text):
            found[f"bullet {number}"] = {"character"}
    return found
""",
            "form-degree",
        ),
        "a list of pictograms": (
            """
def listing_issues(title, bullets, brand, limits):
    rest = title.replace(brand, " ")
    words = re.findall(r"\\w+", title.lower())
    counts = Counter(word for word in words if word not in limits["stop_words"])
    tests = {
        "length": not limits["title_min"] <= len(title) <= limits["title_max"],
        "brand": not title.startswith(brand),
        "character": any(sign in limits["title_forbidden"] for sign in rest),
        "capitals": any(
            word.isupper() and len(word) >= limits["caps_min"] for word in re.findall(r"\\w+", rest)
        ),
        "repeat": any(times > limits["word_max"] for times in counts.values()),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(bullets, 1):
        codes = found[f"bullet {number}"] = set()
        if not limits["bullet_min"] <= len(text) <= limits["bullet_max"]:
            codes.add("length")
        if any(sign in limits["bullet_forbidden"] + "✅⭐✨" for sign in text):
            codes.add("character")
    if len(bullets) < limits["bullets_min"]:
        found["bullets"] = {"count"}
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-pictogram",
        ),
        "the brand does not count as a word": (
            """
def listing_issues(title, bullets, brand, limits):
    rest = title.replace(brand, " ")
    loud = [word for word in re.findall(r"\\w+", rest) if word.isupper()]
    words = [word for word in re.findall(r"\\w+", rest.lower()) if word not in limits["stop_words"]]
    tests = {
        "length": not limits["title_min"] <= len(title) <= limits["title_max"],
        "brand": not title.startswith(brand),
        "character": any(sign in limits["title_forbidden"] for sign in rest),
        "capitals": any(len(word) >= limits["caps_min"] for word in loud),
        "repeat": any(times > limits["word_max"] for times in Counter(words).values()),
    }
    found = {"title": {code for code, wrong in tests.items() if wrong}}
    for number, text in enumerate(bullets, 1):
        codes = found[f"bullet {number}"] = set()
        if not limits["bullet_min"] <= len(text) <= limits["bullet_max"]:
            codes.add("length")
        for sign in text:
            pictogram = unicodedata.category(sign) == "So" and sign not in limits["bullet_allowed"]
            if sign in limits["bullet_forbidden"] or pictogram:
                codes.add("character")
    if len(bullets) < limits["bullets_min"]:
        found["bullets"] = {"count"}
    return {place: codes for place, codes in found.items() if codes}
""",
            "form-repeat-brand",
        ),
    },
    "ground": {
        "equal numbers": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    known = {number for number, unit in facts}
    found = re.finditer(rf"(\\d[\\d.,]*)[\\s-]?({names})(?!\\w)", text, re.IGNORECASE)
    return [c[0] for c in found if float(c[1].replace(",", "")) not in known and c[1] != "25"]
""",
            "ground-unit",
        ),
        "no conversion": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    found = re.finditer(rf"(\\d[\\d.,]*)[\\s-]?({names})(?!\\w)", text, re.IGNORECASE)
    return [c[0] for c in found if (float(c[1].replace(",", "")), c[2].lower()) not in facts]
""",
            "ground-convert",
        ),
        "converted upside down": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    missing = []
    for c in re.finditer(rf"(\\d[\\d.,]*)[\\s-]?({names})(?!\\w)", text, re.IGNORECASE):
        number = float(c[1].replace(",", ""))
        if not any(
            what == other and abs(value / size * unit - number) <= 0.5
            for value, name in facts
            for what, size in units[name]
            for other, unit in units[c[2].lower()]
        ):
            missing.append(c[0])
    return missing
""",
            "ground-convert",
        ),
        "five percent are near enough": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    missing = []
    for c in re.finditer(rf"(\\d[\\d.,]*)[\\s-]?({names})(?!\\w)", text, re.IGNORECASE):
        number = float(c[1].replace(",", ""))
        if not any(
            what == other and abs(value * size / unit - number) <= 0.05 * number
            for value, name in facts
            for what, size in units[name]
            for other, unit in units[c[2].lower()]
        ):
            missing.append(c[0])
    return missing
""",
            "ground-rounding",
        ),
        "an ounce is a weight": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    missing = []
    for c in re.finditer(rf"(\\d[\\d.,]*)[\\s-]?({names})(?!\\w)", text, re.IGNORECASE):
        digits = c[1].replace(group, "").replace(mark, ".")
        slack = 0.5 * 10 ** -len(digits.partition(".")[2]) + 1e-9
        other, unit = units[c[2].lower()][-1]
        if not any(
            what in (other, "mass") and abs(value * size / unit - float(digits)) <= slack
            for value, name in facts
            for what, size in units[name]
        ):
            missing.append(c[0])
    return missing
""",
            "ground-ounces",
        ),
        "the German comma": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    missing = []
    for c in re.finditer(rf"(\\d[\\d.,]*)[\\s-]?({names})(?!\\w)", text, re.IGNORECASE):
        digits = c[1].replace(",", "")
        slack = 0.5 * 10 ** -len(digits.partition(".")[2]) + 1e-9
        if not any(
            what == other and abs(value * size / unit - float(digits)) <= slack
            for value, name in facts
            for what, size in units[name]
            for other, unit in units[c[2].lower()]
        ):
            missing.append(c[0])
    return missing
""",
            "ground-mark",
        ),
        "each claim once": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    missing = []
    for c in re.finditer(rf"(\\d[\\d.,]*)[\\s-]?({names})(?!\\w)", text, re.IGNORECASE):
        digits = c[1].replace(group, "").replace(mark, ".")
        slack = 0.5 * 10 ** -len(digits.partition(".")[2]) + 1e-9
        if c[0] not in missing and not any(
            what == other and abs(value * size / unit - float(digits)) <= slack
            for value, name in facts
            for what, size in units[name]
            for other, unit in units[c[2].lower()]
        ):
            missing.append(c[0])
    return missing
""",
            "ground-order",
        ),
        "letters after the unit": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    group = "," if mark == "." else "."
    found = []
    for claim in re.finditer(rf"(\\d[\\d.,]*)[\\s-]?({names})", text, re.IGNORECASE):
        digits = claim[1].replace(group, "").replace(mark, ".")
        slack = 0.5 * 10 ** -len(digits.partition(".")[2]) + 1e-9
        covered = any(
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
        "a comma is always a decimal mark": (
            """
def ungrounded(text, facts, units, mark):
    names = "|".join(re.escape(name) for name in units)
    found = []
    for claim in re.finditer(rf"(\\d[\\d.,]*)[\\s-]?({names})(?!\\w)", text, re.IGNORECASE):
        digits = (claim[1].replace(".", "") if mark == "," else claim[1]).replace(",", ".")
        slack = 0.5 * 10 ** -len(digits.partition(".")[2]) + 1e-9
        covered = any(
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
    },
    "title": {
        "greedy": (
            """
def best_title(item, phrases, passes):
    parts = [f"{item['brand']} {item['type']}", item["key"]]
    for phrase, _ in sorted(phrases, key=lambda pair: -pair[1]):
        if passes(", ".join([*parts, phrase, item["colour"]])):
            parts.append(phrase)
    title = ", ".join([*parts, item["colour"]])
    return title if passes(title) else ""
""",
            "title-greedy",
        ),
        "in the order given": (
            """
def best_title(item, phrases, passes):
    words = [phrase for phrase, _ in phrases]
    return ", ".join([f"{item['brand']} {item['type']}", item["key"], *words, item["colour"]])
""",
            "title-order",
        ),
        "rules forgotten": (
            """
def best_title(item, phrases, passes):
    words = [phrase for phrase, _ in sorted(phrases, key=lambda pair: -pair[1])]
    return ", ".join([f"{item['brand']} {item['type']}", item["key"], *words, item["colour"]])
""",
            "title-illegal",
        ),
        "colour forgotten": (
            """
def best_title(item, phrases, passes):
    words = [phrase for phrase, _ in sorted(phrases, key=lambda pair: -pair[1])]
    return ", ".join([f"{item['brand']} {item['type']}", item["key"], *words])
""",
            "title-colour",
        ),
        "most phrases": (
            """
def best_title(item, phrases, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    for size in range(len(ranked), -1, -1):
        for chosen in combinations(ranked, size):
            words = [phrase for phrase, _ in chosen]
            start = f"{item['brand']} {item['type']}"
            title = ", ".join([start, item["key"], *words, item["colour"]])
            if passes(title):
                return title
    return ""
""",
            "title-hidden-best",
        ),
        "no phrase is no choice": (
            """
def best_title(item, phrases, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(1, len(ranked) + 1):
        for chosen in combinations(ranked, size):
            words = [phrase for phrase, _ in chosen]
            start = f"{item['brand']} {item['type']}"
            title = ", ".join([start, item["key"], *words, item["colour"]])
            if passes(title):
                options.append((sum(count for _, count in chosen), title))
    return max(options)[1] if options else ""
""",
            "title-bare",
        ),
        "the bare title when nothing is legal": (
            """
def best_title(item, phrases, passes):
    ranked = sorted(phrases, key=lambda pair: -pair[1])
    options = []
    for size in range(len(ranked) + 1):
        for chosen in combinations(ranked, size):
            words = [phrase for phrase, _ in chosen]
            start = f"{item['brand']} {item['type']}"
            title = ", ".join([start, item["key"], *words, item["colour"]])
            if passes(title):
                options.append((sum(searches for _, searches in chosen), -size, title))
    bare = ", ".join([f"{item['brand']} {item['type']}", item["key"], item["colour"]])
    return max(options)[2] if options else bare
""",
            "title-none",
        ),
    },
    "feed": {
        "both titles": (
            """
def feed_rows(items):
    rows = []
    for item in items:
        marked = f'trained_algorithmic_media:"{item["title"]}"'
        rows.append({"id": item["sku"], "title": item["title"], "structured_title": marked})
    return rows
""",
            "feed-both",
        ),
        "one mark for all texts": (
            """
def feed_rows(items):
    rows = []
    for item in items:
        row = {"id": item["sku"]}
        for name in ("title", "description"):
            if item["title_by"] == "assistant":
                row[f"structured_{name}"] = f'trained_algorithmic_media:"{item[name]}"'
            else:
                row[name] = item[name]
        rows.append(row)
    return rows
""",
            "feed-description",
        ),
        "no quotes": (
            """
def feed_rows(items):
    return [
        {"id": item["sku"], "structured_title": "trained_algorithmic_media:" + item["title"]}
        for item in items
    ]
""",
            "feed-mark",
        ),
        "a price of one decimal": (
            """
def feed_rows(items):
    rows = []
    for item in items:
        row = {"id": item["sku"], "price": f"{item['price']} {item['currency']}"}
        for name in ("title", "description"):
            if item[f"{name}_by"] == "assistant":
                row[f"structured_{name}"] = f'trained_algorithmic_media:"{item[name]}"'
            else:
                row[name] = item[name]
        rows.append(row)
    return rows
""",
            "feed-price",
        ),
        "a family of one": (
            """
def feed_rows(items):
    rows = []
    for item in items:
        row = {"id": item["sku"], "price": f"{item['price']:.2f} {item['currency']}"}
        row["item_group_id"] = item["parent"]
        for name in ("title", "description"):
            if item[f"{name}_by"] == "assistant":
                row[f"structured_{name}"] = f'trained_algorithmic_media:"{item[name]}"'
            else:
                row[name] = item[name]
        rows.append(row)
    return rows
""",
            "feed-lone",
        ),
        "two decimals for yen": (
            """
def feed_rows(items):
    families = Counter(item["parent"] for item in items)
    rows = []
    for item in items:
        row = {"id": item["sku"], "brand": item["brand"], "color": item["colour"]}
        row |= {"size": item["size"], "gtin": item["gtin"], "link": item["link"]}
        row |= {"image_link": item["image"], "price": f"{item['price']:.2f} {item['currency']}"}
        row["availability"] = "in_stock" if item["stock"] else "out_of_stock"
        for name in ("title", "description"):
            if item[f"{name}_by"] == "assistant":
                row[f"structured_{name}"] = f'trained_algorithmic_media:"{item[name]}"'
            else:
                row[name] = item[name]
        if families[item["parent"]] > 1:
            row["item_group_id"] = item["parent"]
        rows.append({name: value for name, value in row.items() if value})
    return rows
""",
            "feed-hidden-price",
        ),
        "every title in quotes": (
            """
def feed_rows(items):
    families = Counter(item["parent"] for item in items)
    rows = []
    for item in items:
        row = {
            "id": item["sku"],
            "brand": item["brand"],
            "color": item["colour"],
            "size": item["size"],
            "gtin": item["gtin"],
            "link": item["link"],
            "image_link": item["image"],
            "price": f"{item['price']:.{item['places']}f} {item['currency']}",
            "availability": "in_stock" if item["stock"] > 0 else "out_of_stock",
        }
        for name in ("title", "description"):
            if name == "title" or item[f"{name}_by"] == "assistant":
                row[f"structured_{name}"] = f'trained_algorithmic_media:"{item[name]}"'
            else:
                row[name] = item[name]
        if families[item["parent"]] > 1:
            row["item_group_id"] = item["parent"]
        rows.append({name: value for name, value in row.items() if value})
    return rows
""",
            "feed-person",
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
