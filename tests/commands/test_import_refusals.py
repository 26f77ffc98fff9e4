"""What an import refuses: one bad row and nothing is written, and every bad row is named."""

from datetime import date
from decimal import Decimal

import pytest

from tests.cast import Cast, add_position, add_value
from tests.commands.importing import counts, everything, load, places, said, value_of
from tracker.models import Commodity, Position, Price, Snapshot, Valuation


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
