"""What a spreadsheet copied, laid over the rows of the grid."""

from uuid import UUID

import pytest

from tracker.services.clipboard import PasteError, lay_block

ROWS = [UUID(int=number) for number in range(1, 6)]
NAMED = {"Savings": ROWS[0], "House, Depok": ROWS[1], "Gold": ROWS[4]}


def lay(text: str, start: UUID | None = None):
    return lay_block(text, ROWS, start=start, named=NAMED)


def cells(block) -> list[tuple]:
    return [(laid.line, laid.row, laid.amount, laid.note) for laid in block.lines]


def test_a_column_fills_downwards_from_its_row_and_blanks_keep_their_place() -> None:
    block = lay("10\r\n\r\n30\r\n", start=ROWS[1])
    assert cells(block) == [
        (1, ROWS[1], "10", None),
        (2, ROWS[2], "", None),
        (3, ROWS[3], "30", None),
    ]
    assert not block.by_name


def test_the_second_column_is_a_note_and_later_ones_are_told_of() -> None:
    block = lay("10\tsold\tx\n20")
    assert cells(block) == [(1, ROWS[0], "10", "sold"), (2, ROWS[1], "20", None)]
    assert [laid.wide for laid in block.lines] == [True, False]


def test_names_in_the_first_column_find_their_rows_in_any_order() -> None:
    block = lay('Item\tNow\ngold\t20\n"house,  depok"\t1\tnew roof\nBoat\t5\nGold\t7')
    assert block.by_name
    assert cells(block) == [
        (1, None, "Now", None),
        (2, ROWS[4], "20", None),
        (3, ROWS[1], "1", "new roof"),
        (4, None, "5", None),
        (5, ROWS[4], "7", None),
    ]
    assert [laid.again for laid in block.lines] == [False] * 4 + [True]
    assert block.lines[3].name == "Boat"


def test_a_comma_separates_only_behind_names() -> None:
    assert cells(lay("1,234\n2,345")) == [(1, ROWS[0], "1,234", None), (2, ROWS[1], "2,345", None)]
    assert cells(lay('Gold,20\n"House, Depok","1,234.50"')) == [
        (1, ROWS[4], "20", None),
        (2, ROWS[1], "1,234.50", None),
    ]
    assert cells(lay("10;a\n20;b"))[1] == (2, ROWS[1], "20", "b")


def test_what_is_beyond_the_last_row_has_none() -> None:
    block = lay("1\n2\n3\n\n5", start=ROWS[3])
    assert [(laid.line, laid.row) for laid in block.lines] == [
        (1, ROWS[3]),
        (2, ROWS[4]),
        (3, None),
        (5, None),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("1\n" * 1001, "too_many_lines"),
        ("1" * 100_001, "too_long"),
        ('"1\t2', "bad_quoting"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, code: str) -> None:
    with pytest.raises(PasteError, match=code):
        lay(text)
