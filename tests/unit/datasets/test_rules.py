"""Rule packs: what was valid on a day, and what a wrong question or a wrong file is told."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lumina.rules import (
    AmbiguousRule,
    NoRuleThen,
    PackError,
    RuleError,
    UnknownRule,
    load,
    packs,
)
from lumina.rules.pack import COLUMNS

pytestmark = pytest.mark.unit

HEADER = ",".join(COLUMNS)


def write(folder: Path, *rows: str) -> Path:
    folder.joinpath("test.csv").write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
    return folder


@pytest.mark.parametrize("name", packs())
def test_every_pack_can_be_read_and_names_its_sources(name: str) -> None:
    pack = load(name)
    assert pack.rules
    assert all(rule.source and rule.unit for rule in pack.rules)
    assert set(pack.unsure()) == {rule for rule in pack.rules if rule.confidence == "U"}


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2020, 6, 30), "0.19"),
        (date(2020, 7, 1), "0.16"),
        (date(2020, 12, 31), "0.16"),
        (date(2021, 1, 1), "0.19"),
        (datetime(2020, 12, 31, 23, 59), "0.16"),
    ],
)
def test_first_and_last_day_of_a_rule_count(day: date, rate: str) -> None:
    assert load("vat").value("vat_standard", as_of=day, jurisdiction="DE") == Decimal(rate)


def test_a_value_is_the_decimal_that_stands_in_the_file() -> None:
    value = load("vat").value("vat_standard", as_of=date(2026, 11, 1), jurisdiction="FI")
    assert isinstance(value, Decimal)
    assert str(value) == "0.255"


def test_a_parcel_of_june_2026_and_one_of_july_fall_under_other_rules() -> None:
    pack = load("low_value")
    assert pack.value("duty_relief", as_of=date(2026, 6, 30), jurisdiction="EU") == 150
    with pytest.raises(NoRuleThen, match="2009-01-01 to 2026-06-30"):
        pack.value("duty_relief", as_of=date(2026, 7, 1), jurisdiction="EU")
    assert pack.value("duty_per_tariff_item", as_of=date(2026, 7, 1), jurisdiction="EU") == 3


def test_what_nobody_found_out_is_no_value() -> None:
    with pytest.raises(NoRuleThen, match="add a row with its source"):
        load("low_value").value("surcharge_section_122", as_of=date(2026, 7, 24), jurisdiction="US")


@pytest.mark.parametrize(
    ("day", "rates"),
    [
        (date(2026, 2, 23), []),
        (date(2026, 2, 24), ["0.1"]),
        (date(2026, 7, 23), ["0.1"]),
        (date(2026, 7, 24), ["0.125"]),
    ],
)
def test_goods_of_china_pay_one_american_surcharge_at_a_time(day: date, rates: list[str]) -> None:
    names = ("surcharge_section_122", "surcharge_section_301_labor.CN")
    found = [rule for rule in load("low_value").rules if rule.rule_id in names and rule.holds(day)]
    assert [str(rule.value) for rule in found] == rates


def test_each_year_of_the_american_entry_fee_has_its_limits() -> None:
    pack = load("low_value")
    for day, low, high in [
        (date(2026, 9, 30), "33.58", "651.50"),
        (date(2026, 10, 1), "34.58", "670.86"),
    ]:
        for name, limit in [("min", low), ("max", high)]:
            rule = pack.rule(f"merchandise_processing_fee_{name}", as_of=day, jurisdiction="US")
            assert str(rule.value) == limit


def test_unknown_ids_are_told_the_nearest() -> None:
    with pytest.raises(UnknownRule, match="Did you mean 'vat_standard'"):
        load("vat").value("vat_standrad", as_of=date(2026, 1, 1))
    with pytest.raises(UnknownRule, match="It has map_may_bind, prior_price_days"):
        load("discounts").value("x", as_of=date(2026, 1, 1))


def test_a_question_with_many_answers_is_ambiguous() -> None:
    with pytest.raises(AmbiguousRule, match="jurisdiction="):
        load("vat").value("vat_standard", as_of=date(2026, 1, 1))


def test_errors_of_questions_have_one_base() -> None:
    assert issubclass(RuleError, LookupError)
    for kind in (UnknownRule, NoRuleThen, AmbiguousRule):
        assert issubclass(kind, RuleError)


def test_a_day_must_be_a_date() -> None:
    with pytest.raises(TypeError, match="that is a str"):
        load("vat").value("vat_standard", as_of="2026-01-01", jurisdiction="DE")  # type: ignore[arg-type]


def test_the_more_exact_rule_answers(tmp_path: Path) -> None:
    pack = load(
        "test",
        folder=write(
            tmp_path,
            "fee,,,0.15,share,2026-01-01,,someone,2026-11-01,B",
            "fee,DE,,0.14,share,2026-01-01,,someone,2026-11-01,B",
            "fee,,bazaar,0.12,share,2026-01-01,,someone,2026-11-01,B",
        ),
    )
    day = date(2026, 5, 1)
    own = pack.value("fee", as_of=day, jurisdiction="FR", channel="ownshop")
    assert own == Decimal("0.15")
    german = pack.value("fee", as_of=day, jurisdiction="DE", channel="ownshop")
    assert german == Decimal("0.14")
    assert pack.value("fee", as_of=day, jurisdiction="FR", channel="bazaar") == Decimal("0.12")
    with pytest.raises(AmbiguousRule):
        pack.value("fee", as_of=day, jurisdiction="DE", channel="bazaar")


def test_a_changed_pack_is_a_copy() -> None:
    pack = load("vat")
    day = date(2026, 5, 1)
    other = pack.changed("vat_standard", Decimal("0.30"), jurisdiction="DE")
    assert other.value("vat_standard", as_of=day, jurisdiction="DE") == Decimal("0.30")
    assert other.value("vat_standard", as_of=day, jurisdiction="FR") == Decimal("0.20")
    assert pack.value("vat_standard", as_of=day, jurisdiction="DE") == Decimal("0.19")
    with pytest.raises(UnknownRule):
        pack.changed("vat_standard", Decimal(1), jurisdiction="XX")


@given(gap=st.integers(-400, 400), length=st.integers(0, 400))
def test_overlapping_days_are_an_error_at_load(
    tmp_path_factory: pytest.TempPathFactory, gap: int, length: int
) -> None:
    """A second rule may begin on the day after the first ends, and not a day sooner."""
    first, last = date(2024, 1, 1), date(2024, 12, 31)
    begin = date.fromordinal(last.toordinal() + gap)
    end = date.fromordinal(begin.toordinal() + length)
    folder = write(
        tmp_path_factory.mktemp("pack"),
        f"x,DE,,1,n,{first},{last},someone,2026-11-01,B",
        f"x,DE,,2,n,{begin},{end},someone,2026-11-01,B",
        "x,FR,,3,n,2024-01-01,,someone,2026-11-01,B",
    )
    if begin <= last and end >= first:
        with pytest.raises(PackError, match=r"test\.csv, line 3: .* line 2 too"):
            load("test", folder=folder)
    else:
        assert load("test", folder=folder).value("x", as_of=last, jurisdiction="DE") == 1


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("x,,,12 %,n,2024-01-01,,s,2026-11-01,B", "'12 %' is no number"),
        ("x,,,1,n,01.02.2024,,s,2026-11-01,B", "Write days as"),
        ("x,,,1,n,2024-01-02,2024-01-01,s,2026-11-01,B", "ends before it begins"),
        ("x,,,1,n,2024-01-01,,s,2026-11-01,Z", "confidence is one of"),
        ("x,,,1,n,2024-01-01,,,2026-11-01,B", "'source' is empty"),
        ("x,,,1,n,2024-01-01,,one, two,2026-11-01,B", "10 fields are expected"),
        ("x,,,1", "10 fields are expected"),
    ],
)
def test_a_wrong_row_names_file_line_and_remedy(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(PackError, match=f"test.csv, line 2: .*{told}"):
        load("test", folder=write(tmp_path, row))


def test_wrong_columns_and_unknown_packs(tmp_path: Path) -> None:
    tmp_path.joinpath("test.csv").write_text("rule_id,value\n", "utf-8")
    with pytest.raises(PackError, match="line 1: the columns must be rule_id"):
        load("test", folder=tmp_path)
    with pytest.raises(PackError, match="no rule pack 'vta'. The packs are .*vat"):
        load("vta")
