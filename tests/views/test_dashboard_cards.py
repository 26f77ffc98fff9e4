"""The dashboard's cards through its address: by person, loans, allocation, the next review."""

import re
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from accounts import commands as people
from accounts.access import tenant
from accounts.models import Household
from accounts.queries import list_members
from tests.architecture.statements import recorded
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tests.views.snapshot_page import OCTOBER, path, read
from tracker.models import Closing, Commodity, DebtTerms, Ownership, Position, SecuredBy, Snapshot
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def number(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.-]", "", text.replace("\u2212", "-")))


def card(page: str, name: str) -> str:
    found = re.search(rf'aria-labelledby="{name}">(.*?)</section>', page, re.DOTALL)
    return found[1].replace("\u2060", "") if found else ""


def words(html: str) -> str:
    """What is read: without tags, and with plain spaces."""
    text = re.sub(r"<(svg|time).*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def rows(html: str) -> dict[str, list[str]]:
    """Name -> the other cells, of every row of a table."""
    found = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', html, re.DOTALL)
    return {
        words(head): [words(cell) for cell in re.findall(r"<td.*?</td>", cells, re.DOTALL)]
        for head, cells in found
    }


def find(name: str) -> Position:
    return Position.objects.get(name=name)


def own(cast: Cast, name: str, parts: dict[UUID, int]) -> None:
    with tenant(cast.household.id):
        for member, count in parts.items():
            Ownership.objects.create(
                household_id=cast.household.id,
                position=find(name),
                member_id=member,
                since="2026-01-01",
                parts=count,
            )


def secure(cast: Cast, debt: str, asset: str) -> None:
    with tenant(cast.household.id):
        SecuredBy.objects.create(household_id=cast.household.id, debt=find(debt), asset=find(asset))


def add_possible(
    cast: Cast, name: str, amount: object, category: str = "guarantees", **given: Any
) -> Position:
    """A possible debt with October's amount."""
    position = add_position(cast.household, name, Side.LIABILITY, category, **given)
    add_value(cast.household, position, OCTOBER, amount)
    return position


def close(cast: Cast, on: date) -> None:
    with tenant(cast.household.id):
        Snapshot.objects.filter(as_of=on).update(closed_at="2026-11-01T00:00Z")
        Closing.objects.create(
            household_id=cast.household.id,
            as_of=on,
            closed_at="2026-11-01T00:00Z",
            currency="USD",
            assets=1,
            liabilities=1,
            net_worth=0,
            complete=True,
        )


def members(cast: Cast) -> list[UUID]:
    return [member.id for member in list_members(cast.household.id)]


@pytest.fixture
def shared_out(books: Cast) -> Cast:
    """The house in thirds, the mortgage one person's, the savings nobody's in particular."""
    first, second = members(books)[:2]
    own(books, "House", {first: 1, second: 2})
    own(books, "Mortgage", {first: 1})
    return books


class TestByPerson:
    def test_everybodys_part_and_what_is_shared_add_up_in_rows_and_columns(
        self, owner_client: ApplicationClient, shared_out: Cast
    ) -> None:
        page = read(owner_client, path(shared_out, ""))
        assert rows(card(page, "by-person")) == {
            "Owner": ["100,000.00", "340,000.00", "\u2212240,000.00"],
            "Editor": ["200,000.00", "0.00", "200,000.00"],
            "Shared": ["38,600.50", "0.00", "38,600.50"],
            "Household": ["338,600.50", "340,000.00", "\u22121,399.50"],
        }
        assert 'href="/h/santoso/?person=shared"' in card(page, "by-person")

    def test_pages_of_all_persons_sum_to_the_households(
        self, owner_client: ApplicationClient, shared_out: Cast
    ) -> None:
        def figure(query: str) -> Decimal:
            page = read(owner_client, path(shared_out, query))
            found = re.search(r'<p class="figure num money">([^<]*)<', page)
            assert found
            return number(found[1])

        persons = [*members(shared_out), "shared"]
        assert sum(figure(f"?person={one}") for one in persons) == pytest.approx(figure(""), abs=1)

    def test_it_is_not_shown_where_all_is_shared_nor_beside_one_persons_part(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        assert not card(read(owner_client, path(books, "")), "by-person")
        first = members(books)[0]
        own(books, "House", {first: 1})
        assert card(read(owner_client, path(books, "")), "by-person")
        assert not card(read(owner_client, path(books, f"?person={first}")), "by-person")

    def test_another_persons_gap_leaves_ones_own_months_complete(
        self, owner_client: ApplicationClient, shared_out: Cast
    ) -> None:
        first, second = members(shared_out)[:2]
        add_position(shared_out.household, "Boat", category="vehicles", opened_on=date(2026, 1, 1))
        own(shared_out, "Boat", {second: 1})
        mine = read(owner_client, path(shared_out, f"?person={first}"))
        theirs = read(owner_client, path(shared_out, f"?person={second}"))
        assert "Below zero" in mine
        assert "incomplete" not in mine
        assert "Boat" in theirs
        assert "incomplete" in theirs
        table = card(read(owner_client, path(shared_out, "")), "by-person")
        assert [name for name in rows(table) if "incomplete" in name] == ["Editor incomplete"]


class TestWorthLessThanTheirLoan:
    def test_worth_owed_gap_and_loan_to_value_are_said(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        secure(books, "Mortgage", "House")
        found = words(card(read(owner_client, path(books, "")), "underwater"))
        assert "House \u2212$40,000" in found
        assert "worth $300,000 · owed $340,000" in found
        assert "loan is 113.3% of its value" in found
        assert "No item owes more" not in found

    def test_the_card_is_there_only_where_a_loan_is_secured(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        assert not card(read(owner_client, path(books, "")), "underwater")
        add_value(books.household, find("House"), "2026-11-20", 900_000)
        secure(books, "Mortgage", "House")
        found = card(read(owner_client, path(books, "")), "underwater")
        assert "No item owes more than it is worth." in found

    def test_market_values_count_whatever_the_page_shows(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        secure(books, "Mortgage", "House")
        found = words(card(read(owner_client, path(books, "?basis=liquidation")), "underwater"))
        assert "worth $300,000 · owed $340,000" in found

    def test_a_missing_price_is_missing_and_not_nothing(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        with tenant(books.household.id):
            coins = Commodity.objects.create(household_id=books.household.id, code="COIN")
        item = add_position(books.household, "Coins", category="bullion", commodity=coins)
        add_value(books.household, item, OCTOBER, 20)
        loan = add_position(books.household, "Pawn", Side.LIABILITY, "personal_loan")
        add_value(books.household, loan, OCTOBER, 5)
        secure(books, "Pawn", "Coins")
        found = words(card(read(owner_client, path(books, "")), "underwater"))
        assert "Coins not known worth: no price of COIN" in found
        assert "%" not in found

    def test_a_loan_without_a_value_is_named(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        add_position(
            books.household,
            "Second loan",
            Side.LIABILITY,
            "personal_loan",
            opened_on=date(2026, 1, 1),
        )
        secure(books, "Second loan", "House")
        found = words(card(read(owner_client, path(books, "")), "underwater"))
        assert "House not known owed: no value of Second loan" in found

    def test_a_person_sees_the_whole_item_with_their_part(
        self, owner_client: ApplicationClient, shared_out: Cast
    ) -> None:
        first, second = members(shared_out)[:2]
        secure(shared_out, "Mortgage", "House")
        found = words(card(read(owner_client, path(shared_out, f"?person={second}")), "underwater"))
        assert "worth $300,000 · owed $340,000" in found
        assert "Editor has 2 of 3 parts" in found
        with tenant(shared_out.household.id):
            Ownership.objects.filter(position=find("House"), member_id=first).delete()
        mine = read(owner_client, path(shared_out, f"?person={first}"))
        assert not card(mine, "underwater")

    def test_since_when_and_at_which_value_it_is_level(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        for day, worth in (("2026-03-31", 350_000), ("2026-05-20", 310_000)):
            add_value(books.household, find("House"), day, worth)
        add_value(books.household, find("Mortgage"), "2026-03-31", 345_000)
        secure(books, "Mortgage", "House")
        found = words(card(read(owner_client, path(books, "")), "underwater"))
        assert "since May 2026, 7 months · valued 31 Oct 2026" in found
        assert "Level at $340,000, 13.3% more than today." in found
        assert "Level again" not in found
        with tenant(books.household.id):
            DebtTerms.objects.create(
                household_id=books.household.id,
                position=find("Mortgage"),
                since="2026-01-01",
                rate=0,
                minimum=10_000,
            )
        found = words(card(read(owner_client, path(books, "")), "underwater"))
        assert "Level again around Feb 2027 at today&#x27;s value." in found

    def test_a_beginning_before_the_records_is_said_to_be_earlier(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        secure(books, "Mortgage", "House")
        found = words(card(read(owner_client, path(books, "")), "underwater"))
        assert "since October 2026 or earlier, 2 months or more" in found

    def test_a_home_worth_less_than_its_loan_does_not_put_a_household_below_zero(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        add_value(books.household, find("Joint savings"), "2026-11-20", 90_000)
        secure(books, "Mortgage", "House")
        page = read(owner_client, path(books, ""))
        assert "Above zero" in page
        found = words(card(page, "underwater"))
        assert "House \u2212$40,000" in found
        assert "Net worth is above zero, though this item is worth less than its loan." in found

    def test_a_household_below_zero_may_have_no_item_worth_less_than_its_loan(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        add_value(books.household, find("Mortgage"), "2026-11-20", 250_000)
        debt = add_position(books.household, "Cards", Side.LIABILITY, "credit_card")
        add_value(books.household, debt, OCTOBER, 100_000)
        secure(books, "Mortgage", "House")
        page = read(owner_client, path(books, ""))
        assert "Below zero" in page
        assert "No item owes more than it is worth, though net worth is below zero." in words(
            card(page, "underwater")
        )


class TestPossibleDebts:
    def test_who_has_none_sees_nothing_of_them(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        page = read(owner_client, path(books, ""))
        assert not card(page, "possible")
        assert "Not counted" not in page
        settled = add_position(books.household, "Settled", Side.LIABILITY, "guarantees")
        add_value(books.household, settled, OCTOBER, 0)
        assert not card(read(owner_client, path(books, "")), "possible")

    def test_worst_case_and_expected_are_said_with_a_way_to_the_sheet(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        add_possible(books, "For Budi", 60_000, probability=20)
        add_possible(books, "Rina's loan", 18_000, category="joint_debts", probability=10)
        page = read(owner_client, path(books, "?basis=book"))
        found = words(card(page, "possible"))
        assert "Not counted: possible debts of $78,000." in found
        assert (
            "If all were called, net worth would be \u2212$79,400; by their likelihood, "
            "\u2212$15,200." in found
        )
        assert 'href="/h/santoso/balance/?basis=book#sheet-possible"' in card(page, "possible")
        assert "For Budi" not in found

    def test_what_is_likely_or_near_is_named_with_a_way_to_it(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        likely = add_possible(books, "Likely", 5, probability=60)
        add_possible(books, "Half", 5, probability=50)
        add_possible(books, "Soon", 5, due_on=date(2027, 6, 30))
        add_possible(books, "Past", 5, due_on=date(2026, 6, 30))
        add_possible(books, "Later", 5, due_on=date(2029, 6, 30))
        html = card(read(owner_client, path(books, "")), "possible")
        found = words(html)
        assert "Likely more likely than not: it may be counted as a debt" in found
        assert "Soon may be called or ends on 30 Jun 2027, within 12 months" in found
        assert "Past could be called or ended on 30 Jun 2026, which has passed" in found
        assert "Half" not in found
        assert "Later" not in found
        assert f"/items/{likely.pk}/#possible" in html

    def test_an_unknown_amount_is_named_and_not_nothing(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        add_possible(books, "Yen promise", 5, currency="JPY")
        found = words(card(read(owner_client, path(books, "")), "possible"))
        assert "Not counted, and of unknown amount: Yen promise." in found
        add_possible(books, "For Budi", 60_000)
        found = words(card(read(owner_client, path(books, "")), "possible"))
        assert "Not counted: guarantees of $60,000." in found
        assert "If it were called, net worth would be \u2212$61,400." in found
        assert "Without Yen promise, of unknown amount." in found

    def test_a_person_sees_the_persons_part(
        self, owner_client: ApplicationClient, shared_out: Cast
    ) -> None:
        first, second = members(shared_out)[:2]
        add_possible(shared_out, "For Budi", 60_000)
        own(shared_out, "For Budi", {second: 1})
        theirs = read(owner_client, path(shared_out, f"?person={second}"))
        assert "If it were called, net worth would be $140,000." in words(card(theirs, "possible"))
        assert f"balance/?person={second}#sheet-possible" in card(theirs, "possible")
        mine = read(owner_client, path(shared_out, f"?person={first}"))
        assert not card(mine, "possible")


class TestAllocation:
    def test_categories_shares_and_the_empty_end_are_shown(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        found = card(read(owner_client, path(books, "")), "allocation")
        assert "89% of it is Property" in words(found)
        table = rows(found)
        assert table["Property"][1] == "89%"
        assert table["Cash and deposits"][1] == "11%"
        assert table["Mortgages"][1] == "100%"
        assert "The lower bar reaches further by" in found
        assert len(re.findall("<rect", found)) == 3

    def test_what_is_there_is_never_said_to_be_none(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        coins = add_position(books.household, "Coins", category="bullion")
        add_value(books.household, coins, OCTOBER, 1)
        table = rows(card(read(owner_client, path(books, "")), "allocation"))
        assert table["Gold and silver"][1] == "&lt;1%"

    def test_an_overdrawn_account_breaks_no_bar(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        add_value(books.household, find("Joint savings"), "2026-11-20", "-400000")
        found = card(read(owner_client, path(books, "")), "allocation")
        assert rows(found)["Cash and deposits"] == ["\u2212400,000", ""]
        assert "drawn in the other bar" in found
        widths = [float(width) for width in re.findall(r' width="([\d.-]+)%" height="34"', found)]
        assert len(widths) == 3
        assert all(0 < width <= 100 for width in widths)

    def test_what_has_no_rate_is_said_not_to_be_in_it(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        assert "not in the bars" not in card(read(owner_client, path(books, "")), "allocation")
        francs = add_position(books.household, "Francs", currency="CHF")
        add_value(books.household, francs, OCTOBER, 10)
        assert "not in the bars" in card(read(owner_client, path(books, "")), "allocation")


class TestNextReview:
    def test_it_says_when_how_often_and_how_far_the_month_is(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        add_value(books.household, find("House"), "2026-11-20", 300_000)
        found = card(read(owner_client, path(books, "")), "review")
        assert 'datetime="2026-11-30"' in found
        assert "In 9 days Every month" in words(found)
        assert "1 of 3 values of November entered" in words(found)

    def test_progress_is_that_of_the_record_itself(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        add_position(books.household, "Away", archived_at="2026-11-01T00:00Z")
        add_value(books.household, find("House"), "2026-11-20", 300_000)
        found = re.search(
            r'max="(\d+)" value="(\d+)"', card(read(owner_client, path(books, "")), "review")
        )
        assert found
        grid = read(owner_client, path(books, "months/2026-11-20/"))
        assert f"{found[2]} of {found[1]}" in grid

    def test_it_is_overdue_after_a_closed_record_nothing_followed(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        add_value(books.household, find("House"), "2026-08-31", 300_000)
        close(books, date(2026, 8, 31))
        assert "Was due 52 days ago" in card(read(owner_client, path(books, "")), "review")

    def test_below_zero_a_yearly_review_comes_every_three_months(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        Household.objects.filter(pk=books.household.id).update(cadence="yearly")
        close(books, OCTOBER)
        for query in ("", "?basis=book"):
            found = card(read(owner_client, path(books, query)), "review")
            assert "Every three months while net worth is below zero" in found
            assert 'datetime="2027-01-31"' in found

    def test_the_marks_on_the_way_back_are_shown_below_zero(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        add_value(books.household, find("House"), "2026-11-20", "301000")
        found = words(card(read(owner_client, path(books, "")), "review"))
        assert "The way back to zero From the lowest, \u2212$1,400 in October 2026" in found
        assert "A tenth of the way back reached" in found
        assert "Half of the way back reached" in found
        assert "Above zero $400 to go" in found

    def test_above_zero_the_room_is_said_in_one_line(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        add_value(books.household, find("House"), "2026-11-20", 500_000)
        found = card(read(owner_client, path(books, "")), "review")
        assert "Net worth would have to fall by $198,60" in found
        assert "The way back" not in found
        assert "would have to fall" not in read(owner_client, path(books, "?basis=book"))

    def test_what_is_not_certain_has_neither_marks_nor_room(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        add_position(books.household, "Boat", category="vehicles", opened_on=date(2026, 1, 1))
        found = card(read(owner_client, path(books, "")), "review")
        assert "way back" not in found
        assert "would have to fall" not in found

    def test_only_who_may_enter_values_is_led_to_them(
        self, owner_client: ApplicationClient, viewer_client: ApplicationClient, books: Cast
    ) -> None:
        assert "months/current/" in card(read(owner_client, path(books, "")), "review")
        page = read(viewer_client, path(books, ""))
        assert "In 9 days" in card(page, "review")
        assert "href" not in card(page, "review")
        assert "Enter November" not in page


def test_twice_the_items_take_no_more_statements(
    owner_client: ApplicationClient, shared_out: Cast
) -> None:
    secure(shared_out, "Mortgage", "House")
    read(owner_client, path(shared_out, ""))
    with recorded() as before:
        read(owner_client, path(shared_out, ""))
    ada = people.add_member(shared_out.household.id, name="Ada")
    for at in range(5):
        item = add_position(shared_out.household, f"House {at}", category="real_estate")
        debt = add_position(shared_out.household, f"Loan {at}", Side.LIABILITY, "mortgage")
        add_value(shared_out.household, item, OCTOBER, 10)
        add_value(shared_out.household, debt, OCTOBER, 20)
        own(shared_out, f"House {at}", {ada.pk: 1})
        secure(shared_out, f"Loan {at}", f"House {at}")
    with recorded() as after:
        page = read(owner_client, path(shared_out, ""))
    assert card(page, "underwater").count("<li>") == 6
    assert len(after) == len(before)
