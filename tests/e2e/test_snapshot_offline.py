"""The entry grid when the network, the session or another window comes between."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.cast import Cast
from tests.e2e.grid import amount, make_rows, now_values, open_month, saved
from tracker.models import Position

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rows(transactional_db: None, cast: Cast) -> list[Position]:
    return make_rows(cast, 6)


def kept(page: Page) -> dict[str, Any]:
    """What the window keeps of what was typed."""
    stored = page.evaluate("({ ...sessionStorage })")
    found = [json.loads(text) for name, text in stored.items() if name.startswith("waterline:")]
    return found[0] if found else {}


def test_what_is_typed_offline_is_saved_once_the_network_is_back(
    site: str, window, cast: Cast, rows: list[Position]
) -> None:
    one = window()
    page = open_month(one.page, site, cast)
    one.context.set_offline(True)
    for number in range(5):
        page.keyboard.type(str(500 + number))
        page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_have_text("Not saved, retrying")
    expect(amount(page, rows[4])).to_have_value("504")
    assert len(kept(page)) == 5
    assert now_values(cast) == {}
    one.context.set_offline(False)
    saved(page)
    expect(page.locator("#progress")).to_contain_text("5 of 6")
    assert now_values(cast) == {f"Row {n:02}": 500 + n for n in range(5)}
    assert not kept(page)


def test_a_reload_before_it_is_saved_loses_nothing_and_asks_about_others_changes(
    site: str, window, cast: Cast, rows: list[Position]
) -> None:
    page = open_month(window().page, site, cast)
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/cell/**", lambda route: route.abort())
    page.keyboard.type("640")
    page.keyboard.press("Tab")
    page.keyboard.type("from the bank")
    page.keyboard.press("Enter")
    page.keyboard.type("=6*7")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_have_text("Not saved, retrying")
    other = open_month(window().page, site, cast, "editor@example.com")
    amount(other, rows[1]).fill("5")
    amount(other, rows[1]).press("Enter")
    saved(other)
    page.reload()
    expect(amount(page, rows[0])).to_have_value("640")
    expect(page.locator(f"#note-{rows[0].pk}")).to_have_value("from the bank")
    expect(page.locator(f"#row-{rows[0].pk}")).to_have_class("blank unsaved")
    page.unroute("**/cell/**")
    expect(page.locator(f"#message-{rows[1].pk}")).to_contain_text("Editor saved 5 at")
    expect(amount(page, rows[1])).to_have_value("=6*7")
    page.get_by_role("button", name="Keep 42").click()
    saved(page)
    assert now_values(cast) == {"Row 00": 640, "Row 01": 42}
    assert not kept(page)
    # What is sent with the whole form is forgotten, too.
    amount(page, rows[2]).fill("7")
    assert kept(page)
    page.keyboard.press("Alt+c")
    expect(page.locator(".messages")).to_contain_text("3 values were copied")
    assert now_values(cast)["Row 02"] == 7
    saved(page)
    assert not kept(page)


def test_saves_go_one_after_the_other_so_that_totals_are_never_older(
    site: str, window, cast: Cast, rows: list[Position]
) -> None:
    page = open_month(window().page, site, cast)
    held: list[Route] = []
    asked: list[str] = []
    page.on("request", lambda request: "/cell/" in request.url and asked.append(request.url))
    page.route("**/cell/**", lambda route: held.append(route), times=1)
    for number in range(3):
        page.keyboard.type(str(1000 + number))
        page.keyboard.press("Enter")
    expect(page.locator(".saving")).to_have_count(1)
    page.wait_for_timeout(150)
    assert len(asked) == 1
    held.pop().continue_()
    saved(page)
    expect(page.locator("#progress")).to_contain_text("3 of 6")
    # 1000 + 1001 + 1002 are entered, of the six the first three are assets.
    expect(page.locator("#totals dd").first).to_contain_text("3,003")
    assert now_values(cast) == {f"Row {n:02}": 1000 + n for n in range(3)}


def test_a_session_that_ended_is_told_and_what_was_typed_stays_until_logging_out(
    site: str, window, cast: Cast, rows: list[Position]
) -> None:
    one = window()
    page = open_month(one.page, site, cast)
    session = [cookie for cookie in one.context.cookies() if "session" in cookie["name"]]
    one.context.clear_cookies(name=session[0]["name"])
    page.keyboard.type("77")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_contain_text("log in again in another tab")
    expect(amount(page, rows[0])).to_have_value("77")
    one.context.add_cookies(session)
    saved(page)
    assert now_values(cast) == {"Row 00": 77}
    page.route("**/cell/**", lambda route: route.abort())
    page.keyboard.type("78")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_have_text("Not saved, retrying")
    assert kept(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("details.who summary").click()
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(lambda address: "/months/" not in address)
    assert not kept(page)
