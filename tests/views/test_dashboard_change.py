"""What changed, on the dashboard: its dates, its sentence, its table, and the ways behind it."""

import re
from datetime import date

import pytest

from accounts.access import tenant
from tests.architecture.statements import recorded
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tests.views.snapshot_page import path, read
from tests.views.test_dashboard_cards import close, words
from tracker.models import Snapshot
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def year(cast: Cast) -> Cast:
    """A year of a home and its loan; November 2026 is entered so far."""
    for name, side, category, values in (
        ("Savings", Side.ASSET, "cash", {"2025-10-31": 1000, "2026-10-31": 4000}),
        ("House", Side.ASSET, "real_estate", {"2025-10-31": 300_000, "2026-11-10": 270_000}),
        ("Mortgage", Side.LIABILITY, "mortgage", {"2025-10-31": 250_000, "2026-10-31": 246_000}),
        ("Card", Side.LIABILITY, "credit_card", {"2025-10-31": 100, "2026-11-15": 900}),
    ):
        item = add_position(cast.household, name, side, category)
        for on, amount in values.items():
            add_value(cast.household, item, on, amount)
    return cast


def card(page: str) -> str:
    found = re.search(r'aria-labelledby="change">(.*?)</section>', page, re.DOTALL)
    return found[1].replace("\u2060", "") if found else ""


def table(page: str) -> dict[str, str]:
    """Category -> its effect, as it is read; and the sum."""
    groups = re.findall(
        r'<span class="name">(.*?)</span><span class="num money">(.*?)</span>', card(page)
    )
    total = re.search(r'class="moved-total">.*?<span class="num money">(.*?)</span>', page)
    return dict(groups) | ({"Net worth": total[1]} if total else {})


def test_the_running_month_is_explained_with_what_may_return(
    owner_client: ApplicationClient, year: Cast
) -> None:
    page = read(owner_client, path(year, ""))
    found = words(card(page))
    assert "What changed in November 2026 $, against 31 Oct 2026" in found
    assert "One to watch first: what you owe grew by $800." in found
    assert "Net worth fell by $30,800, mostly because what you own lost $30,000 in value." in found
    assert table(page) == {
        "Property": "−30,000",
        "Credit cards": "−800",
        "Net worth": "−30,800",
    }


def test_every_figure_leads_to_its_item_in_two_steps(
    owner_client: ApplicationClient, year: Cast
) -> None:
    page = card(read(owner_client, path(year, "")))
    rows = re.findall(r'<th scope="row"><a href="(.*?)">(.*?)</a></th><td>(.*?)</td>', page)
    assert [(name, kind) for _, name, kind in rows] == [
        ("House", "value revised"),
        ("Card", "borrowed"),
    ]
    for address, name, _ in rows:
        assert name in read(owner_client, address)
    span = "?from=2026-10-31&amp;to=2026-11-21"
    assert f'href="{path(year, "history/compare/")}{span}"' in page


def test_longer_spans_and_any_two_dates_are_explained_too(
    owner_client: ApplicationClient, year: Cast
) -> None:
    page = read(owner_client, path(year, "?period=12m"))
    assert "What changed $, 30 Nov 2025 to 21 Nov 2026" in words(card(page))
    assert table(page)["Net worth"] == "−23,800"
    dated = read(owner_client, path(year, "?from=2026-10-01&to=2026-10-31"))
    assert table(dated) == {"Cash and deposits": "+3,000", "Mortgages": "+4,000"} | {
        "Net worth": "+7,000"
    }
    assert "Net worth rose by $7,000, mostly from what you owe." in card(dated)
    assert 'name="from" value="2026-10-01"' in dated


def test_the_dates_stay_when_another_basis_or_range_is_chosen(
    owner_client: ApplicationClient, year: Cast
) -> None:
    page = read(owner_client, path(year, "?basis=book&from=2026-10-01&to=2026-10-31"))
    assert "?range=1y" not in page, "thirteen months are no more than a year"
    assert 'href="/h/santoso/?basis=liquidation&amp;from=2026-10-01&amp;to=2026-10-31"' in page
    assert '<input type="hidden" name="basis" value="book">' in card(page)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?from=soon", "is not a date"),
        ("?to=2027-01-01", "in the future"),
        ("?from=2026-10-31&to=2026-10-30", "first date is after the second"),
    ],
)
def test_dates_that_cannot_be_are_a_sentence_beside_the_usual_month(
    owner_client: ApplicationClient, year: Cast, query: str, sentence: str
) -> None:
    answer = owner_client.get(path(year, query))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in card(page)
    assert "What changed in November 2026" in page
    assert f'value="{query.split("=")[1].split("&")[0]}"' in card(page)


def test_a_code_that_is_none_stands_for_the_usual_month(
    owner_client: ApplicationClient, year: Cast
) -> None:
    assert "What changed in November 2026" in read(owner_client, path(year, "?period=century"))


def test_one_account_has_a_sentence_and_no_waterfall(
    owner_client: ApplicationClient, cast: Cast
) -> None:
    savings = add_position(cast.household, "Savings")
    add_value(cast.household, savings, "2026-10-31", 1000)
    add_value(cast.household, savings, "2026-11-20", "1200.50")
    page = read(owner_client, path(cast, ""))
    assert "Net worth rose by $200.50, mostly from what you own." in card(page)
    assert "change-chart" not in page
    assert table(page) == {"Cash and deposits": "+200.50", "Net worth": "+200.50"}
    assert "period=" not in page, "there is one span only"


def test_one_month_alone_has_no_change(owner_client: ApplicationClient, cast: Cast) -> None:
    savings = add_position(cast.household, "Savings")
    add_value(cast.household, savings, "2026-11-20", 1000)
    assert not card(read(owner_client, path(cast, "")))


def test_an_unusual_fall_is_pointed_out_calmly(owner_client: ApplicationClient, year: Cast) -> None:
    page = read(owner_client, path(year, ""))
    assert "That is more than your months usually move: 10.1% of what you owned" in card(page)
    assert "so far, an unusual fall" in page
    assert "unusual" not in read(owner_client, path(year, "?basis=book"))


def test_a_correction_to_a_closed_month_is_shown_against_what_was_known_then(
    owner_client: ApplicationClient, year: Cast
) -> None:
    october = date(2026, 10, 31)
    with tenant(year.household.id):
        Snapshot.objects.get_or_create(household_id=year.household.id, as_of=october)
    close(year, october)
    found = card(read(owner_client, path(year, "")))
    assert (
        "when 31 Oct 2026 was closed, net worth was written down as $0.00; "
        "with what is known now it is $57,900." in found
    )
    assert "written down" not in read(owner_client, path(year, "?basis=book"))


def test_what_is_not_there_on_a_date_is_said(owner_client: ApplicationClient, year: Cast) -> None:
    add_position(year.household, "Boat", category="vehicles", opened_on=date(2026, 1, 1))
    found = card(read(owner_client, path(year, "?from=2025-12-31&to=2026-10-31")))
    assert "On 31 Oct 2026 the figures lack: Boat." in found
    assert "On 31 Dec 2025" not in found


def test_twice_the_items_take_no_more_statements(
    owner_client: ApplicationClient, year: Cast
) -> None:
    read(owner_client, path(year, "?period=12m"))
    with recorded() as before:
        read(owner_client, path(year, "?period=12m"))
    for at in range(5):
        item = add_position(year.household, f"Account {at}")
        add_value(year.household, item, "2026-11-01", 10)
    with recorded() as after:
        assert "Account 4" in read(owner_client, path(year, "?period=12m"))
    assert len(after) == len(before)
