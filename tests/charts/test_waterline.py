"""The waterline chart: what it draws, where its words stand, what it never lets through."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from tests.charts.pinned import assert_pinned, colour_names, paint, strings
from tracker.charts.waterline import Episode, Labels, Point, figure

LABELS = Labels(
    net_worth="Net worth",
    own="Own",
    owe="Owe",
    waterline="waterline",
    panel="What you own (solid) and what you owe (dashed)",
    panel_short="Assets and debts",
    last_net_worth="20.0",
    last_own="own 120.0",
    last_owe="owe 100.0",
    tick=lambda amount: f"{amount:f}",
    month=lambda day: f"{day:%Y-%m}",
    year=lambda day: f"{day:%Y}",
)
EVIL = '<a href="https://example.org">x</a><b style="x">&amp;'


def month_end(at: int) -> date:
    """The last day of month `at`, counted from January 2020."""
    return date.fromordinal(date(2020 + (at + 1) // 12, (at + 1) % 12 + 1, 1).toordinal() - 1)


def months(*net_worths: float, incomplete: Sequence[int] = ()) -> list[Point]:
    """One point a month from January 2020 on, each with debts of 100."""
    return [
        Point(
            month_end(at),
            Decimal(str(worth)),
            Decimal(str(worth + 100)),
            Decimal(100),
            at not in incomplete,
            f"{worth}",
            f"{worth + 100}",
            "100",
        )
        for at, worth in enumerate(net_worths)
    ]


def episode(onset: int, lowest_at: int, lowest: float, recovered: int | None) -> Episode:
    """An episode by the numbers of its months, with words that name it."""
    return Episode(
        month_end(onset),
        month_end(lowest_at),
        Decimal(str(lowest)),
        None if recovered is None else month_end(recovered),
        f"Went below\n{onset}",
        f"Back above\n{recovered}",
        f"Lowest {lowest}, month {lowest_at}",
        f"{lowest}",
    )


DIP = months(40, 30, 20, 10, -10, -40, -30, -10, 10, 20, 25, 20)
DIP_EPISODE = episode(4, 5, -40, 8)


def named(chart: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [trace for trace in chart["data"] if trace.get("name") == name]


def words(chart: dict[str, Any], *, compact: bool = False) -> list[str]:
    layout = chart["layout"]["meta"]["compact"] if compact else chart["layout"]
    return [note["text"] for note in layout["annotations"]]


def test_a_dip_below_zero_and_back_is_drawn_as_pinned() -> None:
    assert_pinned("waterline-dip", figure(DIP, LABELS, episodes=[DIP_EPISODE]))


def test_a_first_month_below_zero_is_drawn_as_pinned() -> None:
    points = months(-50)
    ongoing = episode(0, 0, -50, None)
    assert_pinned(
        "waterline-first-month", figure(points, LABELS, episodes=[ongoing], provisional=True)
    )


def test_incomplete_months_are_drawn_as_pinned() -> None:
    points = months(40, 30, -700, -690, 35, -650, 50, incomplete=[2, 3, 5])
    assert_pinned("waterline-incomplete", figure(points, LABELS))


@pytest.mark.parametrize(
    "points",
    [
        DIP,
        months(0),
        months(0, 0),
        months(-5),
        months(*range(-400, 0)),
        months(*range(400)),
        months(1e14, -1e14),
        months(40, 30, -700, incomplete=[0, 1, 2]),
    ],
)
def test_plotly_accepts_every_figure(points: list[Point]) -> None:
    chart = paint(figure(points, LABELS, episodes=[DIP_EPISODE]))
    compact = chart["layout"]["meta"]["compact"]
    go.Figure(chart)
    go.Figure({"data": chart["data"], "layout": {**chart["layout"], **compact}})


def test_no_points_are_refused() -> None:
    with pytest.raises(ValueError, match="point"):
        figure([], LABELS)


def test_zero_is_in_the_range_and_its_line_is_the_heaviest() -> None:
    for points in (months(300, 310), months(-300, -310)):
        chart = figure(points, LABELS)
        axis = chart["layout"]["yaxis"]
        low, high = axis["range"]
        assert low < 0 < high
        assert axis["zerolinewidth"] > max(t["line"]["width"] for t in named(chart, "Net worth"))


def test_an_incomplete_month_breaks_the_line_and_is_a_hollow_dot() -> None:
    chart = figure(months(40, 30, -700, 35, 36, incomplete=[2]), LABELS)
    line, dots = named(chart, "Net worth")
    assert line["y"] == [40, 30, None, 35, 36]
    assert (dots["mode"], dots["y"], dots["marker"]["color"]) == ("markers", [-700], "@surface")
    assert all(not trace.get("fillpattern") for trace in chart["data"])


def test_a_complete_month_between_incomplete_ones_is_still_seen() -> None:
    chart = figure(months(40, 30, 20, incomplete=[0, 2]), LABELS)
    lone = [t for t in chart["data"] if t.get("marker", {}).get("color") == "@ink"]
    assert [30] in [trace["y"] for trace in lone]


@pytest.mark.parametrize(
    ("provisional", "incomplete", "fill"),
    [(False, [], "@ink"), (True, [], "@surface"), (False, [1], "@surface")],
)
def test_the_last_dot_is_hollow_while_the_month_may_change(
    provisional: bool, incomplete: list[int], fill: str
) -> None:
    chart = figure(months(1, 2, incomplete=incomplete), LABELS, provisional=provisional)
    assert chart["data"][-1]["marker"]["color"] == fill
    assert chart["data"][-1]["y"] == [2]


def test_an_episode_is_a_band_with_a_line_and_words_at_onset_and_recovery() -> None:
    chart = figure(DIP, LABELS, episodes=[DIP_EPISODE])
    assert [(s["type"], s["x0"], s["x1"]) for s in chart["layout"]["shapes"]] == [
        ("rect", "2020-05-31", "2020-09-30"),
        ("line", "2020-05-31", "2020-05-31"),
        ("line", "2020-09-30", "2020-09-30"),
    ]
    assert {"Went below<br>4", "Back above<br>8", "Lowest -40, month 5"} <= set(words(chart))
    assert "-40" in words(chart, compact=True)
    assert not any("Went below" in word for word in words(chart, compact=True))


def test_an_episode_that_lasts_reaches_the_last_month_without_a_recovery_line() -> None:
    chart = figure(months(10, -10, -20), LABELS, episodes=[episode(1, 2, -20, None)])
    shapes = chart["layout"]["shapes"]
    assert [(s["type"], s["x1"]) for s in shapes] == [
        ("rect", "2020-03-31"),
        ("line", "2020-02-29"),
    ]


def test_an_episode_from_before_the_range_has_no_onset_line() -> None:
    cut = DIP[5:]
    chart = figure(cut, LABELS, episodes=[DIP_EPISODE])
    rect, line = chart["layout"]["shapes"]
    assert rect["x0"] == cut[0].on.isoformat()
    assert line["x0"] == "2020-09-30"
    assert not any("Went below" in word for word in words(chart))


def test_an_episode_outside_the_range_leaves_no_mark() -> None:
    chart = figure(DIP[9:], LABELS, episodes=[DIP_EPISODE])
    assert chart["layout"]["shapes"] == []


def test_of_many_episodes_all_have_bands_and_two_have_words() -> None:
    points = months(*([10, -10] * 12), 10)
    many = [episode(at, at, -10 - at, at + 1) for at in range(1, 24, 2)]
    chart = figure(points, LABELS, episodes=many)
    kinds = [shape["type"] for shape in chart["layout"]["shapes"]]
    assert kinds.count("rect") == 12
    assert kinds.count("line") <= 4
    assert sum("Went below" in word for word in words(chart)) <= 2


def test_equal_sides_push_their_labels_apart() -> None:
    points = [Point(month_end(at), Decimal(0), Decimal(50), Decimal(50)) for at in range(3)]
    notes = figure(points, LABELS)["layout"]["annotations"]
    lifts = {n["text"]: n["yshift"] for n in notes if n["text"].startswith("ow")}
    assert lifts["own 120.0"] - lifts["owe 100.0"] >= 15


def test_names_of_months_and_amounts_on_axes_come_from_the_labels() -> None:
    layout = figure(months(*range(60)), LABELS)["layout"]
    assert layout["xaxis"]["ticktext"] == ["2020", "2021", "2022", "2023", "2024"]
    assert layout["yaxis"]["ticktext"] == ["0", "20", "40"]
    assert len(layout["meta"]["compact"]["xaxis"]["ticktext"]) <= 4


def test_no_text_reaches_plotly_as_markup() -> None:
    evil_labels = replace(
        LABELS,
        net_worth=EVIL,
        own=EVIL,
        owe=EVIL,
        waterline=EVIL,
        panel=EVIL,
        panel_short=EVIL,
        last_net_worth=EVIL,
        last_own=EVIL,
        last_owe=EVIL,
        tick=lambda _: EVIL,
        month=lambda _: EVIL,
        year=lambda _: EVIL,
    )
    evil_points = [
        p._replace(net_worth_text=EVIL, assets_text=EVIL, liabilities_text=EVIL) for p in DIP
    ]
    evil_episode = replace(
        DIP_EPISODE,
        onset_label=EVIL,
        recovered_label=EVIL,
        lowest_label=EVIL,
        lowest_short=EVIL,
    )
    chart = figure(evil_points, evil_labels, episodes=[evil_episode])
    assert any("&lt;a href" in text for text in strings(chart))
    assert not [text for text in strings(chart) if re.search(r"<(?!br>)", text)]


def test_every_colour_name_is_defined_in_the_style_sheet() -> None:
    sheet = (Path(__file__).parents[2] / "static/css/tokens.css").read_text(encoding="utf-8")
    defined = set(re.findall(r"--chart-([a-z-]+):", sheet))
    points = months(10, -10, 20, 15, 5, incomplete=[2])
    used = colour_names(figure(points, LABELS, episodes=[episode(1, 1, -10, 2)]))
    assert {"ink", "sea", "ember-area", "ember-band", "surface"} <= used <= defined
