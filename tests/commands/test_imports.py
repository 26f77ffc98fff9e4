"""What an import writes, and that nothing is written twice."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cast import Cast, add_position, add_value
from tests.commands.importing import LONG, counts, everything, load, value_of
from tracker.importers import Form
from tracker.models import Commodity, Position, Price, Rate, Snapshot, Valuation
from tracker.services.categories import Side

DATA = Path(__file__).parents[1] / "data"


def test_a_long_file_makes_positions_units_months_and_values(cast: Cast) -> None:
    report = load(cast.household, LONG, actor=cast.owner.pk)
    assert counts(report) == (6, 0, 0)
    assert report.form is Form.LONG
    assert report.positions == ("Savings", "Home", "Mortgage", "Gold", "Konto")
    assert report.commodities == ("XAU-G",)
    assert report.months == (date(2026, 9, 30), date(2026, 10, 31))
    home = value_of("Home", "2026-09-30")
    assert (home.amount, home.book, home.liquidation) == (300000, 250000, 240000)
    assert (home.source, home.note) == ("appraisal", "by a friend")
    assert (home.version, home.updated_by_id) == (1, cast.owner.pk)
    assert value_of("Mortgage", "2026-09-30").amount == Decimal("340000.50")
    assert value_of("Savings", "2026-10-31").source == "import"
    gold = Position.objects.get(name="Gold")
    assert gold.commodity is not None
    assert (gold.commodity.code, gold.commodity.kind, gold.currency) == ("XAU-G", "metal", "USD")
    konto = Position.objects.get(name="Konto")
    assert (konto.category, konto.currency, konto.liquidity) == ("other", "EUR", "months")
    assert konto.opened_on is None
    assert value_of("Konto", "2026-10-31").amount == 0
    order = Position.objects.order_by("order").values_list("name", flat=True)
    assert tuple(order) == report.positions


def test_the_same_file_twice_changes_nothing(cast: Cast) -> None:
    load(cast.household, LONG)
    before = everything()
    report = load(cast.household, LONG, actor=cast.owner.pk)
    assert counts(report) == (0, 0, 6)
    assert (report.positions, report.commodities, report.months) == ((), (), ())
    assert everything() == before


def test_only_differing_rows_are_changed_and_say_by_whom(cast: Cast) -> None:
    load(cast.household, LONG)
    before = value_of("Home", "2026-09-30")
    report = load(cast.household, LONG.replace(",1200,", ",1250.5,"), actor=cast.editor.pk)
    assert counts(report) == (0, 1, 5)
    changed = value_of("Savings", "2026-10-31")
    assert (changed.amount, changed.version) == (Decimal("1250.5"), 2)
    assert changed.updated_by_id == cast.editor.pk
    after = value_of("Home", "2026-09-30")
    assert (after.version, after.updated_at) == (before.version, before.updated_at)


def test_what_a_file_does_not_say_of_a_value_stays(cast: Cast) -> None:
    savings = add_position(cast.household, "Savings")
    add_value(
        cast.household, savings, "2026-09-30", "10", book=9, source="statement", note="counted"
    )
    assert counts(load(cast.household, "date,position,amount\n2026-09-30,Savings,10.00\n")) == (
        0,
        0,
        1,
    )
    load(cast.household, "date,position,amount\n2026-09-30,Savings,11\n")
    value = value_of("Savings", "2026-09-30")
    assert (value.amount, value.book, value.note) == (11, 9, "counted")
    assert (value.source, value.version) == ("import", 2)


def test_date_position_and_amount_suffice_for_what_exists(cast: Cast) -> None:
    add_position(cast.household, "Café", Side.ASSET)
    text = "date,position,amount\n2026-10-31,  Cafe\u0301 ,12\n2026-09-30,Café,\n"
    assert counts(load(cast.household, text)) == (1, 0, 0)
    assert Snapshot.objects.count() == 1


def test_a_wide_file_takes_what_its_columns_are_from_the_positions_file(cast: Cast) -> None:
    wide = "Month,x\n"
    assert not load(cast.household, wide).ok
    report = load(
        cast.household,
        "date,Cash,Card\n2026-09-30,5,\n2026-10-31,,7\n",
        "position,side,category,commodity,liquidity\nCash,asset,cash,EUR,days\n"
        "Card,liability,credit_card,,\nUnused,asset,nothing_special,,\n".replace(
            "nothing_special", "crypto"
        ),
    )
    assert counts(report) == (2, 0, 0)
    assert report.form is Form.WIDE
    assert set(Position.objects.values_list("name", "currency", "liquidity")) == {
        ("Cash", "EUR", "days"),
        ("Card", "USD", ""),
    }


def test_prices_and_rates_go_to_their_own_tables(cast: Cast) -> None:
    text = (
        "date,commodity,price,quote\n2026-10-31,XAU-G,135.25,USD\n"
        "2026-10-31,xau-g,2100000,IDR\n".replace("xau-g", "XAU-G")
        + "2026-10-31,usd,16800,IDR\n"
    )
    report = load(cast.household, text)
    assert counts(report) == (3, 0, 0)
    assert report.commodities == ("XAU-G",)
    assert set(Price.objects.values_list("commodity__code", "price", "currency")) == {
        ("XAU-G", Decimal("135.25"), "USD"),
        ("XAU-G", Decimal(2100000), "IDR"),
    }
    assert Rate.objects.values_list("base", "quote", "rate").get() == ("USD", "IDR", 16800)
    before = everything()
    assert counts(load(cast.household, text)) == (0, 0, 3)
    assert everything() == before
    assert counts(load(cast.household, text.replace("16800", "16801"))) == (0, 1, 2)
    assert Snapshot.objects.count() == 0


def test_a_unit_is_found_however_its_code_is_written(cast: Cast) -> None:
    load(cast.household, "date,commodity,price,quote\n2026-10-31,Gold,135,USD\n")
    report = load(
        cast.household,
        "date,position,side,category,commodity,amount\n2026-10-31,Bars,asset,bullion,GOLD,3\n",
    )
    assert counts(report) == (1, 0, 0)
    assert Commodity.objects.count() == 1


def test_a_guarantee_is_contingent_from_the_start(cast: Cast) -> None:
    text = "date,position,side,category,amount\n2026-10-31,For Budi,liability,guarantees,60\n"
    load(cast.household, text)
    assert Position.objects.get().contingent


def test_a_positions_file_says_how_likely_a_debt_is_when_it_is_due_and_what_comes_in(
    cast: Cast,
) -> None:
    text = "date,For Budi,Lent,Card,Flat\n2026-10-31,60,10,5,900\n"
    positions = (
        "position,side,category,probability,allowance,due_on\n"
        "For Budi,liability,guarantees,20,,2029-05-31\n"
        "Lent,asset,receivables,,25,\n"
        "Card,liability,credit_card,20,,\n"
        "Flat,asset,real_estate,,25,\n"
    )
    assert load(cast.household, text, positions).ok
    said = Position.objects.values_list("name", "probability", "allowance", "due_on")
    # Only what may never be owed has a probability, only what others owe an allowance.
    assert {name: rest for name, *rest in said} == {
        "For Budi": [20, None, date(2029, 5, 31)],
        "Lent": [None, 25, None],
        "Card": [None, None, None],
        "Flat": [None, None, None],
    }


def test_amounts_keep_eighteen_decimals_and_every_digit(cast: Cast) -> None:
    add_position(cast.household, "Coin")
    amount = "123456789012345.123456789012345678"
    load(cast.household, f"date,position,amount\n2026-10-31,Coin,{amount}\n")
    assert str(value_of("Coin", "2026-10-31").amount) == amount


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=cmd()", "+1", "a\\b", 'say "x"'])
def test_any_name_is_only_text(cast: Cast, name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    text = (
        "date,position,side,amount,note\n"
        f'2026-10-31,{quoted},asset,1,"line one\nline\ttwo \\N \\. {name.replace(chr(34), "")}"\n'
    )
    assert counts(load(cast.household, text)) == (1, 0, 0)
    value = Valuation.objects.select_related("position").get()
    assert value.position.name == name
    assert value.note == "line one\nline\ttwo \\N \\. " + name.replace('"', "")
    assert counts(load(cast.household, text)) == (0, 0, 1)


def test_a_dry_run_says_what_would_be_and_changes_nothing(cast: Cast) -> None:
    before = everything()
    report = load(cast.household, LONG, dry_run=True)
    assert report.dry_run
    assert counts(report) == (6, 0, 0)
    assert len(report.positions) == 5
    assert everything() == before
    assert counts(load(cast.household, LONG)) == (6, 0, 0)


def test_another_household_of_the_same_names_is_not_touched(cast: Cast) -> None:
    load(cast.others, LONG)
    theirs = list(Valuation.objects.filter(household_id=cast.others.id).values_list())
    report = load(cast.household, LONG.replace("1000", "1"))
    assert counts(report) == (6, 0, 0)
    assert list(Valuation.objects.filter(household_id=cast.others.id).values_list()) == theirs


def test_the_number_of_statements_does_not_grow_with_the_rows(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    rows = "".join(f"{1990 + n // 12}-{n % 12 + 1:02}-01,Cash,{n}\n" for n in range(400))
    add_position(cast.household, "Cash")
    with django_assert_max_num_queries(28):  # type: ignore[operator]
        load(cast.household, "date,position,amount\n" + rows)
    assert Valuation.objects.count() == 400


@pytest.mark.parametrize("group", ["us-bottom-half", "us-next-forty"])
def test_the_real_files_are_read_whole(cast: Cast, group: str) -> None:
    positions = (DATA / "us-positions.csv").read_text()
    report = load(cast.household, (DATA / f"{group}.csv").read_bytes(), positions)
    assert counts(report) == (1350, 0, 0)
    assert (len(report.positions), len(report.months)) == (10, 135)
