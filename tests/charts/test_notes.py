"""Dated notes on the waterline chart: where they stand, and that their words stay words."""

from datetime import date

import plotly.graph_objects as go

from tests.charts.pinned import assert_pinned, paint, strings
from tests.charts.test_waterline import DIP, DIP_EPISODE, EVIL, LABELS, month_end, months, words
from tracker.charts.waterline import Note, figure


def note(month: int, label: str = "bought the car") -> Note:
    return Note(month_end(month), f"{month_end(month)}: {label}", label)


def diamonds(chart: dict) -> list[dict]:
    return [t for t in chart["data"] if t.get("marker", {}).get("symbol") == "diamond"]


def test_notes_are_drawn_as_pinned() -> None:
    notes = [note(2), note(9, "new job")]
    assert_pinned("waterline-notes", figure(DIP, LABELS, episodes=[DIP_EPISODE], notes=notes))


def test_a_note_is_a_mark_on_the_line_and_a_line_of_its_hover_box() -> None:
    chart = figure(DIP, LABELS, notes=[note(2)])
    (marks,) = diamonds(chart)
    assert (marks["x"], marks["y"]) == (["2020-03-31"], [20])
    line = next(trace for trace in chart["data"] if trace.get("name") == "Net worth")
    assert line["customdata"][2] == "20<br>2020-03-31: bought the car"
    assert line["customdata"][3] == "10"


def test_without_notes_nothing_is_added() -> None:
    chart = figure(DIP, LABELS)
    assert not diamonds(chart)
    assert "shapes" not in chart["layout"]["meta"]["compact"]


def test_a_note_of_a_day_without_a_point_is_left_out() -> None:
    chart = figure(DIP, LABELS, notes=[Note(date(2031, 1, 31), "later", "later")])
    assert not diamonds(chart)
    assert "later" not in words(chart)


def test_words_never_overlap_and_the_newest_come_first() -> None:
    notes = [note(at, f"note {at:02}") for at in range(12)]
    chart = figure(DIP, LABELS, notes=notes)
    shown = [text for text in words(chart) if text.startswith("note ")]
    assert shown[0] == "note 11"
    assert 1 < len(shown) <= 3
    assert len([text for text in words(chart, compact=True) if text.startswith("note ")]) == 1
    (marks,) = diamonds(chart)
    assert len(marks["x"]) == 12


def test_no_text_of_a_note_is_markup() -> None:
    chart = figure(DIP, LABELS, notes=[Note(month_end(6), EVIL, EVIL[:20])])
    assert not any("<a" in text or "<b" in text.replace("<br>", "") for text in strings(chart))


def test_plotly_accepts_notes_on_any_chart() -> None:
    for points in (DIP, months(0), months(-5), months(*range(-100, 300))):
        go.Figure(paint(figure(points, LABELS, notes=[note(0), note(5)])))
