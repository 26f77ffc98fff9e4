"""Strips of the months below zero."""

from datetime import date

import plotly.graph_objects as go

from tests.charts.pinned import assert_pinned, colour_names, paint
from tracker.charts.episodes import Stretch, Strip, strips_figure

FIRST, LAST = date(2021, 1, 1), date(2026, 10, 31)
DIP = Stretch(
    date(2023, 6, 1),
    date(2024, 12, 31),
    ("19 months, lowest −120.8", "19 months", "19"),
)
SHORT = Stretch(date(2021, 1, 1), date(2021, 10, 31), ("10 months or more", "10 or more", "10+"))


def build(*strips: Strip) -> dict:
    return strips_figure(
        strips,
        FIRST,
        LAST,
        month=lambda day: f"{day:%b %Y}",
        year=lambda day: f"{day.year}",
    )


def words(figure: dict) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"]]


def test_a_household_s_strips_are_drawn_like_this() -> None:
    figure = build(
        Strip("Today's value", (DIP,), unsure=(Stretch(date(2025, 3, 1), date(2025, 4, 30)),)),
        Strip("Cost", (), words="never below zero"),
        Strip("If sold fast", (SHORT, DIP)),
    )
    assert_pinned("episodes-three-bases", figure)
    assert colour_names(figure) == {"ember", "grid", "ink", "sea", "sea-area", "surface"}


def test_words_stand_on_a_strip_where_they_fit() -> None:
    figure = build(Strip("Now", (SHORT, DIP)))
    assert words(figure) == ["10+", "19 months"]
    compact = figure["layout"]["meta"]["compact"]["annotations"]
    assert [note["text"] for note in compact] == ["19"]


def test_a_month_is_as_long_as_its_days() -> None:
    figure = build(Strip("Now", (Stretch(date(2024, 2, 1), date(2024, 2, 29)),)))
    hatched = figure["data"][-1]
    assert hatched["base"] == ["2024-02-01"]
    assert hatched["x"] == [29 * 24 * 60 * 60 * 1000]


def test_names_are_shown_literally() -> None:
    assert build(Strip("<i>", ()))["layout"]["yaxis"]["ticktext"] == ["&lt;i&gt;  "]


def test_a_strip_without_a_month_below_zero_is_whole() -> None:
    figure = build(Strip("Cost", (), words="never below zero"))
    assert len(figure["data"]) == 1
    assert words(figure) == ["never below zero"]


def test_plotly_accepts_the_figure() -> None:
    painted = paint(build(Strip("Now", (DIP,), unsure=(SHORT,))))
    layout = {key: value for key, value in painted["layout"].items() if key != "meta"}
    assert len(go.Figure(data=painted["data"], layout=layout).data) == 3
