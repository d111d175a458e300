"""Files that are no tables: their cards, and content that does not depend on how it is packed."""

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from lumina.build import ROOT, build, check, published
from lumina.card import CardError
from lumina.content import digest, pack_zip, unpack_zip
from lumina.filecard import FileCard
from lumina.generator.company import FILES, TABLES, Company
from PIL import Image, PngImagePlugin

from autograder.audit.tables import mostly_pictures

pytestmark = pytest.mark.unit

CARD = """file = "{file}"
title = "A file"
about = "For a test."
kind = "{kind}"
format = "as the test says"
labs = []
licence = "CC-BY-4.0"
sources = ["made up"]
faults = []
rows = 0
bytes = 0
sha256 = ""
"""
FIELD = '\n[[fields]]\nname = "{}"\nkind = "text"\nmeaning = "a field"\n'
MEMBER = '\n[[members]]\nname = "{}"\nmeaning = "a picture"\n'


def png(level: int, shade: int = 7, words: str = "") -> bytes:
    out, info = io.BytesIO(), PngImagePlugin.PngInfo()
    if words:
        info.add_itxt("Comment", words)
    picture = Image.new("RGB", (60, 40), (shade, 90, 200))
    picture.save(out, "PNG", compress_level=level, pnginfo=info)
    return out.getvalue()


def card(tmp_path: Path, file: str, kind: str, more: str = "") -> FileCard:
    path = tmp_path / f"{Path(file).stem}.toml"
    path.write_text(CARD.format(file=file, kind=kind) + more, "utf-8")
    return FileCard.load(path, file)


def test_a_picture_is_known_by_its_pixels_and_words() -> None:
    assert png(0) != png(9)
    assert digest(png(0)) == digest(png(9))
    assert digest(png(0)) != digest(png(0, shade=8))
    assert digest(png(0, words="made by a model")) != digest(png(0))


def test_a_zip_is_known_by_the_content_of_its_members() -> None:
    stored = pack_zip({"a.png": png(0), "b.txt": b"words"})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.png", png(9))
        archive.writestr("b.txt", b"words")
    assert digest(stored) == digest(packed.getvalue())
    assert digest(stored) != digest(pack_zip({"b.txt": b"words", "a.png": png(0)}))
    assert digest(stored) != digest(pack_zip({"a.png": png(0), "c.txt": b"words"}))
    assert digest(stored) != digest(pack_zip({"a.png": png(0, shade=9), "b.txt": b"words"}))


def test_the_bytes_of_a_zip_are_fixed_for_ever() -> None:
    content = pack_zip({"one.txt": b"1", "two.txt": b"2"})
    assert zlib.crc32(content) == 2452508550
    assert unpack_zip(content) == {"one.txt": b"1", "two.txt": b"2"}


@pytest.mark.parametrize(
    ("kind", "content", "more", "rows"),
    [
        ("delimited", b"a,b\r\n1,2\r\n3,4\r\n", FIELD.format("a") + FIELD.format("b"), 2),
        ("jsonl", b'{"a": 1}\n{"b": 2}\n', FIELD.format("a") + FIELD.format("b"), 2),
        ("lines", b"one\ntwo\n", "", 2),
        ("zip", pack_zip({"p/1.png": png(1), "p/2.png": png(2)}), MEMBER.format("p/*.png"), None),
        ("other", b"anything", "", None),
    ],
)
def test_a_card_fits_its_file(
    tmp_path: Path, kind: str, content: bytes, more: str, rows: int | None
) -> None:
    found = card(tmp_path, "thing.bin", kind, more)
    found.verify(content)
    measured = found.measure(content)
    assert measured.get("rows") == rows
    assert measured["bytes"] == len(content)


@pytest.mark.parametrize(
    ("kind", "content", "more", "told"),
    [
        ("delimited", b"a,c\n1,2\n", FIELD.format("a"), "lists the fields"),
        ("jsonl", b'{"a": 1}\n{"b": 2}\n', FIELD.format("a"), "line 2: the card explains no"),
        ("zip", pack_zip({"1.png": b"", "x": b""}), MEMBER.format("*.png"), "no member 'x'"),
        ("zip", pack_zip({}), MEMBER.format("*.png"), "no member is called"),
    ],
)
def test_what_the_card_does_not_explain_is_refused(
    tmp_path: Path, kind: str, content: bytes, more: str, told: str
) -> None:
    with pytest.raises(CardError, match=told):
        card(tmp_path, "thing.bin", kind, more).verify(content)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "zip"', 'kind = "box"', "Choose from delimited"),
        ("bytes = 0\n", "", "'bytes' is missing"),
        ('file = "t.zip"', 'file = "u.zip"', "Write 't.zip'"),
        ('meaning = "a picture"', 'means = "a picture"', "wrong key"),
        ("faults = []", "faults = [", "no valid TOML"),
    ],
)
def test_a_wrong_card_names_the_remedy(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "t.toml"
    text = CARD.format(file="t.zip", kind="zip") + MEMBER.format("*.png")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(CardError, match=told):
        FileCard.load(path, "t.zip")


class OneFile(Company):
    """A company with a ZIP beside its tables."""

    level = 9

    @property
    def photos(self) -> bytes:
        return pack_zip({"a.png": png(self.level)})


@pytest.fixture
def one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(FILES, "photos.zip", "photos")
    (tmp_path / "cards").mkdir()
    text = CARD.format(file="photos.zip", kind="zip") + MEMBER.format("a.png")
    (tmp_path / "cards" / "photos.toml").write_text(text, "utf-8")
    return tmp_path


def test_a_file_is_built_and_compared_by_content(one_file: Path) -> None:
    company = OneFile()
    (path,) = build(one_file, company, ["photos.zip"])
    assert check(one_file, company, ["photos.zip"]) == []
    before = path.read_bytes()
    company.level = 0  # as another version of zlib would pack it
    assert check(one_file, company, ["photos.zip"]) == []
    build(one_file, company, ["photos.zip"])
    assert path.read_bytes() == before
    path.write_bytes(pack_zip({"a.png": png(9, shade=1)}))
    told = "\n".join(check(one_file, company, ["photos.zip"]))
    assert "tables/photos.zip is not what the generator makes" in told
    assert "cards/photos.toml has the hash or the size of another file" in told


def test_the_rest_is_built_although_one_card_is_missing(one_file: Path) -> None:
    with pytest.raises(CardError, match=r"cards/netsun.toml is missing"):
        build(one_file, OneFile(), ["netsun.csv", "photos.zip"])
    assert (one_file / "tables" / "photos.zip").is_file()


def test_names_that_are_not_made_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"No file 'netsum' is made. Did you mean netsun\?"):
        build(tmp_path, names=["netsum"])
    with pytest.raises(ValueError, match="There is no file 'netsun.csv'"):
        Company().file("netsun.csv")


def test_the_audit_sees_pictures_in_a_zip(tmp_path: Path) -> None:
    """A lab whose files are mostly pictures may have more megabytes."""
    photos, table = tmp_path / "photos.zip", tmp_path / "t.csv"
    photos.write_bytes(pack_zip({"a.png": bytes(3000), "words.txt": bytes(100)}))
    table.write_bytes(bytes(2500))
    assert mostly_pictures([photos, table])
    table.write_bytes(bytes(3200))
    assert not mostly_pictures([photos, table])
    assert not mostly_pictures([])


@pytest.mark.parametrize("name", FILES)
def test_the_card_of_a_file_is_written_for_people(name: str) -> None:
    found = FileCard.load(ROOT / "cards" / f"{Path(name).stem}.toml", name)
    assert found.licence.startswith("CC-BY-4.0")
    assert found.sources
    explained = [*found.fields, *found.members]
    assert explained or found.kind in ("lines", "other")
    assert all(len(part.meaning) >= 2 for part in explained)


def test_every_file_has_a_card_of_its_own() -> None:
    assert len({Path(name).stem for name in published()}) == len(TABLES) + len(FILES)
