"""The meter of a ratio and the items behind it, and that no text of theirs is markup."""

from uuid import UUID

from django.template import Context, Template

from tracker.viewmodels.meter import Meter
from tracker.viewmodels.ratio_rows import TileRow

HOSTILE = "<b>&'\""
ESCAPED = "&lt;b&gt;&amp;&#x27;&quot;"
ID = UUID("01980000-0000-7000-8000-000000000001")


def write(source: str, **values: object) -> str:
    return Template("{% load ratios %}" + source).render(Context(values))


def test_a_meter_has_its_guide_its_marks_and_its_scale() -> None:
    bar = Meter("25.00%", "50.00%", ("25.00%", "75.00%"), "60.00%", "12 months", "7 of 12 months")
    written = write("{% meter bar %}", bar=bar)
    assert 'aria-label="7 of 12 months"' in written
    assert '<rect class="ok" x="25.00%" y="4" width="50.00%"' in written
    assert '<line x1="75.00%" x2="75.00%" y1="1" y2="15"/>' in written
    assert '<svg class="at" x="60.00%"' in written
    assert "<span>0</span><span>12 months</span>" in written


def test_an_item_behind_a_ratio_leads_to_its_page() -> None:
    rows = [TileRow(ID, "Card", "of $5", "−$1"), TileRow(ID, "Loan", "", "40%")]
    assert write('{% behind_rows rows "santoso" %}', rows=rows) == (
        f'<li><a href="/h/santoso/items/{ID}/">Card</a> <span class="dim money">of $5</span>'
        '<span class="num money">−\u2060$1</span></li>'
        f'<li><a href="/h/santoso/items/{ID}/">Loan</a><span class="num money">40%</span></li>'
    )


def test_no_text_of_a_ratio_is_taken_for_markup() -> None:
    bar = Meter(HOSTILE, HOSTILE, (HOSTILE,), HOSTILE, HOSTILE, HOSTILE)
    rows = [TileRow(ID, HOSTILE, HOSTILE, HOSTILE)]
    written = write('{% meter bar %}{% behind_rows rows "santoso" %}', bar=bar, rows=rows)
    assert "<b>" not in written
    assert written.count(ESCAPED) == 7 + 3
