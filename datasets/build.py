"""Write the tables, and compare what is written with cards and generator."""

from __future__ import annotations

from pathlib import Path

from datasets.card import Card, CardError, digest, stamp
from datasets.lumina import TABLES, generate

ROOT = Path(__file__).parent


def build(root: Path = ROOT) -> list[Path]:
    """Generate every table, write it to `tables/` and stamp its card; return the files written.

    Raises CardError if a card is missing or does not fit its table.
    """
    written = []
    (root / "tables").mkdir(exist_ok=True)
    for name, frame in generate().items():
        card_path = root / "cards" / f"{name}.toml"
        if not card_path.exists():
            raise CardError(f"There is no card for the table {name!r}. Write {card_path.name}.")
        content = Card.load(card_path).render(frame)
        path = root / "tables" / f"{name}.csv"
        path.write_bytes(content)
        stamp(card_path, content)
        written.append(path)
    return written


def check(root: Path = ROOT) -> list[str]:
    """Compare tables with their cards and with a fresh run of the generator.

    Returns a line for each thing that is wrong, with the remedy; an empty list is good.
    """
    problems = []
    frames = generate()
    for name in TABLES:
        path, card_path = root / "tables" / f"{name}.csv", root / "cards" / f"{name}.toml"
        if not card_path.exists():
            problems.append(f"cards/{name}.toml is missing. Write a card for this table.")
            continue
        try:
            card = Card.load(card_path)
            fresh = card.render(frames[name])
        except CardError as error:
            problems.append(str(error))
            continue
        if not path.exists():
            problems.append(f"tables/{name}.csv is missing. Run `python -m datasets`.")
            continue
        content = path.read_bytes()
        if content != fresh:
            problems.append(
                f"tables/{name}.csv is not what the generator makes. Run `python -m datasets`."
            )
        if (card.sha256, card.rows) != (digest(content), content.count(b"\n") - 1):
            problems.append(
                f"cards/{name}.toml has the hash or the rows of another table. "
                "Run `python -m datasets`."
            )
    for folder, ending in (("tables", ".csv"), ("cards", ".toml")):
        for path in sorted((root / folder).glob(f"*{ending}")):
            if path.stem not in TABLES:
                problems.append(f"{folder}/{path.name}: no such table is made. Delete the file.")
    return problems
