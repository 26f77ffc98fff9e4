"""Pasting, sums, keys and details of the entry grid in a real browser."""

import pytest
from playwright.sync_api import Locator, expect

from accounts.access import local_date, tenant
from tests.cast import Cast, add_position
from tests.e2e.conftest import violations
from tests.e2e.grid import amount, make_rows, now_values, open_month, saved
from tracker.models import Commodity, Position, Price, Valuation

pytestmark = pytest.mark.django_db(transaction=True)

PASTE = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const options = { clipboardData, bubbles: true, cancelable: true };
  return field.dispatchEvent(new ClipboardEvent("paste", options));
}"""


@pytest.fixture
def rows(transactional_db: None, cast: Cast) -> list[Position]:
    return make_rows(cast, 6)


def paste(field: Locator, text: str) -> bool:
    """Paste into a field; whether the browser is left to do what it does with any text."""
    field.focus()
    return bool(field.evaluate(PASTE, text))


def test_a_column_is_previewed_filled_in_and_undone(
    site: str, window, cast: Cast, rows: list[Position]
) -> None:
    one = window()
    page = open_month(one.page, site, cast)
    amount(page, rows[2]).fill("30")
    amount(page, rows[2]).press("Enter")
    saved(page)
    paste(amount(page, rows[1]), "21\r\n22\r\n\r\noops\r\n")
    preview = page.locator(".paste-preview")
    expect(preview).to_contain_text("2 values would be filled in")
    expect(preview).to_contain_text("Line 4: Row 04: “oops” is not a number")
    expect(page.locator("#paste-heading")).to_be_focused()
    assert not violations(page)
    preview.get_by_text("Cancel").click()
    expect(preview).to_have_count(0)
    expect(amount(page, rows[1])).to_be_focused()
    assert now_values(cast) == {"Row 02": 30}

    paste(amount(page, rows[1]), "21\n22")
    preview.get_by_role("button", name="Fill in").click()
    expect(page.locator("#undo")).to_contain_text("2 values were filled in.")
    assert now_values(cast) == {"Row 01": 21, "Row 02": 22}
    assert page.url.endswith("/")
    assert "/fill/" not in page.url
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".messages")).to_contain_text("2 values are as they were before.")
    assert now_values(cast) == {"Row 02": 30}
    assert not one.troubles


def test_the_textarea_does_the_same_without_scripts(
    site: str, window, cast: Cast, rows: list[Position]
) -> None:
    page = open_month(window(width=390, java_script_enabled=False).page, site, cast)
    page.locator(".keys-plain summary").click()
    expect(page.locator(".keys-plain")).to_contain_text("Next amount")
    page.get_by_text("Paste a column", exact=True).click()
    page.locator("#paste-block").fill("row 05\t5\nRow 00\t=2*3")
    page.get_by_role("button", name="See what would change").click()
    page.get_by_role("button", name="Fill in").click()
    assert now_values(cast) == {"Row 05": 5, "Row 00": 6}
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".messages")).to_contain_text("as they were before")
    assert now_values(cast) == {}


def test_sums_are_worked_out_by_the_server_and_keys_listed_on_a_question_mark(
    site: str, window, cast: Cast, rows: list[Position]
) -> None:
    one = window()
    page = open_month(one.page, site, cast)
    page.keyboard.type("=12+3.5")
    page.keyboard.press("Enter")
    page.keyboard.type("=10/3")
    page.keyboard.press("Enter")
    saved(page)
    expect(amount(page, rows[0])).to_have_value("15.50")
    expect(page.locator(f"#row-{rows[1].pk}")).to_contain_text("=10/3 was rounded")
    assert {str(value) for value in now_values(cast).values()} == {"15.5", "3.33"}
    # One number is pasted as ever.
    assert paste(amount(page, rows[2]), "12.50\n")

    page.keyboard.type("?")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("Escape")
    page.locator("#filters a").first.focus()
    page.keyboard.type("?")
    expect(page.locator("#keys")).to_be_visible()
    assert not violations(page)
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    page.locator("#keys").get_by_role("button", name="Close").click()
    expect(page.locator("#keys")).to_be_hidden()
    assert not one.troubles


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_what_stands_behind_a_row_is_opened_and_saved(
    site: str, window, cast: Cast, rows: list[Position], width: int, dark: bool
) -> None:
    household = cast.household
    with tenant(household.id):
        unit = Commodity.objects.create(household_id=household.id, code="GOLD-G")
        Price.objects.create(
            household_id=household.id, commodity=unit, currency="USD", as_of="2020-01-31", price=9
        )
    gold = add_position(household, "Gold", category="bullion", commodity=unit)
    one = window(width=width, dark=dark)
    page = open_month(one.page, site, cast)
    fund, house = rows[2], rows[0]
    amount(page, fund).fill("1300")
    page.locator(f"#row-{fund.pk} details summary").click()
    page.locator(f"#paid-{fund.pk}").fill("200")
    page.locator(f"#paid-{fund.pk}").press("Enter")
    expect(page.locator(f"#row-{fund.pk} .change")).to_contain_text("200 paid in")
    expect(page.locator(f"#row-{fund.pk} details")).to_have_attribute("open", "")
    amount(page, house).fill("310")
    page.locator(f"#row-{house.pk} details summary").click()
    expect(page.locator(f"#low-{house.pk}")).to_be_hidden()
    page.locator(f"#source-{house.pk}").select_option("estimate")
    page.locator(f"#low-{house.pk}").fill("290")
    page.locator(f"#low-{house.pk}").press("Enter")
    expect(page.locator(f"#row-{house.pk} .value")).to_contain_text("290 to 310")
    amount(page, gold).fill("20")
    page.locator(f"#price-{gold.pk}").fill("98.5")
    page.locator(f"#price-{gold.pk}").press("Enter")
    expect(page.locator(f"#row-{gold.pk} .value")).to_contain_text("worth $1,970")
    saved(page)
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    today = local_date(household.zone)
    assert float(Price.objects.get(as_of=today).price) == 98.5
    values = {value.position_id: value for value in Valuation.objects.filter(as_of=today)}
    assert (values[house.pk].low, values[house.pk].source) == (290, "estimate")
    assert values[fund.pk].contribution == 200
    assert not one.troubles
