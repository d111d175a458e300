"""Write the tables and files, and compare what is written with cards and generator."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from lumina.card import Card, CardError, stamp
from lumina.content import digest
from lumina.filecard import FileCard
from lumina.generator.company import FILES, TABLES, Company

ROOT = Path(__file__).parent
REMEDY = "Run `labs data build`."


def published() -> tuple[str, ...]:
    """Return the names of all files in `tables/`: each table as CSV, then `FILES`."""
    return (*(f"{table}.csv" for table in TABLES), *FILES)


def build(
    root: Path = ROOT, company: Company | None = None, names: Iterable[str] = ()
) -> list[Path]:
    """Write every file to `tables/` and stamp its card; return the files, in order.

    `names` limits this to some, by the names that `published` returns or their stems. A file that
    already holds the same content stays as it is, byte for byte. Raises CardError, after all the
    others are written, if a card is missing or does not fit; ValueError for a name that is not
    published.
    """
    company = company or Company()
    written, problems = [], []
    (root / "tables").mkdir(exist_ok=True)
    for name in _chosen(names):
        path, card_path = root / "tables" / name, _card_path(root, name)
        try:
            card, fresh = _made(root, company, name)
        except CardError as error:
            problems.append(str(error))
            continue
        if not path.exists() or digest(path.read_bytes()) != digest(fresh):
            path.write_bytes(fresh)
        stamp(card_path, card.measure(path.read_bytes()))
        written.append(path)
    if problems:
        raise CardError("\n".join(problems))
    return written


def check(
    root: Path = ROOT, company: Company | None = None, names: Iterable[str] = ()
) -> list[str]:
    """Compare files with their cards and with a fresh run of the generator.

    Returns a line for each thing that is wrong, with the remedy; an empty list is good. Pictures
    and ZIPs are compared by content, see `lumina.content`.
    """
    company = company or Company()
    problems = []
    for name in _chosen(names):
        path = root / "tables" / name
        try:
            card, fresh = _made(root, company, name)
        except CardError as error:
            problems.append(str(error))
            continue
        if not path.exists():
            problems.append(f"tables/{name} is missing. {REMEDY}")
            continue
        content = path.read_bytes()
        if digest(content) != digest(fresh):
            problems.append(f"tables/{name} is not what the generator makes. {REMEDY}")
        if card.stamped != card.measure(content):
            problems.append(
                f"cards/{_card_path(root, name).name} has the hash or the size of another file. "
                f"{REMEDY}"
            )
    if not names:
        problems += _strays(root)
    return problems


def write_company(company: Company, folder: Path, names: Iterable[str] = ()) -> list[Path]:
    """Write the files of a company to `folder`, without cards; return them.

    The cards in `cards/` say how; they are not changed. Raises CardError if one does not
    fit, ValueError for a name that is not published, OSError if the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in _chosen(names):
        path = folder / name
        path.write_bytes(_made(ROOT, company, name)[1])
        written.append(path)
    return written


def compare_company(company: Company, folder: Path, names: Iterable[str] = ()) -> list[str]:
    """Return a line for each file of `folder` that is not what the company's seed makes.

    Raises as `write_company` does.
    """
    problems = []
    for name in _chosen(names):
        path, fresh = folder / name, _made(ROOT, company, name)[1]
        if not path.is_file():
            problems.append(f"{path} is missing. Write it: leave out --check.")
        elif digest(path.read_bytes()) != digest(fresh):
            problems.append(f"{path} is not what seed {company.seed} makes. Leave out --check.")
    return problems


def _chosen(names: Iterable[str]) -> tuple[str, ...]:
    known = {short: name for name in published() for short in (name, Path(name).stem)}
    chosen = []
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else "A card stands in cards/ for each."
            raise ValueError(f"No file {name!r} is made. {hint}")
        chosen.append(known[name])
    return tuple(chosen) or published()


def _card_path(root: Path, name: str) -> Path:
    return root / "cards" / f"{Path(name).stem}.toml"


def _made(root: Path, company: Company, name: str) -> tuple[Card | FileCard, bytes]:
    """The card of a file, and the content that generator and card make of it."""
    card_path = _card_path(root, name)
    if not card_path.exists():
        raise CardError(f"cards/{card_path.name} is missing. Write a card for {name}.")
    if name in FILES:
        card = FileCard.load(card_path, name)
        content = company.file(name)
        card.verify(content)
        return card, content
    table = Card.load(card_path)
    return table, table.render(company.table(table.table))


def _strays(root: Path) -> list[str]:
    """A line for each file that no table and no card belongs to."""
    wanted = {
        "tables": set(published()),
        "cards": {_card_path(root, name).name for name in published()},
    }
    return [
        f"{folder}/{path.name}: no such file is made. Delete it."
        for folder, names in wanted.items()
        for path in sorted((root / folder).glob("[!.]*"))
        if path.name not in names
    ]
