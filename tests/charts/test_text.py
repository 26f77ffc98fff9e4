"""Words on charts are shown, never obeyed."""

import pytest

from tracker.charts.text import measure, plain_text, plain_texts


def test_markup_is_shown_as_typed() -> None:
    assert plain_text("<b>R&D</b>") == "&lt;b&gt;R&amp;D&lt;/b&gt;"


def test_an_entity_is_shown_as_typed() -> None:
    assert plain_text("&lt;") == "&amp;lt;"


def test_line_feeds_become_the_only_tags() -> None:
    assert plain_text("Went below\nJun 2023") == "Went below<br>Jun 2023"


def test_the_widest_line_counts_and_wide_characters_count_more() -> None:
    assert measure("a\nabc") == measure("abc")
    assert measure("淨資產") > measure("abc")


@pytest.mark.parametrize("texts", [["1,200", "−3"], ["1,200", "<b>"], ["a & b", "x\ny", ""], []])
def test_many_texts_are_made_harmless_as_each_is(texts: list[str]) -> None:
    assert plain_texts(texts) == [plain_text(text) for text in texts]
