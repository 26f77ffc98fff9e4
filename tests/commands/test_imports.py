"""Importing a file: all of it or nothing, and nothing that is there already."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from accounts.access import tenant
from accounts.queries import HouseholdRow
from tests.cast import Cast, add_position, add_value, application_role
from tracker.commands.import_report import ImportReport
from tracker.commands.imports import ImportSource, import_rows
from tracker.importers import Form, Problem, ReadOptions
from tracker.models import (
    Closing,
    Commodity,
    Position,
    Price,
    Rate,
    Snapshot,
    Valuation,
)
from tracker.services.categories import Side
from tracker.wording import locate_problem

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 11, 21)
TABLES = (Position, Commodity, Snapshot, Valuation, Price, Rate, Closing)

LONG = """date,position,side,category,commodity,amount,book,liquidation,source,note
2026-09-30,Savings,asset,cash,,1000,,,statement,
2026-09-30,Home,asset,real_estate,USD,300000,250000,240000,appraisal,by a friend
2026-09-30,Mortgage,liability,mortgage,USD,340000.50,,,,
2026-10-31,Savings,,,,1200,,,,
2026-10-31,Gold,asset,bullion,XAU-G,20.5,1500,,quote,
2026-10-31,Konto,asset,,EUR,0,,,,
"""


def load(
    household: HouseholdRow,
    text: str | bytes,
    positions: str | None = None,
    *,
    dry_run: bool = False,
    actor: object = None,
    **options: str,
) -> ImportReport:
    """Import as the running application does."""
    source = ImportSource(
        text if isinstance(text, bytes) else text.encode(),
        None if positions is None else positions.encode(),
        ReadOptions(**options),  # type: ignore[arg-type]
    )
    with application_role(), tenant(household.id):
        return import_rows(
            household,
            actor=actor,
            today=TODAY,
            source=source,
            dry_run=dry_run,  # type: ignore[arg-type]
        )


def counts(report: ImportReport) -> tuple[int, int, int]:
    assert report.ok, said(report)
    return report.added, report.changed, report.unchanged


def said(report: ImportReport) -> list[str]:
    return [locate_problem(problem) for problem in (*report.positions_problems, *report.problems)]


def places(problems: tuple[Problem, ...]) -> list[tuple[int | None, str | None, str]]:
    return [(problem.line, problem.column, str(problem.code)) for problem in problems]


def everything() -> list[list[tuple[object, ...]]]:
    return [list(table.objects.order_by("pk").values_list()) for table in TABLES]  # type: ignore[attr-defined]


def value_of(name: str, as_of: str) -> Valuation:
    return Valuation.objects.get(position__name=name, as_of=as_of)


# ── What is written ──────────────────────────────────────────────────────────────────────────────


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


# ── What is refused ──────────────────────────────────────────────────────────────────────────────


def test_one_bad_row_refuses_the_whole_file_and_every_bad_row_is_named(cast: Cast) -> None:
    savings = add_position(cast.household, "Savings", opened_on=date(2026, 5, 1))
    add_position(cast.household, "Fund")
    add_position(cast.household, "Old", closed_on=date(2026, 9, 1))
    add_value(cast.household, savings, "2026-08-31", 5)
    Snapshot.objects.filter(as_of="2026-08-31").update(closed_at="2026-09-02T00:00Z")
    before = everything()
    report = load(
        cast.household,
        "date,position,side,category,commodity,amount\n"
        "2026-10-31,Savings,,,,7\n"  # good
        "2026-08-31,Savings,,,,5.0\n"  # closed, and equal
        "2026-08-31,Old,,,,6\n"  # closed, and new
        "2026-04-30,Savings,,,,7\n"
        "2026-09-01,Old,,,,7\n"
        "2026-11-22,Savings,,,,7\n"
        "2026-10-30,Fund,liability,,,7\n"
        "2026-10-29,Savings,,crypto,,7\n"
        "2026-10-28,Savings,,,EUR,7\n"
        "2026-10-27,Nobody,,,,7\n"
        "2026-10-26,Nobody,,,,7\n"
        "2026-10-31,Bonds,asset,mortgage,,7\n"
        "2026-10-25,Savings,,,,seven\n",
    )
    assert places(report.problems) == [
        (4, "date", "month_closed"),
        (5, "date", "before_opened"),
        (6, "date", "after_closed"),
        (7, "date", "date_in_future"),
        (8, "side", "differs_from_known"),
        (9, "category", "differs_from_known"),
        (10, "commodity", "differs_from_known"),
        (11, "position", "new_needs_side"),
        (12, "position", "new_needs_side"),
        (13, "category", "category_of_other_side"),
        (14, "amount", "letters"),
    ]
    assert report.problem_count == 11
    assert not report.ok
    assert everything() == before
    assert all(sentence.startswith("Line ") for sentence in said(report))


def test_a_closed_month_takes_what_is_there_and_nothing_else(cast: Cast) -> None:
    savings = add_position(cast.household, "Savings")
    add_value(cast.household, savings, "2026-08-31", 5, source="statement", note="as told")
    Snapshot.objects.update(closed_at="2026-09-02T00:00Z")
    good = "date,position,amount\n2026-08-31,Savings,5.00\n2026-09-30,Savings,6\n"
    assert counts(load(cast.household, good)) == (1, 0, 1)
    report = load(cast.household, good.replace("5.00", "5.01"))
    assert places(report.problems) == [(2, "date", "month_closed")]
    assert value_of("Savings", "2026-08-31").amount == 5


def test_a_wide_file_names_the_column_of_a_closed_month(cast: Cast) -> None:
    add_value(cast.household, add_position(cast.household, "A"), "2026-08-31", 5)
    add_position(cast.household, "B")
    Snapshot.objects.update(closed_at="2026-09-02T00:00Z")
    report = load(cast.household, "date,A,B\n2026-08-31,5,1\n")
    assert places(report.problems) == [(2, "B", "month_closed")]


def test_a_new_column_must_stand_in_the_positions_file(cast: Cast) -> None:
    add_position(cast.household, "Cash")
    report = load(
        cast.household, "date,Cash,Card,Car\n2026-10-31,1,2,3\n", "position,side\nCar,asset\n"
    )
    assert places(report.problems) == [(1, "Card", "not_described")]


def test_the_positions_file_may_not_contradict_what_exists(cast: Cast) -> None:
    add_position(cast.household, "Cash")
    report = load(
        cast.household,
        "date,Cash\n2026-10-31,1\n",
        "position,side,category,commodity,liquidity\nCash,asset,crypto,EUR,months\n",
    )
    assert places(report.positions_problems) == [
        (2, "category", "differs_from_known"),
        (2, "commodity", "differs_from_known"),
        (2, "liquidity", "differs_from_known"),
    ]


def test_a_bad_positions_file_refuses_the_import(cast: Cast) -> None:
    report = load(cast.household, "date,Cash\n2026-10-31,1\n", "position,side\nCash,assets\n")
    assert places(report.positions_problems) == [(2, "side", "unknown_side")]
    assert not Position.objects.exists()


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("2026-10-31,GOLD,0,USD", "price", "price_zero"),
        ("2026-10-31,GOLD,-1,USD", "price", "price_negative"),
        ("2026-10-31,EUR,0,USD", "price", "rate_not_positive"),
        ("2026-10-31,EUR,1,EUR", "quote", "same_currency"),
        ("2026-10-31,GOLD,1,GOLD", "quote", "unknown_currency"),
        ("2026-11-22,GOLD,1,USD", "date", "date_in_future"),
        ("2026-10-31,GOLD,,USD", "price", "price_missing"),
        ("2026-10-31,,1,USD", "commodity", "commodity_missing"),
    ],
)
def test_a_price_that_cannot_be_is_refused(cast: Cast, row: str, column: str, code: str) -> None:
    text = f"date,commodity,price,quote\n2026-10-30,GOLD,5,USD\n{row}\n"
    report = load(cast.household, text)
    assert places(report.problems) == [(3, column, code)]
    assert not Price.objects.exists()
    assert not Commodity.objects.exists()


@pytest.mark.parametrize(
    "amount",
    ["1,234", "1.2.3", "twelve", "NaN", "Infinity", "1e400", "1e5", "１２", "1_000", "0x1F", "--1",
     "1" * 16, "0." + "1" * 19, "=1+1", "$5", "5 USD", "½"],
)  # fmt: skip
def test_an_amount_with_more_than_one_meaning_or_none_is_refused(cast: Cast, amount: str) -> None:
    add_position(cast.household, "Cash")
    report = load(cast.household, f'date,position,amount\n2026-10-31,Cash,"{amount}"\n')
    (problem,) = report.problems
    assert (problem.line, problem.column) == (2, "amount")
    assert not Valuation.objects.exists()


def test_an_ambiguous_amount_names_the_option_and_is_taken_with_it(cast: Cast) -> None:
    add_position(cast.household, "Cash")
    text = 'date,position,amount\n2026-10-31,Cash,"1,234"\n'
    assert "--decimal" in said(load(cast.household, text))[0]
    assert counts(load(cast.household, text, decimal=",")) == (1, 0, 0)
    assert Valuation.objects.get().amount == Decimal("1.234")
    assert counts(load(cast.household, text, decimal=".")) == (0, 1, 0)
    assert Valuation.objects.get().amount == 1234


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"\n \n", "empty_file"),
        (b"PK\x03\x04\x00\x00", "spreadsheet_file"),
        (b"\x89PNG\r\n\x1a\n\x00", "binary_file"),
        (b"date,position,amount\n2026-10-31,\xff\xfe,1\n", "not_utf8"),
        (b"date,position,amount\n", "no_rows"),
        (b"date:position:amount\n2026-10-31:Cash:1\n", "unknown_delimiter"),
        (b"date,position,amount,amount\n2026-10-31,Cash,1,1\n", "duplicate_column"),
        (b"date,Cash,Cash\n2026-10-31,1,2\n", "duplicate_column"),
        (b"date,position,amount\n2026-10-31,Cash\n", "too_few_cells"),
        (b"date,position,amount\n2026-10-31,Cash,1,2\n", "too_many_cells"),
        (b"date,position,amount\n31.10.2026,Cash,1\n", "date_not_iso"),
        (b"date,position,amount\n2026-02-30,Cash,1\n", "date_impossible"),
        (b"date,position,amount\n1899-12-31,Cash,1\n", "date_out_of_range"),
        (b"date,position,amount\n2026-10-31,Cash,1\n2026-10-31,Cash,2\n", "conflicting_row"),
        (b"position,side\nCash,asset\n", "positions_file_here"),
        (b"some,other,file\n1,2,3\n", "unknown_header"),
        (b'date,position,amount\n2026-10-31,"Cash,1\n', "bad_quoting"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused_with_its_reason(
    cast: Cast, data: bytes, code: str
) -> None:
    add_position(cast.household, "Cash")
    report = load(cast.household, data)
    assert [str(problem.code) for problem in report.problems] == [code]
    assert report.problem_count == 1
    assert said(report)[0]
    assert not Valuation.objects.exists()


def test_other_separators_and_encodings_are_read(cast: Cast) -> None:
    add_position(cast.household, "Łódź")
    text = "date;position;amount\n2026-10-31;Łódź;1,5\n"
    assert not load(cast.household, text.encode("windows-1250")).ok
    report = load(cast.household, text.encode("windows-1250"), encoding="windows-1250", decimal=",")
    assert counts(report) == (1, 0, 0)
    assert counts(load(cast.household, text.encode("utf-16"), decimal=",")) == (0, 0, 1)
    piped = "date^position^amount\n2026-10-31^Łódź^1.5\n"
    assert counts(load(cast.household, piped, delimiter="^")) == (0, 0, 1)


def test_the_number_of_statements_does_not_grow_with_the_rows(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    rows = "".join(f"{1990 + n // 12}-{n % 12 + 1:02}-01,Cash,{n}\n" for n in range(400))
    add_position(cast.household, "Cash")
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        load(cast.household, "date,position,amount\n" + rows)
    assert Valuation.objects.count() == 400


@pytest.mark.parametrize("group", ["us-bottom-half", "us-next-forty"])
def test_the_real_files_are_read_whole(cast: Cast, group: str) -> None:
    positions = (DATA / "us-positions.csv").read_text()
    report = load(cast.household, (DATA / f"{group}.csv").read_bytes(), positions)
    assert counts(report) == (1350, 0, 0)
    assert (len(report.positions), len(report.months)) == (10, 135)
