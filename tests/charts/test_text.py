"""Words on charts are shown, never obeyed."""

from tracker.charts.text import measure, plain_text


def test_markup_is_shown_as_typed() -> None:
    assert plain_text("<b>R&D</b>") == "&lt;b&gt;R&amp;D&lt;/b&gt;"


def test_an_entity_is_shown_as_typed() -> None:
    assert plain_text("&lt;") == "&amp;lt;"


def test_line_feeds_become_the_only_tags() -> None:
    assert plain_text("Went below\nJun 2023") == "Went below<br>Jun 2023"


def test_the_widest_line_counts_and_wide_characters_count_more() -> None:
    assert measure("a\nabc") == measure("abc")
    assert measure("淨資產") > measure("abc")
