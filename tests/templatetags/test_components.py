"""Icons, status in words and segmented controls: what they write, and that no text is markup."""

import json

import pytest
from django.template import Context, Template

from tracker.viewmodels.links import Choice

HOSTILE = "<b>&'\""
ESCAPED = "&lt;b&gt;&amp;&#x27;&quot;"


def write(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


def test_an_icon_is_silent_and_points_into_the_sheet() -> None:
    assert write('{% icon "plus" %}') == (
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<use href="/static/vendor/icons.svg#plus"></use></svg>\n'
    )


def test_an_icon_may_be_smaller() -> None:
    assert '<svg class="icon m"' in write('{% icon name "m" %}', name="plus")


@pytest.mark.parametrize(
    ("kind", "icon"),
    [
        ("good", "circle-check"),
        ("watch", "triangle-alert"),
        ("act", "diamond-alert"),
        ("", "clock"),
    ],
)
def test_a_chip_repeats_its_kind_as_icon_and_class(kind: str, icon: str) -> None:
    written = write("{% chip text kind=kind %}", text="3 months old", kind=kind)
    assert written.startswith(f'<span class="{f"chip {kind}".strip()}"><svg class="icon s"')
    assert f"#{icon}" in written
    assert written.strip().endswith("3 months old</span>")


def test_a_neutral_chip_may_have_an_icon_of_its_own_and_be_tiny() -> None:
    written = write('{% chip "Sample" tiny=True icon="layers" %}')
    assert '<span class="chip tiny">' in written
    assert "#layers" in written


def test_a_choice_is_a_link_that_htmx_may_follow() -> None:
    items = [Choice("/?a=1&b=2", "One", current=True), Choice("/", "Two", current=False)]
    assert write('{% seg "x" "Which" items "#list" %}', items=items) == (
        '<div class="seg" role="group" aria-label="Which" hx-indicator="#list">'
        '<a id="seg-x-1" href="/?a=1&amp;b=2" aria-current="true" hx-get="/?a=1&amp;b=2"'
        ' hx-target="#list" hx-swap="outerHTML show:none" hx-push-url="true">One</a>'
        '<a id="seg-x-2" href="/" hx-get="/"'
        ' hx-target="#list" hx-swap="outerHTML show:none" hx-push-url="true">Two</a></div>\n'
    )


def test_a_choice_of_whole_pages_is_a_plain_link() -> None:
    written = write('{% seg "x" "Which" items %}', items=[Choice("/", "One", current=False)])
    assert 'aria-label="Which"><a id="seg-x-1" href="/">One</a>' in written
    assert "hx-" not in written


def test_a_translated_label_is_escaped_once() -> None:
    source = '{% load i18n %}{% translate "Yours &amp; mine" as label %}{% seg "x" label items %}'
    assert 'aria-label="Yours &amp; mine"' in write(source, items=[])


def test_no_text_of_a_component_is_taken_for_markup() -> None:
    items = [Choice(HOSTILE, HOSTILE, current=True)]
    written = write(
        "{% icon text text %}{% chip text kind=text icon=text %}{% seg text text items text %}",
        text=HOSTILE,
        items=items,
    )
    assert "<b>" not in written
    assert written.count(ESCAPED) == 2 + 2 + 8


def test_a_figure_is_json_that_cannot_leave_its_element() -> None:
    figure = {"text": "</script><!-- & \u2028 −1", "y": [1, 2.5, None]}
    written = write('{% figure_script figure id|add:"-data" %}', figure=figure, id='a"')
    before, after = '<script id="a&quot;-data" type="application/json">', "</script>"
    assert written.startswith(before)
    assert written.endswith(after)
    inside = written.removeprefix(before).removesuffix(after)
    assert not set("<>&") & set(inside)
    assert inside.isascii()
    assert json.loads(inside) == figure
