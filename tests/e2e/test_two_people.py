"""Two people and their adviser use one household together, each in a browser of their own."""

import csv
import io
from datetime import date
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from accounts.access import local_date, tenant
from accounts.models import Membership
from tests.cast import Cast
from tests.e2e.conftest import come_back, sign_in, violations
from tests.e2e.grid import amount, make_rows, now_values, saved
from tracker.models import Position, Valuation
from tracker.queries.books import household_books
from tracker.services.calendar import month_end
from tracker.services.networth import monthly_history

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "nothing to do with 2026"
ROWS = 6
MINUTES = 2 * 60
COLUMNS = ("Giro account", "Flat", "Index fund", "Mortgage on the flat", "Credit card", "Car loan")

CONTROLS = ", ".join(
    f"main form[method=post] {control}"
    for control in ("button", "input:not([type=hidden], :disabled)", "select", "textarea")
)


def invite(page: Page, home: str, role: str, email: str = "") -> str:
    """The link that the owner is shown."""
    page.goto(f"{home}/people/")
    page.click("text=Invite somebody")
    page.fill("[name=email]", email)
    page.select_option("[name=role]", role)
    page.click("button:has-text('Make the link')")
    return page.input_value("#invited-link")


def join(page: Page, link: str, email: str) -> None:
    """From the link to the household, by signing up."""
    page.goto(link)
    page.click("a.btn:has-text('Sign up')")
    page.fill("[name=email]", email)
    page.fill("[name=password1]", PASSWORD)
    page.fill("[name=password2]", PASSWORD)
    page.click("main button:has-text('Sign up')")
    page.click("button:has-text('Accept')")
    page.wait_for_url("**/h/santoso/")


def five_years() -> tuple[str, list[date]]:
    """A spreadsheet as people have them: dates down, items across, decimal commas."""
    months = [month_end(date(2020 + number // 12, number % 12 + 1, 1)) for number in range(60)]
    text = io.StringIO()
    table = csv.writer(text, delimiter="\t")
    table.writerow(("Datum", *COLUMNS))
    for number, month in enumerate(months):
        worth = (4000 + 25 * number, 240_000 - 900 * number, 9000 + 130 * number)
        owed = (232_000 - 410 * number, 3100 + 7 * number, 18_000 - 300 * number)
        figures = (f"{figure},50" for figure in (*worth, *owed))
        table.writerow((f"{month:%d.%m.%Y}", *figures))
    return text.getvalue(), months


def test_two_people_and_their_adviser_share_a_household(
    site: str, window, cast: Cast, tmp_path: Path
) -> None:
    rows = make_rows(cast, ROWS)
    home = f"{site}/h/{cast.household.slug}"
    windows = [window() for _ in range(3)]
    owner, partner, adviser = (one.page for one in windows)
    sign_in(owner, site, "owner@example.com")
    as_editor = invite(owner, home, "editor", "partner@example.com")
    as_viewer = invite(owner, home, "viewer")
    join(partner, as_editor, "partner@example.com")
    join(adviser, as_viewer, "adviser@example.com")
    roles = dict(Membership.objects.values_list("user__email", "role"))
    assert roles["partner@example.com"] == "editor"
    assert roles["adviser@example.com"] == "viewer"
    for link in (as_editor, as_viewer):
        assert window().page.goto(link).status == 410

    enter_at_once(owner, partner, home, rows, cast)
    look_only(adviser, home, tmp_path, cast)
    assert [trouble for one in windows for trouble in one.troubles] == []


def enter_at_once(owner: Page, partner: Page, home: str, rows: list[Position], cast: Cast) -> None:
    """Both have the month open; rows of their own both stand, one row of both is asked about."""
    for page in (owner, partner):
        page.goto(f"{home}/months/current/")
    for number in range(ROWS - 1):
        page = (owner, partner)[number % 2]
        amount(page, rows[number]).fill(str(1000 + number))
        amount(page, rows[number]).press("Enter")
    both = rows[-1]
    saved(owner)
    amount(owner, both).fill("5001")
    amount(owner, both).press("Enter")
    saved(owner)
    amount(partner, both).fill("5002")
    amount(partner, both).press("Enter")
    conflict = partner.locator(f"tr:has(#amount-{both.pk}), tr[id*='{both.pk}']").first
    expect(partner.locator("[role=alert]").first).to_contain_text("5,001")
    assert amount(partner, both).input_value().replace(",", "") == "5002"
    expect(conflict).to_be_visible()
    expected = {row.name: 1000 + number for number, row in enumerate(rows[:-1])}
    assert now_values(cast) == expected | {both.name: 5001}


def look_only(page: Page, home: str, folder: Path, cast: Cast) -> None:
    """The adviser sees, prints and downloads; nothing offers what would be refused."""
    for path in ("/", "/months/current/", "/items/", "/balance/", "/history/", "/people/"):
        response = page.goto(f"{home}{path}")
        assert response is not None
        assert response.status == 200
        assert page.locator(CONTROLS).count() == 0, path
    assert page.goto(f"{home}/import/").status == 403  # type: ignore[union-attr]
    page.goto(f"{home}/balance/")
    sheet = folder / "sheet.pdf"
    page.pdf(path=sheet, format="A4", prefer_css_page_size=True)
    assert sheet.read_bytes().startswith(b"%PDF")
    page.goto(f"{home}/history/")
    with page.expect_download() as download:
        page.click("a:has-text('CSV')")
    table = Path(download.value.path()).read_text("utf-8-sig").splitlines()
    assert len(table) == 3
    page.goto(f"{home}/settings/")
    with page.expect_download() as archive:
        page.click("text=Download everything")
    assert Path(archive.value.path()).read_bytes().startswith(b"PK")


def test_five_years_come_in_through_the_page_within_two_minutes(
    site: str, window, cast: Cast
) -> None:
    text, months = five_years()
    page = window().page
    come_back(page, site, "owner@example.com")
    home = f"{site}/h/{cast.household.slug}"
    started = monotonic()
    page.goto(f"{home}/import/")
    page.fill("[name=text]", text)
    page.click("button:has-text('Look at it')")
    expect(page.locator("main")).to_contain_text("What would change")
    assert not violations(page)
    page.click("button:has-text('Import'):not(:has-text('again'))")
    expect(page.locator("main")).to_contain_text("Take back")
    assert monotonic() - started < MINUTES
    with tenant(cast.household.id):
        sides = dict(Position.objects.values_list("name", "side"))
        history = monthly_history(household_books(cast.household), months)
    assert [sides[name] for name in COLUMNS] == ["asset"] * 3 + ["liability"] * 3
    worth = [
        (4000 + 240_000 + 9000)
        - (232_000 + 3100 + 18_000)
        + number * ((25 - 900 + 130) - (-410 + 7 - 300))
        for number in range(60)
    ]
    assert [history.exact(figure) for figure in history.net_worth] == worth
    page.click("text=Take back")
    page.click("main button:has-text('Take back')")
    expect(page.locator("main")).to_contain_text("taken back")
    assert not Valuation.objects.filter(as_of__lt=local_date(cast.household.zone)).exists()
