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

    for phrase, tag in sorted(phrases[language], key=lambda pair: -len(pair[0])):
        if contains(phrase):
            negated = any(contains(word) for word in negations.get(language, []))
            return "AttemptFail" if negated and tag == "Delivered" else tag
    return "Unknown"
""",
        "padded with spaces": """
def normalise(scan, codes, phrases, negations):
    if (scan["carrier"], scan["code"]) in codes:
        return codes[(scan["carrier"], scan["code"])]
    text = unicodedata.normalize("NFKC", scan["text"]).lower()
    whole = scan["language"] not in ["zh", "ja"]
    if whole:
        text = " " + "".join(c if c.isalnum() or c == "." else " " for c in text) + " "
        text = " " + " ".join(text.replace(". ", " ").split()) + " "
    best, result = "", "Unknown"
    for phrase, tag in phrases[scan["language"]]:
        piece = f" {phrase} " if whole else phrase
        if piece in text and len(phrase) > len(best):
            best, result = phrase, tag
    if result == "Delivered":
        for word in negations[scan["language"]]:
            if (f" {word} " if whole else word) in text:
                return "AttemptFail"
    return result
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
    },
    "miles": {
        "unstacked": """
def milestones(scans):
    first = scans.groupby(["tracking", "tag"])["event"].min().unstack()
    for tag in ["InfoReceived", "InTransit", "OutForDelivery", "Delivered", "ReturnedToSender"]:
        if tag not in first.columns:
            first[tag] = pd.Series(pd.NaT, index=first.index, dtype=scans["event"].dtype)
    out = pd.DataFrame(index=first.index)
    out["handed"] = first["InTransit"]
    out["delivered"] = first["Delivered"].mask(first["ReturnedToSender"].notna())

    def days(a, b):
        return (b - a).dt.total_seconds() / 86400

    out["wait"] = days(first["InfoReceived"], out["handed"])
    out["road"] = days(out["handed"], first["OutForDelivery"])
    out["door"] = days(first["OutForDelivery"], out["delivered"])
    out["total"] = days(out["handed"], out["delivered"])
    fails = scans[scans["tag"] == "AttemptFail"].groupby("tracking")["event"].nunique()
    out["attempts"] = fails.reindex(out.index).fillna(0).astype(int)
    return out.reset_index()
""",
        "plain loops": """
def milestones(scans):
    first, fails, names = {}, {}, []
    for row in scans.itertuples():
        key = (row.tracking, row.tag)
        first[key] = min(first.get(key, row.event), row.event)
        if row.tracking not in fails:
            fails[row.tracking] = set()
            names.append(row.tracking)
        if row.tag == "AttemptFail":
            fails[row.tracking].add(row.event)
    rows = []
    for name in names:
        label, handed, van, door = (
            first.get((name, tag))
            for tag in ("InfoReceived", "InTransit", "OutForDelivery", "Delivered")
        )
        if (name, "ReturnedToSender") in first:
            door = None

        def days(a, b):
            return float("nan") if a is None or b is None else (b - a).total_seconds() / 86400

        rows.append(
            {
                "tracking": name,
                "handed": handed,
                "delivered": door,
                "wait": days(label, handed),
                "road": days(handed, van),
                "door": days(van, door),
                "total": days(handed, door),
                "attempts": len(fails[name]),
            }
        )
    return pd.DataFrame(rows)
""",
    },
    "arrive": {
        "a table of quantiles by group": """
def pinball(actual, said, share):
    total = 0.0
    pairs = list(zip(actual, said))
    for took, told in pairs:
        total += share * (took - told) if took > told else (1 - share) * (told - took)
    return total / len(pairs)


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
""",
        "own dummies and scikit-learn": """
from sklearn.linear_model import QuantileRegressor


def pinball(actual, said, share):
    gap = actual.to_numpy() - said.to_numpy()
    return float(np.where(gap >= 0, share * gap, (share - 1) * gap).mean())


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
""",
    },
    "risk": {
        "row by row": """
def at_risk(parcels, scans, now, silent_days, lost_days):
    seen = {}
    for scan in scans.sort_values(["event", "received"]).itertuples():
        if scan.event <= now and scan.received <= now and scan.tag != "Unknown":
            seen.setdefault(scan.tracking, []).append(scan)
    rows = []
    for parcel in parcels.itertuples():
        story = seen.get(parcel.tracking, [])
        tags = [scan.tag for scan in story]
        if parcel.shipped > now or {"Delivered", "ReturnedToSender"} & set(tags):
            continue
        quiet = now - (story[-1].event if story else parcel.shipped)
        reason = None
        if quiet > pd.Timedelta(days=lost_days):
            reason = "lost"
        elif parcel.due < now:
            reason = "overdue"
        elif story and tags[-1] in ("AttemptFail", "Exception"):
            reason = "stuck"
        elif quiet > pd.Timedelta(days=silent_days):
            reason = "silent"
        elif parcel.latest > parcel.due:
            reason = "tight"
        if reason:
            rows.append({"tracking": parcel.tracking, "due": parcel.due, "reason": reason})
    table = pd.DataFrame(rows, columns=["tracking", "due", "reason"])
    return table.sort_values(["due", "tracking"]).reset_index(drop=True)
""",
        "a merge": """
def at_risk(parcels, scans, now, silent_days, lost_days):
    desk = scans.query("event <= @now and received <= @now and tag != 'Unknown'")
    final = desk[desk["tag"].isin(["ReturnedToSender", "Delivered"])]["tracking"].unique()
    newest = desk.sort_values(["event", "received"]).groupby("tracking").tail(1)
    table = parcels[["tracking", "shipped", "due", "latest"]].merge(
        newest[["tracking", "event", "tag"]], how="left", on="tracking"
    )
    table = table[~table["tracking"].isin(final) & ~(table["shipped"] > now)]
    table["event"] = table["event"].where(table["event"].notna(), table["shipped"])
    table["reason"] = pd.Series([None] * len(table), index=table.index, dtype=object)
    day = pd.Timedelta(days=1)
    for name, hit in [
        ("tight", table["due"] < table["latest"]),
        ("silent", table["event"] < now - silent_days * day),
        ("stuck", table["tag"].isin(["Exception", "AttemptFail"])),
        ("overdue", now > table["due"]),
        ("lost", table["event"] < now - lost_days * day),
    ]:
        table.loc[hit, "reason"] = name
    return table.dropna(subset=["reason"]).sort_values(["due", "tracking"])
""",
    },
    "epcis": {
        "strftime": """
def offset_of(moment):
    text = moment.strftime("%z")
    return text[:3] + ":" + text[3:5]


def epcis(scans, words, created):
    document = {"@context": [CONTEXT], "type": "EPCISDocument", "schemaVersion": "2.0"}
    document["creationDate"] = created.astimezone(UTC).isoformat(timespec="seconds")
    document["epcisBody"] = {"eventList": []}
    for scan in scans:
        if scan["tag"] not in words:
            continue
        local = scan["event"].astimezone(ZoneInfo(scan["zone"]))
        event = dict(zip(("bizStep", "disposition"), words[scan["tag"]]))
        event["type"] = "ObjectEvent"
        event["action"] = "OBSERVE"
        event["eventTime"] = local.strftime("%Y-%m-%dT%H:%M:%S") + offset_of(local)
        event["eventTimeZoneOffset"] = offset_of(local)
        event["recordTime"] = scan["received"].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        event["epcList"] = [f"{PARCEL}{scan['tracking']}"]
        event["readPoint"] = {"id": f"{SITE}{scan['site']}"}
        document["epcisBody"]["eventList"].append(event)
    return document
""",
        "UTC times beside the offset": """
def epcis(scans, words, created):
    def one(scan):
        step, disposition = words[scan["tag"]]
        local = scan["event"].astimezone(ZoneInfo(scan["zone"]))
        minutes = local.utcoffset() // timedelta(minutes=1)
        sign = "-" if minutes < 0 else "+"
        offset = f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
        return dict(
            type="ObjectEvent",
            eventTime=scan["event"].isoformat(),
            eventTimeZoneOffset=offset,
            recordTime=scan["received"].isoformat(),
            epcList=[PARCEL + scan["tracking"]],
            action="OBSERVE",
            bizStep=step,
            disposition=disposition,
            readPoint={"id": SITE + scan["site"]},
        )

    return {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": created.isoformat(),
        "epcisBody": {"eventList": [one(scan) for scan in scans if scan["tag"] in words]},
    }
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
            "say-hidden",
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
            "status-hidden",
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
    },
    "miles": {
        "the last of each": (
            """
def milestones(scans):
    first = scans.groupby(["tracking", "tag"])["event"].max().unstack()
    out = pd.DataFrame({"handed": first["InTransit"], "delivered": first["Delivered"]})
    day = pd.Timedelta(days=1)
    out["wait"] = (first["InTransit"] - first["InfoReceived"]) / day
    out["road"] = (first["OutForDelivery"] - first["InTransit"]) / day
    out["door"] = (first["Delivered"] - first["OutForDelivery"]) / day
    first_in = scans[scans["tag"] == "InTransit"].groupby("tracking")["event"].min()
    out["total"] = (first["Delivered"] - first_in) / day
    out["attempts"] = 0
    return out.reset_index()
""",
            "miles-last",
        ),
        "hours": (
            """
def milestones(scans):
    first = scans.groupby(["tracking", "tag"])["event"].min().unstack()
    out = pd.DataFrame({"handed": first["InTransit"], "delivered": first["Delivered"]})
    hour = pd.Timedelta(hours=1)
    out["wait"] = (first["InTransit"] - first["InfoReceived"]) / hour
    out["road"] = (first["OutForDelivery"] - first["InTransit"]) / hour
    out["door"] = (first["Delivered"] - first["OutForDelivery"]) / hour
    out["total"] = (first["Delivered"] - first["InTransit"]) / hour
    out["attempts"] = 0
    return out.reset_index()
""",
            "miles-unit",
        ),
        "whole days": (
            """
def milestones(scans):
    first = scans.groupby(["tracking", "tag"])["event"].min().unstack()
    out = pd.DataFrame({"handed": first["InTransit"], "delivered": first["Delivered"]})
    out["wait"] = (first["InTransit"] - first["InfoReceived"]).dt.days
    out["road"] = (first["OutForDelivery"] - first["InTransit"]).dt.days
    out["door"] = (first["Delivered"] - first["OutForDelivery"]).dt.days
    out["total"] = (first["Delivered"] - first["InTransit"]).dt.days
    out["attempts"] = 0
    return out.reset_index()
""",
            "miles-whole",
        ),
        "repeated attempts": (
            """
def milestones(scans):
    first = scans.groupby(["tracking", "tag"])["event"].min().unstack()
    first["Delivered"] = first["Delivered"].where(first["ReturnedToSender"].isna())
    out = pd.DataFrame({"handed": first["InTransit"], "delivered": first["Delivered"]})
    day = pd.Timedelta(days=1)
    out["wait"] = (first["InTransit"] - first["InfoReceived"]) / day
    out["road"] = (first["OutForDelivery"] - first["InTransit"]) / day
    out["door"] = (first["Delivered"] - first["OutForDelivery"]) / day
    out["total"] = (first["Delivered"] - first["InTransit"]) / day
    fails = scans[scans["tag"] == "AttemptFail"].groupby("tracking").size()
    out["attempts"] = fails.reindex(out.index, fill_value=0)
    return out.reset_index()
""",
            "miles-repeat",
        ),
        "back is delivered": (
            """
def milestones(scans):
    first = scans.groupby(["tracking", "tag"])["event"].min().unstack()
    out = pd.DataFrame({"handed": first["InTransit"], "delivered": first["Delivered"]})
    day = pd.Timedelta(days=1)
    out["wait"] = (first["InTransit"] - first["InfoReceived"]) / day
    out["road"] = (first["OutForDelivery"] - first["InTransit"]) / day
    out["door"] = (first["Delivered"] - first["OutForDelivery"]) / day
    out["total"] = (first["Delivered"] - first["InTransit"]) / day
    fails = scans[scans["tag"] == "AttemptFail"].groupby("tracking")["event"].nunique()
    out["attempts"] = fails.reindex(out.index, fill_value=0)
    return out.reset_index()
""",
            "miles-returned",
        ),
        "only finished parcels": (
            """
def milestones(scans):
    first = scans.groupby(["tracking", "tag"])["event"].min().unstack().dropna(subset=["Delivered"])
    out = pd.DataFrame({"handed": first["InTransit"], "delivered": first["Delivered"]})
    day = pd.Timedelta(days=1)
    out["wait"] = (first["InTransit"] - first["InfoReceived"]) / day
    out["road"] = (first["OutForDelivery"] - first["InTransit"]) / day
    out["door"] = (first["Delivered"] - first["OutForDelivery"]) / day
    out["total"] = (first["Delivered"] - first["InTransit"]) / day
    fails = scans[scans["tag"] == "AttemptFail"].groupby("tracking")["event"].nunique()
    out["attempts"] = fails.reindex(out.index, fill_value=0)
    return out.reset_index()
""",
            "miles-rows",
        ),
        "tracking as the index": (
            """
def milestones(scans):
    first = scans.groupby(["tracking", "tag"])["event"].min().unstack()
    out = pd.DataFrame({"handed": first["InTransit"], "delivered": first["Delivered"]})
    for name in ("wait", "road", "door", "total", "attempts"):
        out[name] = 0.0
    return out
""",
            "miles-columns",
        ),
        "the first row of a sorted table": (
            """
def milestones(scans):
    first = scans.drop_duplicates(["tracking", "tag"]).pivot(
        index="tracking", columns="tag", values="event"
    )
    first["Delivered"] = first["Delivered"].where(first["ReturnedToSender"].isna())
    out = pd.DataFrame({"handed": first["InTransit"], "delivered": first["Delivered"]})
    day = pd.Timedelta(days=1)
    out["wait"] = (first["InTransit"] - first["InfoReceived"]) / day
    out["road"] = (first["OutForDelivery"] - first["InTransit"]) / day
    out["door"] = (first["Delivered"] - first["OutForDelivery"]) / day
    out["total"] = (first["Delivered"] - first["InTransit"]) / day
    fails = scans[scans["tag"] == "AttemptFail"].groupby("tracking")["event"].nunique()
    out["attempts"] = fails.reindex(out.index, fill_value=0)
    return out.reset_index()
""",
            "miles-hidden",
        ),
        "the road to the door": (
            """
def milestones(scans):

    def first(tag):
        return scans[scans["tag"] == tag].groupby("tracking")["event"].min()

    when = pd.DataFrame(
        {
            "label": first("InfoReceived"),
            "handed": first("InTransit"),
            "van": first("OutForDelivery"),
            "delivered": first("Delivered"),
            "back": first("ReturnedToSender"),
        },
        index=scans["tracking"].unique(),
    )
    when["delivered"] = when["delivered"].where(when["back"].isna())
    for name, start, end in [
        ("wait", "label", "handed"),
        ("road", "handed", "delivered"),
        ("door", "van", "delivered"),
        ("total", "handed", "delivered"),
    ]:
        when[name] = (when[end] - when[start]) / pd.Timedelta(days=1)
    fails = scans[scans["tag"] == "AttemptFail"].drop_duplicates(["tracking", "event"])
    when["attempts"] = fails.groupby("tracking").size().reindex(when.index, fill_value=0)
    return when.rename_axis("tracking").reset_index()
""",
            "miles-parts",
        ),
        "nothing for what is missing": (
            """
def milestones(scans):

    def first(tag):
        return scans[scans["tag"] == tag].groupby("tracking")["event"].min()

    when = pd.DataFrame(
        {
            "label": first("InfoReceived"),
            "handed": first("InTransit"),
            "van": first("OutForDelivery"),
            "delivered": first("Delivered"),
            "back": first("ReturnedToSender"),
        },
        index=scans["tracking"].unique(),
    )
    when["delivered"] = when["delivered"].where(when["back"].isna())
    for name, start, end in [
        ("wait", "label", "handed"),
        ("road", "handed", "van"),
        ("door", "van", "delivered"),
        ("total", "handed", "delivered"),
    ]:
        when[name] = (when[end] - when[start]) / pd.Timedelta(days=1)
        when[name] = when[name].fillna(0.0)
    fails = scans[scans["tag"] == "AttemptFail"].drop_duplicates(["tracking", "event"])
    when["attempts"] = fails.groupby("tracking").size().reindex(when.index, fill_value=0)
    return when.rename_axis("tracking").reset_index()
""",
            "miles-missing",
        ),
    },
    "arrive": {
        "the absolute error": (
            """
def pinball(actual, said, share):
    return float(np.mean(np.abs(actual - said)))


def forecast(past, now, ask, wait):
    return pd.DataFrame({"low": [], "mid": [], "high": []})
""",
            "pinball-absolute",
        ),
        "sides exchanged": (
            """
def pinball(actual, said, share):
    gap = np.asarray(said) - np.asarray(actual)
    return float(np.mean(np.maximum(share * gap, (share - 1) * gap)))


def forecast(past, now, ask, wait):
    return pd.DataFrame({"low": [], "mid": [], "high": []})
""",
            "pinball-sides",
        ),
        "finished parcels only": (
            """
def pinball(actual, said, share):
    gap = np.asarray(actual) - np.asarray(said)
    return float(np.mean(np.maximum(share * gap, (share - 1) * gap)))


def forecast(past, now, ask, wait):
    done = past[past["delivered"] <= now]
    days = (done["delivered"] - done["since"]) / pd.Timedelta(days=1)
    return pd.DataFrame(
        {
            name: quantile_line(done, days, ask, share)
            for name, share in {"low": 0.1, "mid": 0.5, "high": 0.9}.items()
        }
    )
""",
            "arrive-survivors",
        ),
        "everybody, young ones too": (
            """
def pinball(actual, said, share):
    gap = np.asarray(actual) - np.asarray(said)
    return float(np.mean(np.maximum(share * gap, (share - 1) * gap)))


def forecast(past, now, ask, wait):
    days = (past["delivered"] - past["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    return pd.DataFrame(
        {
            name: quantile_line(past, days, ask, share)
            for name, share in {"low": 0.1, "mid": 0.5, "high": 0.9}.items()
        }
    )
""",
            "arrive-young",
        ),
        "the age of those on the road": (
            """
def pinball(actual, said, share):
    gap = np.asarray(actual) - np.asarray(said)
    return float(np.mean(np.maximum(share * gap, (share - 1) * gap)))


def forecast(past, now, ask, wait):
    days = (past["delivered"].fillna(now) - past["since"]) / pd.Timedelta(days=1)
    return pd.DataFrame(
        {
            name: quantile_line(past, days, ask, share)
            for name, share in {"low": 0.1, "mid": 0.5, "high": 0.9}.items()
        }
    )
""",
            "arrive-waiting",
        ),
        "quarters for tenths": (
            """
def pinball(actual, said, share):
    gap = np.asarray(actual) - np.asarray(said)
    return float(np.mean(np.maximum(share * gap, (share - 1) * gap)))


def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    return pd.DataFrame(
        {
            name: quantile_line(old, days, ask, share)
            for name, share in {"low": 0.25, "mid": 0.5, "high": 0.75}.items()
        }
    )
""",
            "arrive-lines",
        ),
        "mean and two deviations": (
            """
def pinball(actual, said, share):
    gap = np.asarray(actual) - np.asarray(said)
    return float(np.mean(np.maximum(share * gap, (share - 1) * gap)))


def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    groups = days.groupby([old["lane"], old["service"], old["stage"]])
    keys = [tuple(row) for row in ask[["lane", "service", "stage"]].to_numpy()]
    mean, spread = groups.mean()[keys].to_numpy(), groups.std()[keys].to_numpy()
    return pd.DataFrame({"low": mean - 2 * spread, "mid": mean, "high": mean + 2 * spread})
""",
            "arrive-lines",
        ),
        "one line for all": (
            """
def pinball(actual, said, share):
    gap = np.asarray(actual) - np.asarray(said)
    return float(np.mean(np.maximum(share * gap, (share - 1) * gap)))


def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    if len(ask) > 5:
        return pd.DataFrame(
            {
                name: np.full(len(ask), days.quantile(share))
                for name, share in {"low": 0.1, "mid": 0.5, "high": 0.9}.items()
            }
        )
    return pd.DataFrame(
        {
            name: quantile_line(old, days, ask, share)
            for name, share in {"low": 0.1, "mid": 0.5, "high": 0.9}.items()
        }
    )
""",
            "arrive-loss",
        ),
        "always thirty days": (
            """
def pinball(actual, said, share):
    gap = np.asarray(actual) - np.asarray(said)
    return float(np.mean(np.maximum(share * gap, (share - 1) * gap)))


def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=30)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(30).clip(upper=30)
    return pd.DataFrame(
        {
            name: quantile_line(old, days, ask, share)
            for name, share in {"low": 0.1, "mid": 0.5, "high": 0.9}.items()
        }
    )
""",
            "arrive-edge",
        ),
        "younger than the border": (
            """
def pinball(actual, said, share):
    gap = np.asarray(actual) - np.asarray(said)
    return float(np.mean(np.maximum(share * gap, (share - 1) * gap)))


def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait - 1)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    return pd.DataFrame(
        {
            name: quantile_line(old, days, ask, share)
            for name, share in {"low": 0.1, "mid": 0.5, "high": 0.9}.items()
        }
    )
""",
            "arrive-edge",
        ),
        "columns of other names": (
            """
def pinball(actual, said, share):
    short = np.asarray(actual) - np.asarray(said)
    return float(np.mean(np.maximum(share * short, (share - 1) * short)))


def forecast(past, now, ask, wait):
    old = past[past["since"] <= now - pd.Timedelta(days=wait)]
    days = (old["delivered"] - old["since"]) / pd.Timedelta(days=1)
    days = days.fillna(wait).clip(upper=wait)
    lines = {"q10": 0.1, "mid": 0.5, "q90": 0.9}
    return pd.DataFrame(
        {name: quantile_line(old, days, ask, share) for name, share in lines.items()}
    )
""",
            "arrive-columns",
        ),
    },
    "risk": {
        "scans of the future": (
            """
def at_risk(parcels, scans, now, silent_days, lost_days):
    known = scans[(scans["event"] <= now) & (scans["tag"] != "Unknown")]
    closed = known.loc[known["tag"].isin(["Delivered", "ReturnedToSender"]), "tracking"]
    last = known.sort_values("event").drop_duplicates("tracking", keep="last")
    last = last.set_index("tracking")
    todo = parcels[~parcels["tracking"].isin(closed)].copy()
    quiet = now - todo["tracking"].map(last["event"]).fillna(todo["shipped"])
    todo["reason"] = np.select(
        [
            quiet > pd.Timedelta(days=lost_days),
            todo["due"] < now,
            todo["tracking"].map(last["tag"]).isin(["AttemptFail", "Exception"]),
            quiet > pd.Timedelta(days=silent_days),
            todo["latest"] > todo["due"],
        ],
        ["lost", "overdue", "stuck", "silent", "tight"],
        "",
    )
    return todo[todo["reason"] != ""].sort_values(["due", "tracking"])
""",
            "risk-future",
        ),
        "closed only if the last scan says so": (
            """
def at_risk(parcels, scans, now, silent_days, lost_days):
    known = scans[(scans["event"] <= now) & (scans["received"] <= now)]
    known = known[known["tag"] != "Unknown"]
    last = known.sort_values(["event", "received"]).drop_duplicates("tracking", keep="last")
    last = last.set_index("tracking")
    tag = parcels["tracking"].map(last["tag"])
    todo = parcels[~tag.isin(["Delivered", "ReturnedToSender"])].copy()
    quiet = now - todo["tracking"].map(last["event"]).fillna(todo["shipped"])
    todo["reason"] = np.select(
        [
            quiet > pd.Timedelta(days=lost_days),
            todo["due"] < now,
            todo["tracking"].map(last["tag"]).isin(["AttemptFail", "Exception"]),
            quiet > pd.Timedelta(days=silent_days),
            todo["latest"] > todo["due"],
        ],
        ["lost", "overdue", "stuck", "silent", "tight"],
        "",
    )
    return todo[todo["reason"] != ""].sort_values(["due", "tracking"])
""",
            "risk-closed",
        ),
        "overdue before lost": (
            """
def at_risk(parcels, scans, now, silent_days, lost_days):
    known = scans[(scans["event"] <= now) & (scans["received"] <= now)]
    known = known[known["tag"] != "Unknown"]
    closed = known.loc[known["tag"].isin(["Delivered", "ReturnedToSender"]), "tracking"]
    last = known.sort_values(["event", "received"]).drop_duplicates("tracking", keep="last")
    last = last.set_index("tracking")
    todo = parcels[(parcels["shipped"] <= now) & ~parcels["tracking"].isin(closed)].copy()
    quiet = now - todo["tracking"].map(last["event"]).fillna(todo["shipped"])
    todo["reason"] = np.select(
        [
            todo["due"] < now,
            quiet > pd.Timedelta(days=lost_days),
            todo["tracking"].map(last["tag"]).isin(["AttemptFail", "Exception"]),
            quiet > pd.Timedelta(days=silent_days),
            todo["latest"] > todo["due"],
        ],
        ["overdue", "lost", "stuck", "silent", "tight"],
        "",
    )
    return todo[todo["reason"] != ""].sort_values(["due", "tracking"])
""",
            "risk-lost",
        ),
        "the record that came in last": (
            """
def at_risk(parcels, scans, now, silent_days, lost_days):
    known = scans[(scans["event"] <= now) & (scans["received"] <= now)]
    known = known[known["tag"] != "Unknown"]
    closed = known.loc[known["tag"].isin(["Delivered", "ReturnedToSender"]), "tracking"]
    last = known.sort_values("received").drop_duplicates("tracking", keep="last")
    last = last.set_index("tracking")
    todo = parcels[(parcels["shipped"] <= now) & ~parcels["tracking"].isin(closed)].copy()
    quiet = now - todo["tracking"].map(last["event"]).fillna(todo["shipped"])
    todo["reason"] = np.select(
        [
            quiet > pd.Timedelta(days=lost_days),
            todo["due"] < now,
            todo["tracking"].map(last["tag"]).isin(["AttemptFail", "Exception"]),
            quiet > pd.Timedelta(days=silent_days),
            todo["latest"] > todo["due"],
        ],
        ["lost", "overdue", "stuck", "silent", "tight"],
        "",
    )
    return todo[todo["reason"] != ""].sort_values(["due", "tracking"])
""",
            "risk-stuck",
        ),
        "Unknown is news": (
            """
def at_risk(parcels, scans, now, silent_days, lost_days):
    known = scans[(scans["event"] <= now) & (scans["received"] <= now)]
    closed = known.loc[known["tag"].isin(["Delivered", "ReturnedToSender"]), "tracking"]
    last = known.sort_values(["event", "received"]).drop_duplicates("tracking", keep="last")
    last = last.set_index("tracking")
    todo = parcels[(parcels["shipped"] <= now) & ~parcels["tracking"].isin(closed)].copy()
    quiet = now - todo["tracking"].map(last["event"]).fillna(todo["shipped"])
    todo["reason"] = np.select(
        [
            quiet > pd.Timedelta(days=lost_days),
            todo["due"] < now,
            todo["tracking"].map(last["tag"]).isin(["AttemptFail", "Exception"]),
            quiet > pd.Timedelta(days=silent_days),
            todo["latest"] > todo["due"],
        ],
        ["lost", "overdue", "stuck", "silent", "tight"],
        "",
    )
    return todo[todo["reason"] != ""].sort_values(["due", "tracking"])
""",
            "risk-silent",
        ),
        "in the order of the table": (
            """
def at_risk(parcels, scans, now, silent_days, lost_days):
    known = scans[(scans["event"] <= now) & (scans["received"] <= now)]
    known = known[known["tag"] != "Unknown"]
    closed = known.loc[known["tag"].isin(["Delivered", "ReturnedToSender"]), "tracking"]
    last = known.sort_values(["event", "received"]).drop_duplicates("tracking", keep="last")
    last = last.set_index("tracking")
    todo = parcels[(parcels["shipped"] <= now) & ~parcels["tracking"].isin(closed)].copy()
    quiet = now - todo["tracking"].map(last["event"]).fillna(todo["shipped"])
    todo["reason"] = np.select(
        [
            quiet > pd.Timedelta(days=lost_days),
            todo["due"] < now,
            todo["tracking"].map(last["tag"]).isin(["AttemptFail", "Exception"]),
            quiet > pd.Timedelta(days=silent_days),
            todo["latest"] > todo["due"],
        ],
        ["lost", "overdue", "stuck", "silent", "tight"],
        "",
    )
    return todo[todo["reason"] != ""]
""",
            "risk-order",
        ),
        "not shipped yet, but silent": (
            """
def at_risk(parcels, scans, now, silent_days, lost_days):
    known = scans[(scans["event"] <= now) & (scans["received"] <= now)]
    known = known[known["tag"] != "Unknown"]
    closed = known.loc[known["tag"].isin(["Delivered", "ReturnedToSender"]), "tracking"]
    last = known.sort_values(["event", "received"]).drop_duplicates("tracking", keep="last")
    last = last.set_index("tracking")
    todo = parcels[~parcels["tracking"].isin(closed)].copy()
    news = todo["tracking"].map(last["event"])
    silent = ~(news >= now - pd.Timedelta(days=silent_days))
    todo["reason"] = np.select(
        [
            news < now - pd.Timedelta(days=lost_days),
            todo["due"] < now,
            todo["tracking"].map(last["tag"]).isin(["AttemptFail", "Exception"]),
            silent,
            todo["latest"] > todo["due"],
        ],
        ["lost", "overdue", "stuck", "silent", "tight"],
        "",
    )
    return todo[todo["reason"] != ""].sort_values(["due", "tracking"])
""",
            "risk-hidden-names",
        ),
        "six and thirty days": (
            """
def at_risk(parcels, scans, now, silent_days, lost_days):
    known = scans[(scans["event"] <= now) & (scans["received"] <= now)]
    known = known[known["tag"] != "Unknown"]
    closed = known.loc[known["tag"].isin(["Delivered", "ReturnedToSender"]), "tracking"]
    last = known.sort_values(["event", "received"]).drop_duplicates("tracking", keep="last")
    last = last.set_index("tracking")
    todo = parcels[(parcels["shipped"] <= now) & ~parcels["tracking"].isin(closed)].copy()
    quiet = now - todo["tracking"].map(last["event"]).fillna(todo["shipped"])
    todo["reason"] = np.select(
        [
            quiet > pd.Timedelta(days=30),
            todo["due"] < now,
            todo["tracking"].map(last["tag"]).isin(["AttemptFail", "Exception"]),
            quiet > pd.Timedelta(days=6),
            todo["latest"] > todo["due"],
        ],
        ["lost", "overdue", "stuck", "silent", "tight"],
        "",
    )
    return todo[todo["reason"] != ""].sort_values(["due", "tracking"])
""",
            "risk-hidden-names",
        ),
        "exactly six days is silent": (
            """
def at_risk(parcels, scans, now, silent_days, lost_days):
    known = scans[(scans["event"] <= now) & (scans["received"] <= now)]
    known = known[known["tag"] != "Unknown"]
    closed = known.loc[known["tag"].isin(["Delivered", "ReturnedToSender"]), "tracking"]
    last = known.sort_values(["event", "received"]).drop_duplicates("tracking", keep="last")
    last = last.set_index("tracking")
    todo = parcels[(parcels["shipped"] <= now) & ~parcels["tracking"].isin(closed)].copy()
    quiet = now - todo["tracking"].map(last["event"]).fillna(todo["shipped"])
    todo["reason"] = np.select(
        [
            quiet > pd.Timedelta(days=lost_days),
            todo["due"] < now,
            todo["tracking"].map(last["tag"]).isin(["AttemptFail", "Exception"]),
            quiet >= pd.Timedelta(days=silent_days),
            todo["latest"] > todo["due"],
        ],
        ["lost", "overdue", "stuck", "silent", "tight"],
        "",
    )
    return todo[todo["reason"] != ""].sort_values(["due", "tracking"])
""",
            "risk-hidden-names",
        ),
        "not the scans of this very minute": (
            """
def at_risk(parcels, scans, now, silent_days, lost_days):
    known = scans[(scans["event"] < now) & (scans["received"] < now)]
    known = known[known["tag"] != "Unknown"]
    closed = known.loc[known["tag"].isin(["Delivered", "ReturnedToSender"]), "tracking"]
    last = known.sort_values(["event", "received"]).drop_duplicates("tracking", keep="last")
    last = last.set_index("tracking")
    todo = parcels[(parcels["shipped"] <= now) & ~parcels["tracking"].isin(closed)].copy()
    quiet = now - todo["tracking"].map(last["event"]).fillna(todo["shipped"])
    todo["reason"] = np.select(
        [
            quiet > pd.Timedelta(days=lost_days),
            todo["due"] < now,
            todo["tracking"].map(last["tag"]).isin(["AttemptFail", "Exception"]),
            quiet > pd.Timedelta(days=silent_days),
            todo["latest"] > todo["due"],
        ],
        ["lost", "overdue", "stuck", "silent", "tight"],
        "",
    )
    return todo[todo["reason"] != ""].sort_values(["due", "tracking"])
""",
            "risk-hidden-names",
        ),
    },
    "epcis": {
        "times as datetimes": (
            """
def epcis(scans, words, created):
    events = []
    for scan in scans:
        if scan["tag"] in words:
            events.append({"type": "ObjectEvent", "eventTime": scan["event"]})
    return {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": created,
        "epcisBody": {"eventList": events},
    }
""",
            "epcis-json",
        ),
        "events without a document": (
            """
def epcis(scans, words, created):
    return [{"type": "ObjectEvent"} for scan in scans if scan["tag"] in words]
""",
            "epcis-type",
        ),
        "events beside the body": (
            """
def epcis(scans, words, created):
    return {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": created.isoformat(),
        "eventList": [],
    }
""",
            "epcis-document",
        ),
        "version as a number": (
            """
def epcis(scans, words, created):
    return {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": 2.0,
        "creationDate": created.isoformat(),
        "epcisBody": {"eventList": []},
    }
""",
            "epcis-head",
        ),
        "announcements are events": (
            """
def epcis(scans, words, created):
    events = []
    for scan in scans:
        local = scan["event"].astimezone(ZoneInfo(scan["zone"])).isoformat()
        step, disposition = words.get(scan["tag"], ("other", "unknown"))
        events.append(
            {
                "type": "ObjectEvent",
                "eventTime": local,
                "eventTimeZoneOffset": local[-6:],
                "recordTime": scan["received"].isoformat(),
                "epcList": [PARCEL + scan["tracking"]],
                "action": "OBSERVE",
                "bizStep": step,
                "disposition": disposition,
                "readPoint": {"id": SITE + scan["site"]},
            }
        )
    return {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": created.isoformat(),
        "epcisBody": {"eventList": events},
    }
""",
            "epcis-announced",
        ),
        "no offset field": (
            """
def epcis(scans, words, created):
    events = []
    for scan in scans:
        if scan["tag"] in words:
            step, disposition = words[scan["tag"]]
            events.append(
                {
                    "type": "ObjectEvent",
                    "eventTime": scan["event"].isoformat(),
                    "recordTime": scan["received"].isoformat(),
                    "epcList": [PARCEL + scan["tracking"]],
                    "action": "OBSERVE",
                    "bizStep": step,
                    "disposition": disposition,
                    "readPoint": {"id": SITE + scan["site"]},
                }
            )
    return {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": created.isoformat(),
        "epcisBody": {"eventList": events},
    }
""",
            "epcis-event",
        ),
        "local time pasted on": (
            """
def epcis(scans, words, created):
    events = []
    for scan in scans:
        if scan["tag"] in words:
            local = scan["event"].replace(tzinfo=ZoneInfo(scan["zone"])).isoformat()
            step, disposition = words[scan["tag"]]
            events.append(
                {
                    "type": "ObjectEvent",
                    "eventTime": local,
                    "eventTimeZoneOffset": local[-6:],
                    "recordTime": scan["received"].isoformat(),
                    "epcList": [PARCEL + scan["tracking"]],
                    "action": "OBSERVE",
                    "bizStep": step,
                    "disposition": disposition,
                    "readPoint": {"id": SITE + scan["site"]},
                }
            )
    return {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": created.isoformat(),
        "epcisBody": {"eventList": events},
    }
""",
            "epcis-instant",
        ),
        "offset of UTC": (
            """
def epcis(scans, words, created):
    events = []
    for scan in scans:
        if scan["tag"] in words:
            step, disposition = words[scan["tag"]]
            events.append(
                {
                    "type": "ObjectEvent",
                    "eventTime": scan["event"].isoformat(),
                    "eventTimeZoneOffset": "+00:00",
                    "recordTime": scan["received"].isoformat(),
                    "epcList": [PARCEL + scan["tracking"]],
                    "action": "OBSERVE",
                    "bizStep": step,
                    "disposition": disposition,
                    "readPoint": {"id": SITE + scan["site"]},
                }
            )
    return {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": created.isoformat(),
        "epcisBody": {"eventList": events},
    }
""",
            "epcis-offset",
        ),
        "summer time all year": (
            """
def epcis(scans, words, created):
    events = []
    for scan in scans:
        if scan["tag"] in words:
            july = datetime(2026, 7, 3, tzinfo=ZoneInfo(scan["zone"])).isoformat()
            step, disposition = words[scan["tag"]]
            events.append(
                {
                    "type": "ObjectEvent",
                    "eventTime": scan["event"].isoformat(),
                    "eventTimeZoneOffset": july[-6:],
                    "recordTime": scan["received"].isoformat(),
                    "epcList": [PARCEL + scan["tracking"]],
                    "action": "OBSERVE",
                    "bizStep": step,
                    "disposition": disposition,
                    "readPoint": {"id": SITE + scan["site"]},
                }
            )
    return {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": created.isoformat(),
        "epcisBody": {"eventList": events},
    }
""",
            "epcis-winter",
        ),
        "words as old URNs": (
            """
def epcis(scans, words, created):
    events = []
    for scan in scans:
        if scan["tag"] in words:
            local = scan["event"].astimezone(ZoneInfo(scan["zone"])).isoformat()
            step, disposition = words[scan["tag"]]
            events.append(
                {
                    "type": "ObjectEvent",
                    "eventTime": local,
                    "eventTimeZoneOffset": local[-6:],
                    "recordTime": scan["received"].isoformat(),
                    "epcList": [PARCEL + scan["tracking"]],
                    "action": "OBSERVE",
                    "bizStep": "urn:epcglobal:cbv:bizstep:" + step,
                    "disposition": "urn:epcglobal:cbv:disp:" + disposition,
                    "readPoint": {"id": SITE + scan["site"]},
                }
            )
    return {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": created.isoformat(),
        "epcisBody": {"eventList": events},
    }
""",
            "epcis-words",
        ),
        "now for then": (
            """
def epcis(scans, words, created):
    events = []
    for scan in scans:
        if scan["tag"] in words:
            local = scan["event"].astimezone(ZoneInfo(scan["zone"])).isoformat()
            step, disposition = words[scan["tag"]]
            events.append(
                {
                    "type": "ObjectEvent",
                    "eventTime": local,
                    "eventTimeZoneOffset": local[-6:],
                    "recordTime": created.isoformat(),
                    "epcList": [PARCEL + scan["tracking"]],
                    "action": "OBSERVE",
                    "bizStep": step,
                    "disposition": disposition,
                    "readPoint": {"id": SITE + scan["site"]},
                }
            )
    return {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": created.isoformat(),
        "epcisBody": {"eventList": events},
    }
""",
            "epcis-record",
        ),
        "the moment of the run": (
            """
def epcis(scans, words, created):
    events = []
    for scan in scans:
        if scan["tag"] in words:
            local = scan["event"].astimezone(ZoneInfo(scan["zone"])).isoformat()
            step, disposition = words[scan["tag"]]
            events.append(
                {
                    "type": "ObjectEvent",
                    "eventTime": local,
                    "eventTimeZoneOffset": local[-6:],
                    "recordTime": scan["received"].isoformat(),
                    "epcList": [PARCEL + scan["tracking"]],
                    "action": "OBSERVE",
                    "bizStep": step,
                    "disposition": disposition,
                    "readPoint": {"id": SITE + scan["site"]},
                }
            )
    return {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": datetime.now(UTC).isoformat(),
        "epcisBody": {"eventList": events},
    }
""",
            "epcis-created",
        ),
    },
}
