"""Files as a whole: encodings, separators, headers, quoting and limits."""

import zlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.importers import Limits, ReadOptions, read_import, read_positions

WIDE = "date,Cash,House\n2024-01-31,5,7\n"


def only_problem(data, options=ReadOptions()):  # noqa: B008 - frozen
    file = read_import(data if isinstance(data, bytes) else data.encode(), options)
    (problem,) = file.problems
    assert file.problem_count == 1
    assert set(problem.params) == set(problem.code.params)
    return problem


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_read_in_utf_8_or_by_its_byte_order_mark(encoding):
    file = read_import("date,Dépôt\n2024-01-31,5\n".encode(encoding))
    assert file.problems == ()
    assert file.valuations[0].position == "Dépôt"


def test_any_other_encoding_must_be_named():
    data = "date,Dom w Łodzi\n2024-01-31,5\n".encode("windows-1250")
    problem = only_problem(data)
    assert (problem.code, problem.line) == ("not_utf8", 1)
    assert read_import(data, ReadOptions(encoding="windows-1250")).valuations[0].position == (
        "Dom w Łodzi"
    )
    assert only_problem(data, ReadOptions(encoding="utf-8")).code == "undecodable"
    assert read_import(WIDE.encode("utf-16-le"), ReadOptions(encoding="utf-16-le")).ok


def test_halves_of_characters_are_refused_in_any_encoding_that_makes_them():
    for encoding, data in [
        ("utf-7", b"date,Cash\n2024-01-31,5\n2024-02-29,+2AA-\n"),
        ("unicode_escape", b"date,Cash\n2024-01-31,5\n2024-02-29,\\ud800\n"),
    ]:
        problem = only_problem(data, ReadOptions(encoding=encoding))
        assert (problem.code, problem.line) == ("undecodable", 3)


@pytest.mark.parametrize("name", ["no-such", "base64", "rot13", "idna", "punycode", "", "a\0b"])
def test_an_encoding_that_makes_no_text_is_refused(name):
    assert only_problem(WIDE, ReadOptions(encoding=name)).code == "unknown_encoding"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"\n\n  \n", "empty_file"),
        (b"\xef\xbb\xbf", "empty_file"),
        (b",,,\n,,\n", "empty_file"),
        (b"PK\x03\x04rest", "spreadsheet_file"),
        (b"\xd0\xcf\x11\xe0rest", "spreadsheet_file"),
        (b"%PDF-1.7", "binary_file"),
        (b"\x89PNG\r\n", "binary_file"),
        (b"\x7fELF\x00\xff\xfe\x80", "binary_file"),
        (WIDE.encode("utf-16-le"), "nul_character"),
        (b"date,Cash\n2024-01-31,5\x00\n", "nul_character"),
        (b"date,Cash\n", "no_rows"),
        (b"date,Cash\n\n,\n", "no_rows"),
        (b"date\n2024-01-31\n", "no_position_columns"),
        (b"name,value\na,b\n", "unknown_header"),
        (b"just some text\n", "unknown_header"),
        (b"date:Cash\n2024-01-31:5\n", "unknown_delimiter"),
        (b"date,Cash,Cash\n2024-01-31,5,6\n", "duplicate_column"),
        (b"date,Cash,Date\n2024-01-31,5,6\n", "duplicate_column"),
        (b"date,Cash,\n2024-01-31,5,\n", "blank_column"),
        (b"date,position,date,amount\n2024-01-31,a,2024-01-31,5\n", "duplicate_column"),
        (b"date,position,side\n2024-01-31,a,asset\n", "missing_columns"),
        (b"date,position,amount,colour\n2024-01-31,a,5,red\n", "unknown_column"),
        (b"date,commodity,price\n2024-01-31,GOLD,5\n", "missing_columns"),
        (b"position,side\nCash,asset\n", "positions_file_here"),
        (b'date,Cash\n2024-01-31,"5\n', "bad_quoting"),
        (b'date,Cash\n2024-01-31,"5"6\n', "bad_quoting"),
        (b'date,"Cash\n2024-01-31,5\n', "bad_quoting"),
        (b"date,position,amount\n2024-01-31,a\n", "too_few_cells"),
        (b"date,position,amount\n2024-01-31,a,1,234\n", "too_many_cells"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data, code):
    assert only_problem(data).code == code


def test_every_usual_separator_is_found_by_the_header():
    for delimiter in ",;\t|":
        file = read_import(WIDE.replace(",", delimiter).encode())
        assert [row.position for row in file.valuations] == ["Cash", "House"]


def test_another_separator_in_a_name_does_not_mislead():
    file = read_import(b"date;Cash, bank;House|1\n2024-01-31;5;6\n")
    assert [row.position for row in file.valuations] == ["Cash, bank", "House|1"]


def test_a_separator_of_one_s_own_is_named_by_the_option():
    assert read_import(b"date:Cash\n2024-01-31:5\n", ReadOptions(delimiter=":")).ok
    assert read_import(WIDE.replace(",", "\t").encode(), ReadOptions(delimiter="tab")).ok
    problem = only_problem(WIDE, ReadOptions(delimiter=";"))
    assert (problem.code, problem.params) == ("wrong_delimiter", {"given": ";", "found": ","})
    for bad in ("", ";;", '"', "a", "1", "\n", " ", ".", "-", "\0"):
        assert only_problem(WIDE, ReadOptions(delimiter=bad)).code == "bad_delimiter"


def test_line_ends_of_every_system_and_blank_lines_are_fine():
    for end in ("\n", "\r\n", "\r"):
        file = read_import(("\n" + WIDE + "\n,,\n2024-02-29,8,9").replace("\n", end).encode())
        assert [row.line for row in file.valuations] == [3, 3, 6, 6]


def test_a_quoted_cell_may_span_lines_and_later_lines_are_still_counted_right():
    file = read_import(
        b'date,position,amount,note\n2024-01-31,Cash,5,"one\ntwo, ""three"""\n2024-02-30,Cash,5,\n'
    )
    (problem,) = file.problems
    assert (problem.code, problem.line, problem.column) == ("date_impossible", 4, "date")
    assert file.valuations[0].note == 'one\ntwo, "three"'


def test_limits_hold_and_name_themselves():
    rows = "".join(f"2024-01-{day:02},5,7\n" for day in range(1, 11))
    data = "date,Cash,House\n" + rows
    assert only_problem(data, ReadOptions(limits=Limits(rows=9))).code == "too_many_rows"
    assert read_import(data.encode(), ReadOptions(limits=Limits(rows=10))).ok
    problem = only_problem(data, ReadOptions(limits=Limits(columns=2)))
    assert (problem.code, problem.params) == ("too_many_columns", {"found": 3, "allowed": 2})
    assert only_problem(data, ReadOptions(limits=Limits(data_bytes=100))).code == "file_too_large"
    long = f"date,position,amount,note\n2024-01-31,Cash,5,{'x' * 200_000}\n"
    assert only_problem(long).code == "cell_too_long"


def test_all_problems_are_counted_and_the_first_ones_kept():
    rows = "".join(f"2024-01-{day:02},x,{day}\n" for day in range(1, 31))
    file = read_import(
        ("date,Cash,House\n" + rows).encode(), ReadOptions(limits=Limits(shown_problems=7))
    )
    assert file.problem_count == 30
    assert [problem.line for problem in file.problems] == list(range(2, 9))


def test_a_day_after_the_last_one_allowed_is_refused():
    options = ReadOptions(latest=date(2024, 1, 30))
    problem = only_problem("date,Cash\n2024-01-31,5\n", options)
    assert (problem.code, problem.params["latest"]) == ("date_in_future", "2024-01-30")


@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode()))
def test_no_bytes_make_the_reading_fail_in_any_other_way(data):
    for read in (read_import, read_positions):
        for body in (data, b"date,position,amount\n" + data, zlib.compress(data)):
            file = read(body)
            assert file.ok is (file.problem_count == 0)
            assert all(set(p.params) == set(p.code.params) for p in file.problems)
