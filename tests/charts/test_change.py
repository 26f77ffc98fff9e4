"""The waterfall of what moved net worth."""

import plotly.graph_objects as go

from tracker.charts.change import Step, waterfall

STEPS = [
    Step("Property <b>", -57.0, "−57", "own"),
    Step("Retirement", 26.0, "+26", "own"),
    Step("Cards", -4.0, "−4", "owe"),
]
TOTAL = Step("October", -35.0, "−35", "total")


def build() -> dict:
    return waterfall(STEPS, TOTAL, ticks=[(-40.0, "−40"), (0.0, "before")])


def test_each_bar_begins_where_the_last_one_ended() -> None:
    (bars,) = build()["data"]
    assert bars["base"] == [0.0, -57.0, -31.0, 0.0]
    assert bars["x"] == [-57.0, 26.0, -4.0, -35.0]


def test_hue_is_the_side_and_a_hatch_lowered_net_worth() -> None:
    marker = build()["data"][0]["marker"]
    assert marker["color"] == ["@sea", "@sea", "@ember", "@ink"]
    assert marker["pattern"]["shape"] == ["/", "", "/", ""]


def test_names_are_shown_literally() -> None:
    assert build()["layout"]["yaxis"]["ticktext"][0] == "Property &lt;b&gt;  "


def test_narrow_screens_keep_the_zero_tick_alone() -> None:
    assert build()["layout"]["meta"]["compact"]["xaxis"]["ticktext"] == ["before"]


def test_narrow_screens_break_long_names() -> None:
    step = Step("Loans from family & friends", 1.0, "+1", "owe")
    figure = waterfall([step], TOTAL, ticks=[])
    assert figure["layout"]["meta"]["compact"]["yaxis"]["ticktext"] == [
        "Loans from family &amp;<br>friends  ",
        "October  ",
    ]


def test_plotly_accepts_the_figure() -> None:
    figure = build()
    for row in figure["data"]:
        row["marker"]["color"] = "red"
        row["marker"]["line"]["color"] = "red"
        row["marker"]["pattern"] |= {"fgcolor": "red", "bgcolor": "red"}
    layout = {key: value for key, value in figure["layout"].items() if key != "meta"}
    for note in layout["annotations"]:
        note["bgcolor"] = note["font"]["color"] = "red"
    for shape in layout["shapes"]:
        shape["line"]["color"] = "red"
    for axis in ("xaxis", "yaxis"):
        layout[axis] = {
            key: value
            for key, value in layout[axis].items()
            if not str(value).startswith("@") and key != "tickfont"
        }
    assert len(go.Figure(data=figure["data"], layout=layout).data) == 1
