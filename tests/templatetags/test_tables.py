"""Long tables: what they write, and that no text of theirs is ever markup."""

from dataclasses import replace
from datetime import date

from django.template import Context, Template

from tracker.viewmodels.allocation import Piece
from tracker.viewmodels.change import MovedGroup, MovedItem, Movement
from tracker.viewmodels.waterline import MonthRow

ROW = MonthRow(date(2026, 10, 31), "Oct 2026", "/card/", "1,200", "1,500", "−300", True, "")


def write_rows(*rows: MonthRow) -> str:
    source = "{% load tables %}{% month_rows months %}"
    return Template(source).render(Context({"months": rows}))


def test_a_month_is_a_row_with_its_name_as_header() -> None:
    assert write_rows(ROW).strip() == (
        '<tr><th scope="row"><a href="/card/">Oct 2026</a></th><td class="num money">1,200</td>'
        '<td class="num money">1,500</td><td class="num money debt">−300</td><td></td></tr>'
    )


def test_only_months_below_zero_are_marked_as_such() -> None:
    written = write_rows(replace(ROW, below=False), ROW)
    assert written.count("<tr>") == 2
    assert written.count(" debt") == 1


def test_no_text_of_a_row_is_taken_for_markup() -> None:
    hostile = "<b>&'\""
    row = replace(ROW, month=hostile, own=hostile, owe=hostile, net_worth=hostile, note=hostile)
    written = write_rows(row)
    assert "<b>" not in written
    assert written.count("&lt;b&gt;&amp;&#x27;&quot;") == 5


def test_what_happened_and_the_way_to_add_a_note_stand_in_the_last_cell() -> None:
    row = replace(ROW, events=("3 Oct 2026: <i>job</i>",), add_url="/new/?on=2026-10-31&back=x")
    assert (
        write_rows(row)
        .strip()
        .endswith(
            '<td><span class="event">3 Oct 2026: &lt;i&gt;job&lt;/i&gt;</span>'
            ' <a class="add" href="/new/?on=2026-10-31&amp;back=x">Add a note</a></td></tr>'
        )
    )


def test_what_moved_opens_to_its_items_and_no_text_is_markup() -> None:
    hostile = "<b>&'\""
    item = MovedItem("/item/", hostile, (Movement(hostile, "−1"), Movement("interest", "−2")))
    group = MovedGroup(hostile, "owe", -3, "−3", (item,))
    source = "{% load tables %}{% moved_groups groups %}"
    written = Template(source).render(Context({"groups": [group]}))
    assert "<b>" not in written
    assert written.count("&lt;b&gt;&amp;&#x27;&quot;") == 3
    assert '<th scope="row" rowspan="2"><a href="/item/">' in written
    assert '<tr><td>interest</td><td class="num money">−2</td></tr>' in written
    assert '<span class="swatch ember" aria-hidden="true">' in written


def test_a_bar_has_a_piece_for_each_share_and_no_text_is_markup() -> None:
    pieces = [Piece("0.00%", "60.00%", "sea tint-0"), Piece("<b>'", '"&', "<i>")]
    source = "{% load shares %}{% share_bar pieces 48 %}"
    written = Template(source).render(Context({"pieces": pieces}))
    assert written == (
        '<rect class="sea tint-0" x="0.00%" y="48" width="60.00%" height="34"/>'
        '<rect class="&lt;i&gt;" x="&lt;b&gt;&#x27;" y="48" width="&quot;&amp;" height="34"/>'
    )
