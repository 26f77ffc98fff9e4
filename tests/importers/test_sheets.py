"""A file as the import page opens it: encodings, separators, layouts, dates, decimal marks."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.importers import FileRefused, Limits, ProblemCode, ignore
from tracker.importers.amounts import MarkEvidence, clean_amount, read_with
from tracker.importers.answers import Answers, Goal
from tracker.importers.dates import DateEvidence, DateOrder, read_any_date
from tracker.importers.sheet_rows import SheetReader
from tracker.importers.sheets import Question, Sheet, look_at

TODAY = date(2026, 11, 21)


def opened(data: bytes | str, **answers: str) -> Sheet:
    body = data if isinstance(data, bytes) else data.encode()
    found = look_at(body, Answers(**answers), Limits(), ignore)  # type: ignore[arg-type]
    assert isinstance(found, Sheet)
    return found


def values(sheet: Sheet, **answers: str) -> dict[tuple[str, str], Decimal]:
    """Every value of the sheet, each label going to a new item of its name."""
    goals = tuple(Goal(*label.key, "new", label.label) for label in sheet.labels)
    said = Answers(goals=goals, **answers)  # type: ignore[arg-type]
    file, _ = SheetReader(sheet, said, Limits(), TODAY).read(ignore)
    assert file.ok, file.problems
    return {(row.position, row.date.isoformat()): row.amount for row in file.valuations}


EXPECTED = {
    ("Spořicí", "2024-01-31"): Decimal("1234.5"),
    ("Dům", "2024-01-31"): Decimal(3_000_000),
    ("Spořicí", "2024-02-29"): Decimal("-1234.56"),
}


@pytest.mark.parametrize(
    ("separator", "decimal", "encoding"),
    list(product(",;\t|", ".,", ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1250"))),
)
def test_any_usual_separator_mark_and_encoding_gives_the_same_values(
    separator: str, decimal: str, encoding: str
) -> None:
    group = "," if decimal == "." else "."

    def amount(text: str) -> str:
        written = text.replace(".", "D").replace(",", group).replace("D", decimal)
        return f'"{written}"'

    rows = [
        ["datum", "Spořicí", "Dům"],
        ["31.01.2024", amount("1,234.50"), amount("3,000,000")],
        ["29.02.2024", amount("-1,234.56"), ""],
    ]
    data = "\r\n".join(separator.join(row) for row in rows).encode(encoding)
    said = {"encoding": encoding} if encoding == "windows-1250" else {}
    sheet = opened(data, **said)
    assert sheet.questions == ()
    assert sheet.decimal == decimal
    assert values(sheet) == EXPECTED


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "'", "\u2019"])
def test_thousands_may_be_grouped_by_spaces_and_apostrophes(space: str) -> None:
    assert values(opened(f"date;A\n2024-01-31;1{space}234{space}567,5\n")) == {
        ("A", "2024-01-31"): Decimal("1234567.5")
    }


def test_a_quoted_cell_may_hold_line_breaks() -> None:
    sheet = opened('date,"My\nhouse",B\n2024-01-31,1,"2"\n')
    assert [label.label for label in sheet.labels] == ["My\nhouse", "B"]


@pytest.mark.parametrize(
    ("cell", "clean"),
    [
        ("$1,234.50", "1,234.50"),
        ("1 234,50 €", "1 234,50"),
        ("(1,234)", "-1,234"),
        ("Rp 1.500.000", "1.500.000"),
        ("EUR 12", "12"),
        ("12 EUR", "12"),
        ("- 5", "-5"),
        ("abc", "abc"),
    ],
)
def test_what_stands_around_a_number_is_taken_away(cell: str, clean: str) -> None:
    assert clean_amount(cell) == clean


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["1", "2"], "."),
        (["1.5"], "."),
        (["1,5"], ","),
        (["1,234"], None),
        (["1.234"], None),
        (["1,234", "5.5"], "."),
        (["1,234", "5,5"], ","),
        (["1.5", "1,5"], None),
        (["1,234,567"], "."),
    ],
)
def test_the_decimal_mark_is_told_or_asked_for(cells: list[str], mark: str | None) -> None:
    evidence = MarkEvidence()
    for line, cell in enumerate(cells, 2):
        evidence.add(cell, line)
    assert evidence.mark == mark


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from([".", ","]))
def test_an_amount_with_cents_is_read_as_it_was_written(amount: Decimal, mark: str) -> None:
    group = "," if mark == "." else "."
    text = f"{amount:,.2f}".replace(",", "G").replace(".", mark).replace("G", group)
    evidence = MarkEvidence()
    evidence.add(text, 2)
    assert evidence.mark == mark
    assert read_with(text, mark) == amount


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["2024-03-04"], DateOrder.DAY_FIRST),
        (["31/12/2024"], DateOrder.DAY_FIRST),
        (["12/31/2024"], DateOrder.MONTH_FIRST),
        (["03.04.2024"], DateOrder.DAY_FIRST),
        (["Mar 2024", "31/12/2024"], DateOrder.DAY_FIRST),
        (["03/04/2024"], None),
        (["03/04/2024", "31/12/2024"], DateOrder.DAY_FIRST),
        (["31/12/2024", "12/31/2024"], None),
        (["2024-01-31", "31/12/2024"], None),
    ],
)
def test_the_order_of_dates_is_told_or_asked_for(cells: list[str], order: DateOrder | None) -> None:
    evidence = DateEvidence()
    for line, cell in enumerate(cells, 2):
        assert evidence.add(cell, line)
    assert evidence.order == order


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("31.12.24", "2024-12-31"),
        ("31 Dec 2024", "2024-12-31"),
        ("December 31, 2024", "2024-12-31"),
        ("Oct-24", "2024-10-31"),
        ("Ogos 2024", "2024-08-31"),
        ("tháng 2 2024", "2024-02-29"),
        ("2024年12月31日", "2024-12-31"),
        ("2024年2月", "2024-02-29"),
        ("10/2024", "2024-10-31"),
        ("20241231", "2024-12-31"),
        ("2024-12-31 00:00:00", "2024-12-31"),
        ("Nov 2026", "2026-11-21"),
    ],
)
def test_dates_are_read_as_people_write_them(cell: str, day: str) -> None:
    assert read_any_date(cell, "dmy", TODAY).isoformat() == day


@given(st.dates(date(1990, 1, 1), TODAY), st.sampled_from(["dmy", "mdy"]))
def test_a_date_in_a_known_order_is_read_as_it_was_written(day: date, order: str) -> None:
    written = f"{day:%d/%m/%Y}" if order == "dmy" else f"{day:%m/%d/%Y}"
    assert read_any_date(written, order, TODAY) == day


def test_a_column_of_dates_is_found_wherever_it_stands_and_titles_are_passed_by() -> None:
    text = "My balance sheet\n\nSavings;When;House;\n1;31.01.2024;2;\n3;29.02.2024;4;\n"
    sheet = opened(text)
    assert [label.label for label in sheet.labels] == ["Savings", "House"]
    assert values(sheet)["House", "2024-02-29"] == 4


def test_one_value_a_row_is_told_by_its_words_and_asked_where_words_are_few() -> None:
    long = "Ngày\tTài khoản\tSố tiền\n31/01/2024\tTiết kiệm\t5\n31/01/2024\tThẻ\t6\n"
    assert values(opened(long)) == {("Tiết kiệm", "2024-01-31"): 5, ("Thẻ", "2024-01-31"): 6}
    unclear = opened("when,xyz,abc\n2024-01-31,Savings,5\n2024-02-29,Savings,6\n")
    assert [question.code for question in unclear.questions] == ["shape"]


def test_columns_that_have_no_part_are_named() -> None:
    sheet = opened("date,item,value,colour\n2024-01-31,A,1,red\n")
    assert sheet.unused == ("colour",)


def test_an_encoding_that_is_not_plain_is_asked_for_with_each_reading() -> None:
    data = "date,Spořicí účet\n2024-01-31,1\n".encode("windows-1250")
    found = look_at(data, Answers(), Limits(), ignore)
    assert isinstance(found, Question)
    assert ("windows-1250", "date,Spořicí účet") in found.options
    assert found.examples[0].line == 1


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        ("date,Ú\n2024-01-31,1\n".encode() + b"2024-02-29,\xf8\n", "mixed_encodings", 3),
        (b"date,A\n2024-01-31,\0\n", ProblemCode.NUL_CHARACTER, 2),
        (b"PK\x03\x04rest", ProblemCode.SPREADSHEET_FILE, None),
        (b"a,b\n1,2\n", ProblemCode.NO_DATES, 1),
        (b'date,A\n"2024-01-31,1\n', ProblemCode.BAD_QUOTING, 2),
        (b"date,A\n", ProblemCode.NO_ROWS, None),
    ],
)
def test_what_cannot_be_opened_says_why_and_where(data: bytes, code: str, line: int | None) -> None:
    with pytest.raises(FileRefused) as refused:
        look_at(data, Answers(), Limits(), ignore)
    assert (refused.value.problem.code, refused.value.problem.line) == (code, line)


def test_too_many_rows_columns_and_items_are_refused() -> None:
    few = replace(Limits(), rows=3, columns=4)
    for text, code in (
        ("date,A\n" + "2024-01-31,1\n" * 4, ProblemCode.TOO_MANY_ROWS),
        ("date,A,B,C,D\n2024-01-31,1,1,1,1\n", ProblemCode.TOO_MANY_COLUMNS),
    ):
        with pytest.raises(FileRefused) as refused:
            look_at(text.encode(), Answers(), few, ignore)
        assert refused.value.problem.code == code
    many = "date,item,value\n" + "".join(f"2024-01-31,Item {n},1\n" for n in range(501))
    with pytest.raises(FileRefused) as refused:
        look_at(many.encode(), Answers(), Limits(), ignore)
    assert refused.value.problem.code == ProblemCode.TOO_MANY_ITEMS


@given(st.binary(max_size=300))
def test_any_bytes_are_opened_asked_about_or_refused(data: bytes) -> None:
    try:
        found = look_at(data, Answers(), Limits(), ignore)
    except FileRefused:
        return
    assert isinstance(found, Sheet | Question)


@given(st.text("date,;|\t\n\"'.-/0123456789aé", max_size=200))
def test_any_text_is_opened_and_read_or_refused(text: str) -> None:
    try:
        found = look_at(text.encode(), Answers(dates="dmy", decimal="."), Limits(), ignore)
    except FileRefused:
        return
    if isinstance(found, Sheet):
        goals = tuple(Goal(*label.key, "new", label.label) for label in found.labels)
        reader = SheetReader(found, Answers(goals=goals), Limits(), TODAY)
        file, _ = reader.read(ignore)
        for problem in file.problems:
            reader.locate(problem)
