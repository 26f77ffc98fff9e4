"""The entry grid in a real browser: filled by digits and Enter, shared by two people."""

import pytest
from playwright.sync_api import expect

from accounts.access import local_date
from tests.cast import Cast
from tests.e2e.conftest import violations
from tests.e2e.grid import ROWS, amount, make_rows, now_values, open_month, saved
from tracker.models import Position, Snapshot, Valuation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rows(transactional_db: None, cast: Cast) -> list[Position]:
    return make_rows(cast)


def test_one_person_fills_all_rows_with_digits_and_enter(
    site: str, window, cast: Cast, rows: list[Position]
) -> None:
    one = window()
    page = open_month(one.page, site, cast)
    assert not Snapshot.objects.filter(as_of=local_date(cast.household.zone)).exists()
    for number in range(ROWS):
        page.keyboard.type(str(900 + number))
        page.keyboard.press("Enter")
    saved(page)
    expect(page.locator("#progress")).to_contain_text("22 of 22")
    assert now_values(cast) == {f"Row {n:02}": 900 + n for n in range(ROWS)}
    expect(page.locator(":focus")).to_have_attribute("data-key", "close")
    expect(page.locator("#totals")).to_contain_text("9,955")
    expect(amount(page, rows[0])).to_have_value("900")
    assert not one.troubles
    page.keyboard.press("Enter")
    expect(page.locator(".entry-closed")).to_contain_text("Closed by Owner")


def test_keys_move_restore_copy_and_close(
    site: str, window, cast: Cast, rows: list[Position]
) -> None:
    page = open_month(window().page, site, cast)
    focused = "document.activeElement.id"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == f"amount-{rows[2].pk}"
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == f"amount-{rows[0].pk}"
    page.keyboard.type("77")
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == f"note-{rows[0].pk}"
    page.keyboard.type("a bonus")
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == f"amount-{rows[1].pk}"
    page.keyboard.type("5")
    page.keyboard.press("Escape")
    expect(amount(page, rows[1])).to_have_value("")
    saved(page)
    assert now_values(cast) == {"Row 00": 77}
    assert Valuation.objects.get(amount=77).note == "a bonus"
    page.keyboard.press("Alt+c")
    expect(page.locator(".messages")).to_contain_text("21 values were copied")
    # The keys are listed once they work.
    expect(page.locator(".keys")).to_be_visible()
    assert now_values(cast)["Row 01"] == 101
    page.keyboard.press("Control+Enter")
    expect(page.locator(".entry-closed")).to_be_visible()


def test_an_answer_neither_takes_the_focus_nor_what_is_being_typed(
    site: str, window, cast: Cast, rows: list[Position]
) -> None:
    page = open_month(window().page, site, cast)
    held = []
    page.route("**/cell/**", lambda route: held.append(route))
    page.keyboard.type("500")
    page.keyboard.press("Tab")
    page.keyboard.type("half a no")
    expect(page.locator(".saving")).to_have_count(1)
    held.pop().continue_()
    expect(page.locator(f"#row-{rows[0].pk}")).not_to_have_class("saving")
    page.keyboard.type("te")
    expect(page.locator(f"#note-{rows[0].pk}")).to_have_value("half a note")
    expect(amount(page, rows[0])).to_have_value("500")
    page.unroute("**/cell/**")
    page.keyboard.press("Enter")
    page.keyboard.type("12")
    saved(page)
    expect(amount(page, rows[1])).to_have_value("12")
    assert Valuation.objects.get(amount=500).note == "half a note"


def test_what_cannot_be_sent_is_kept_and_sent_again(
    site: str, window, cast: Cast, rows: list[Position]
) -> None:
    page = open_month(window().page, site, cast)
    page.route("**/cell/**", lambda route: route.abort())
    page.keyboard.type("640")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_have_text("Not saved, retrying")
    expect(amount(page, rows[0])).to_have_value("640")
    page.unroute("**/cell/**")
    saved(page)
    assert now_values(cast) == {"Row 00": 640}


def test_a_wrong_amount_says_so_and_is_mended(
    site: str, window, cast: Cast, rows: list[Position]
) -> None:
    one = window()
    page = open_month(one.page, site, cast)
    page.keyboard.type("1.2.3")
    page.keyboard.press("Enter")
    message = page.locator(f"#message-{rows[0].pk}")
    expect(message).to_contain_text("more than once")
    expect(amount(page, rows[0])).to_have_value("1.2.3")
    expect(amount(page, rows[1])).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.type("123")
    page.keyboard.press("Enter")
    saved(page)
    expect(message).to_be_hidden()
    assert now_values(cast) == {"Row 00": 123}
    assert not violations(page)
    assert not one.troubles


@pytest.mark.parametrize(("button", "kept"), [("Keep 200", 200), ("Use 100", 100)])
def test_two_people_in_one_cell_see_both_values_and_choose(
    site: str, window, cast: Cast, rows: list[Position], button: str, kept: int
) -> None:
    first, second = window(), window()
    one = open_month(first.page, site, cast)
    other = open_month(second.page, site, cast, "editor@example.com")
    other.keyboard.type("100")
    other.keyboard.press("Enter")
    saved(other)
    one.keyboard.type("200")
    one.keyboard.press("Enter")
    message = one.locator(f"#message-{rows[0].pk}")
    expect(message).to_contain_text("Editor saved 100 at")
    expect(message).to_contain_text("You typed 200.")
    expect(amount(one, rows[0])).to_have_value("200")
    assert now_values(cast) == {"Row 00": 100}
    assert not violations(one)
    message.get_by_role("button", name=button).click()
    expect(message).to_be_hidden()
    expect(amount(one, rows[0])).to_have_value(str(kept))
    saved(one)
    # The buttons are gone; the focus went to what was chosen.
    expect(amount(one, rows[0])).to_be_focused()
    assert now_values(cast) == {"Row 00": kept}
    # Another row of the same month never collides.
    amount(other, rows[1]).fill("300")
    other.keyboard.press("Enter")
    saved(other)
    assert now_values(cast)["Row 01"] == 300
    assert not first.troubles + second.troubles


def test_it_all_works_without_scripts_on_a_phone(
    site: str, window, cast: Cast, rows: list[Position]
) -> None:
    page = open_month(window(width=390, java_script_enabled=False).page, site, cast)
    amount(page, rows[0]).fill("41")
    amount(page, rows[21]).fill("4l")
    amount(page, rows[21]).press("Enter")
    expect(page.locator(f"#message-{rows[21].pk}")).to_contain_text("not a number")
    expect(amount(page, rows[21])).to_have_value("4l")
    assert now_values(cast) == {"Row 00": 41}
    amount(page, rows[21]).fill("42")
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator(".messages")).to_contain_text("Saved.")
    assert now_values(cast) == {"Row 00": 41, "Row 21": 42}
    page.locator("[data-key=copy]").click()
    page.locator("[data-key=close]").click()
    expect(page.locator(".entry-closed")).to_be_visible()
    page.get_by_role("button", name="Reopen").click()
    expect(amount(page, rows[0])).to_have_value("41")
