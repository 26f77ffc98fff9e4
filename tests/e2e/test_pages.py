"""Every page in a real browser: clean for the policy, for axe, and without sideways scrolling."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.access import local_date
from accounts.models import Member
from tests.cast import Cast, add_position, add_value
from tests.e2e.conftest import Watched, come_back, violations
from tests.e2e.contrast import faint_texts
from tracker.models import Commodity, Position, Snapshot
from tracker.services.categories import Side

pytestmark = pytest.mark.django_db(transaction=True)


def household_pages(cast: Cast) -> list[str]:
    root = f"/h/{cast.household.slug}"
    house = Position.objects.get(name="House, Depok").pk
    mortgage = Position.objects.get(name="Mortgage").pk
    member = Member.objects.get(household=cast.household.id, user=cast.owner).pk
    gold = Commodity.objects.get(household_id=cast.household.id, code="XAUG").pk
    closed = Snapshot.objects.get(closed_at__isnull=False).as_of
    bakery = Position.objects.get(name="Bakery")
    oven = Position.objects.get(name="Oven").pk
    return [
        f"{root}/",
        f"{root}/?basis=liquidation&person=shared&range=1y",
        f"{root}/months/",
        f"{root}/months/current/",
        f"{root}/items/",
        f"{root}/items/new/?side=owe",
        f"{root}/items/{house}/",
        f"{root}/items/{mortgage}/",
        f"{root}/items/{mortgage}/edit/",
        f"{root}/balance/",
        f"{root}/balance/?basis=book",
        f"{root}/balance/?person=shared",
        f"{root}/ratios/",
        f"{root}/deficit/",
        f"{root}/deficit/?basis=liquidation&strips=all",
        f"{root}/items/?person={member}",
        f"{root}/businesses/",
        f"{root}/businesses/new/",
        f"{root}/businesses/{bakery.stake_in_id}/",
        f"{root}/businesses/{bakery.stake_in_id}/values/",
        f"{root}/items/{bakery.pk}/",
        f"{root}/items/{oven}/",
        f"{root}/history/",
        f"{root}/history/?person=shared&basis=liquidation",
        f"{root}/history/?by=category",
        f"{root}/history/compare/",
        f"{root}/history/{closed}/card/",
        f"{root}/history/year/{closed.year}/?person={member}",
        f"{root}/months/{closed}/",
        f"{root}/notes/",
        f"{root}/notes/new/",
        f"{root}/prices/",
        f"{root}/prices/day/",
        f"{root}/prices/{gold}/",
        f"{root}/prices/{gold}/unit/",
        f"{root}/prices/rates/EUR/USD/",
        f"{root}/prices/rates/new/",
        f"{root}/import/",
        f"{root}/settings/",
        f"{root}/settings/delete/",
        f"{root}/people/",
        f"{root}/people/{member}/",
        f"{root}/people/{member}/remove/",
        f"{root}/people/leave/",
        f"{root}/people/invitations/new/",
        "/?list",
        "/accounts/profile/",
        "/accounts/password/change/",
        "/households/new/",
    ]


PASTED = "Date\tJoint savings\tSomething new\tDebt\n31.01.2024\t4,000.00\t12x\t-250\n"


def look_at_upload(page: Page, site: str, cast: Cast) -> str:
    """The path of a pasted table that asks, is mapped, and has a problem."""
    page.goto(f"{site}/h/{cast.household.slug}/import/")
    page.fill("textarea", PASTED)
    page.click("text=Look at it")
    page.wait_for_selector(".map")
    return page.url.removeprefix(site)


CHARTS_DRAWN = """() => [...document.querySelectorAll("[data-figure]")]
    .every((chart) => chart.querySelector(".main-svg"))"""


# Resolves when every chart that is shown was drawn once more.
WATCH_CHARTS = """() => document.querySelectorAll("[data-figure]").forEach((chart) => {
    if (!chart.querySelector(".main-svg") || !chart.clientWidth) return;
    chart.dataset.awaited = "";
    chart.once("plotly_afterplot", () => delete chart.dataset.awaited);
})"""
CHARTS_DRAWN_AGAIN = """() => !document.querySelector("[data-awaited]")"""

# Texts with an amount that the privacy switch would leave readable.
BARE_AMOUNTS = r"""() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (texts.nextNode()) {
        const { data, parentElement } = texts.currentNode;
        // An option shows how numbers are written, with nobody's amount.
        const hidden = parentElement.closest(".money, .chart, script, noscript, .help, option");
        if (!hidden && /[$€]\s?\d|\d,\d{3}/.test(data)) found.push(data.trim());
    }
    return found;
}"""


def too_wide(page: Page) -> list[str]:
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [f"{overflow} px too wide"] if overflow > 0 else []


def look_in_the_light(page: Page) -> list[str]:
    """Whatever is wrong with a page as it comes."""
    return [
        *violations(page),
        *(f"faint: {found}" for found in faint_texts(page)),
        *(f"cannot be hidden: {found}" for found in page.evaluate(BARE_AMOUNTS)),
        *too_wide(page),
    ]


def look_in_the_dark(page: Page) -> list[str]:
    """The colours of the same page when the lights go out; back in the light afterwards."""
    page.evaluate(WATCH_CHARTS)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(CHARTS_DRAWN_AGAIN)
    found = [
        *violations(page, colours_only=True),
        *(f"faint: {found}" for found in faint_texts(page)),
        *too_wide(page),
    ]
    page.emulate_media(color_scheme="light")
    return [f"dark: {one}" for one in found]


def visit(one: Watched, site: str, paths: list[str], look: Callable[[Page], list[str]]) -> str:
    """What is wrong with these pages, one line each."""
    wrong = []
    for path in paths:
        response = one.page.goto(f"{site}{path}")
        one.page.wait_for_function(CHARTS_DRAWN)
        if response is None or response.status not in {200, 403}:
            wrong.append(f"{path}: {response and response.status}")
        wrong += [f"{path}: {found}" for found in look(one.page)]
        wrong += [f"{path}: {trouble}" for trouble in one.troubles]
        one.troubles.clear()
    return "\n".join(wrong)


def test_every_page_is_clean_by_day_and_by_night_and_its_amounts_can_be_hidden(
    site: str, window, lived_in: Cast
) -> None:
    guarantee = add_position(lived_in.household, "For a cousin", Side.LIABILITY, "guarantees")
    add_value(lived_in.household, guarantee, local_date(lived_in.household.zone), "31415.92")
    # Colours change at once: what is measured is never half way.
    one = window(reduced_motion="reduce")
    come_back(one.page, site, "owner@example.com")
    pages = [*household_pages(lived_in), look_at_upload(one.page, site, lived_in)]
    wrong = visit(
        one, site, pages, lambda page: [*look_in_the_light(page), *look_in_the_dark(page)]
    )
    assert not wrong, wrong


def test_every_page_fits_on_a_phone(site: str, window, lived_in: Cast) -> None:
    one = window(width=390)
    come_back(one.page, site, "owner@example.com")
    pages = [*household_pages(lived_in), look_at_upload(one.page, site, lived_in)]
    wrong = visit(one, site, pages, too_wide)
    assert not wrong, wrong


def test_pages_for_strangers_are_clean(site: str, window, lived_in: Cast) -> None:
    one = window()
    wrong = []
    for path in (
        "/accounts/login/",
        "/accounts/password/reset/",
        "/nowhere/",
        "/admin/",
        "/invitations/x/",
    ):
        one.page.goto(f"{site}{path}")
        wrong += [f"{path}: {found}" for found in violations(one.page)]
        wrong += [f"{path}: {trouble}" for trouble in one.troubles]
        one.troubles.clear()
    assert not wrong, "\n".join(wrong)


def test_the_chart_is_drawn_and_follows_the_range(site: str, window, lived_in: Cast) -> None:
    one = window()
    come_back(one.page, site, "owner@example.com")
    one.page.goto(f"{site}/h/{lived_in.household.slug}/")
    one.page.wait_for_selector("#waterline .main-svg")
    assert "Went below" in one.page.inner_text("#waterline")
    one.page.click("text=1Y")
    one.page.wait_for_url("**range=1y*")
    one.page.wait_for_selector("#waterline .main-svg")
    expect(one.page.locator(":focus")).to_have_text("1Y")


def test_amounts_can_be_hidden_and_stay_hidden(site: str, window, lived_in: Cast) -> None:
    one = window()
    come_back(one.page, site, "owner@example.com")
    one.page.goto(f"{site}/h/{lived_in.household.slug}/")
    one.page.click("form[data-toggle=privacy] button")
    one.page.wait_for_timeout(300)
    one.page.reload()
    assert one.page.evaluate("document.documentElement.hasAttribute('data-private')")
    assert "blur" in one.page.evaluate("getComputedStyle(document.querySelector('.money')).filter")
