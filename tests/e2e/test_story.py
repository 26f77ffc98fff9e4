"""The main job, as a newcomer does it: from nothing to a history that crosses zero."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from accounts import commands as people
from accounts.access import local_date
from accounts.models import Household
from tracker.models import ReferenceRate, Snapshot
from tracker.services.calendar import month_end

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "nothing to do with 2026"
ITEMS = [
    # side, name, category, currency
    ("own", "House", "real_estate", "USD"),
    ("own", "Savings", "cash", "EUR"),
    ("owe", "Mortgage", "mortgage", "USD"),
    ("owe", "Visa card", "credit_card", "USD"),
]
# In the order of the grid: savings, house, mortgage, card.
MONTHS = [
    (["10000", "300000", "295000", "4000"], 12_000),
    (["10000", "270000", "294000", "4500"], -17_500),
    (["10000", "301000", "293000", "4200"], 14_800),
]


def sign_up(page: Page, site: str) -> None:
    page.goto(site)
    page.wait_for_url("**/welcome/")
    page.fill("[name=code]", people.setup_code())
    page.fill("[name=name]", "Dewi")
    page.fill("[name=email]", "dewi@example.com")
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=password_again]", PASSWORD)
    page.fill("[name=household]", "Santoso")
    page.select_option("[name=currency]", "USD")
    page.select_option("[name=zone]", "Asia/Jakarta")
    page.click("button:has-text('Start')")
    page.wait_for_url("**/h/santoso/")


def add_items(page: Page, site: str) -> None:
    for side, name, category, currency in ITEMS:
        page.goto(f"{site}/h/santoso/items/new/?side={side}")
        page.fill("[name=name]", name)
        page.select_option(
            "[name=category]",
            value=page.evaluate(
                """(code) => [...document.querySelectorAll('[name=category] option')]
               .map(option => option.value).find(value => value.endsWith(code))""",
                category,
            ),
        )
        page.select_option("[name=currency]", currency)
        page.click("button:has-text('Add'):not(:has-text('another'))")
        page.wait_for_url(lambda address: "/new/" not in address)


def test_from_nothing_to_a_history_that_crosses_zero(site: str, window) -> None:
    one = window()
    page = one.page
    sign_up(page, site)
    household = Household.objects.get(slug="santoso")
    today = local_date(household.zone)
    last = today.replace(day=1) - timedelta(days=1)
    before = last.replace(day=1) - timedelta(days=1)
    ReferenceRate.objects.create(base="EUR", currency="USD", as_of=before, rate="1.1")
    expect(page.locator("h2", has_text="What you own, minus what you owe.")).to_be_visible()

    add_items(page, site)
    for on, (digits, _worth) in zip((month_end(before), last, today), MONTHS, strict=True):
        page.goto(f"{site}/h/santoso/months/{on}/")
        expect(page.locator(".value input:not([type=hidden])").first).to_be_focused()
        for number in digits:
            page.keyboard.type(number)
            page.keyboard.press("Enter")
        expect(page.locator("#saved")).to_contain_text("Saved", timeout=20_000)
        expect(page.locator("tr.saving")).to_have_count(0, timeout=20_000)
        page.reload()
        expect(page.locator("#progress")).to_contain_text("4 of 4")

    page.goto(f"{site}/h/santoso/")
    page.wait_for_selector("#waterline .main-svg")
    expect(page.locator(".figure")).to_have_text("$14,800")
    chart = page.inner_text("#waterline")
    assert "Went below" in chart
    assert "Back above" in chart

    page.goto(f"{site}/h/santoso/months/{last}/")
    page.click("button:has-text('Close')")
    expect(page.locator(".entry-closed")).to_be_visible()
    assert Snapshot.objects.get(as_of=last).closed_at is not None

    said = StringIO()
    call_command("networth", household="santoso", format="json", stdout=said)
    figures = json.loads(said.getvalue())
    assert [int(row["net_worth"]) for row in figures] == [worth for _, worth in MONTHS]
    assert [row["provisional"] for row in figures] == [False, False, True]
    assert not one.troubles
