"""Whose part: the list of items and the balance sheet by person, beside the household's."""

import re
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from accounts.access import tenant
from accounts.queries import list_members
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tests.views.snapshot_page import OCTOBER, find, path, read
from tests.views.test_same_figures import ITEMS, SHEET
from tracker.models import Ownership
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def number(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.-]", "", text.replace("\u2212", "-")))


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


@pytest.fixture
def people(books: Cast) -> list[UUID]:
    """The house in thirds, the mortgage one person's, the savings nobody's in particular."""
    first, second = (member.id for member in list_members(books.household.id)[:2])
    own(books, "House", {first: 1, second: 2})
    own(books, "Mortgage", {first: 1})
    return [first, second]


def sides(client: ApplicationClient, cast: Cast, rest: str, pattern: str) -> list[Decimal]:
    return [number(text) for text in re.findall(pattern, read(client, path(cast, rest)))]


@pytest.mark.parametrize(("page", "pattern"), [("items/", ITEMS), ("balance/", SHEET)])
def test_persons_and_shared_add_up_to_the_household_on_both_sides(
    owner_client: ApplicationClient, books: Cast, people: list[UUID], page: str, pattern: str
) -> None:
    whole = sides(owner_client, books, page, pattern)
    parts = []
    for person in [*people, "shared"]:
        shown = sides(owner_client, books, f"{page}?person={person}", pattern)
        parts.append(shown + [Decimal(0)] * (len(whole) - len(shown)))
    assert whole == [Decimal("338600.50"), Decimal(340_000)]
    assert [sum(column) for column in zip(*parts, strict=True)] == whole


def test_a_persons_list_holds_their_part_of_their_items_alone(
    owner_client: ApplicationClient, books: Cast, people: list[UUID]
) -> None:
    page = read(owner_client, path(books, f"items/?person={people[1]}"))
    assert "Values on 21 Nov 2026, in USD, the part of Editor" in page
    assert "$200,000" in page
    assert "Owner 1/3, Editor 2/3" in page
    assert "Joint savings" not in page
    assert "Mortgage" not in page
    shared = read(owner_client, path(books, "items/?person=shared"))
    assert "Joint savings" in shared
    assert "House<" not in shared


def test_the_choice_of_person_and_of_items_keep_each_other(
    owner_client: ApplicationClient, books: Cast, people: list[UUID]
) -> None:
    sold = add_position(books.household, "Sold", category="valuables", closed_on=date(2026, 11, 1))
    add_value(books.household, sold, "2026-09-30", 5)
    page = read(owner_client, path(books, "items/?show=all&person=shared"))
    assert 'href="?show=closed&amp;person=shared"' in page
    assert 'href="?person=shared"' in page
    assert f'href="?show=all&amp;person={people[0]}"' in page
    assert 'href="?show=all"' in page
    theirs = read(owner_client, path(books, f"items/?person={people[0]}"))
    assert "show=closed" not in theirs, "nothing of theirs is closed"


def test_a_list_of_shared_things_offers_no_persons(
    owner_client: ApplicationClient, books: Cast
) -> None:
    page = read(owner_client, path(books, "items/"))
    assert "person=" not in page
    assert "Values on 21 Nov 2026, in USD<" in page


def test_who_is_not_of_the_household_is_not_found(
    owner_client: ApplicationClient, books: Cast
) -> None:
    foreign = list_members(books.others.id)[0].id
    for person in (foreign, "nonsense", "Shared"):
        assert owner_client.get(path(books, f"items/?person={person}")).status_code == 404
        assert owner_client.get(path(books, f"?person={person}")).status_code == 404


def test_a_missing_value_is_missing_in_a_persons_list_too(
    owner_client: ApplicationClient, books: Cast, people: list[UUID]
) -> None:
    add_position(books.household, "Boat", category="vehicles", opened_on=date(2026, 1, 1))
    francs = add_position(books.household, "Francs", currency="CHF")
    add_value(books.household, francs, OCTOBER, 10)
    own(books, "Boat", {people[1]: 1})
    own(books, "Francs", {people[1]: 1, people[0]: 1})
    page = read(owner_client, path(books, f"items/?person={people[1]}"))
    assert '<span class="missing">not entered</span>' in page
    assert '<span class="missing">no rate of CHF</span>' in page


def test_a_viewer_sees_every_persons_list_and_nothing_to_change(
    viewer_client: ApplicationClient, books: Cast, people: list[UUID]
) -> None:
    page = read(viewer_client, path(books, f"items/?person={people[0]}"))
    assert "$100,000" in page
    assert "items/new/" not in page


class TestBalanceSheet:
    def block(self, page: str) -> str:
        found = re.search(r'class="sheet-people".*?</section>', page, re.DOTALL)
        return found[0] if found else ""

    def test_everybody_stands_side_by_side_under_the_sheet_of_the_whole(
        self, owner_client: ApplicationClient, books: Cast, people: list[UUID]
    ) -> None:
        block = self.block(read(owner_client, path(books, "balance/?date=2026-11-01")))
        cells = [number(text) for text in re.findall(r'class="money">([^<]*)<', block)]
        rows = [cells[at : at + 3] for at in range(0, len(cells), 3)]
        assert len(rows) == 4
        assert [sum(column) for column in zip(*rows[:3], strict=True)] == rows[3]
        assert rows[3] == [Decimal("338600.50"), Decimal(340_000), Decimal("-1399.50")]
        assert f'href="?date=2026-11-01&amp;person={people[0]}"' in block
        assert not self.block(read(owner_client, path(books, f"balance/?person={people[0]}")))

    def test_it_is_left_out_where_all_is_shared(
        self, owner_client: ApplicationClient, books: Cast
    ) -> None:
        assert not self.block(read(owner_client, path(books, "balance/")))

    def test_thirds_of_cents_add_up_as_shown(
        self, owner_client: ApplicationClient, books: Cast, people: list[UUID]
    ) -> None:
        add_value(books.household, find("House"), "2026-11-20", "100.01")
        add_value(books.household, find("Mortgage"), "2026-11-20", "0.02")
        card = add_position(books.household, "Card", Side.LIABILITY, "credit_card")
        add_value(books.household, card, "2026-11-20", "10.01")
        own(books, "Card", {people[0]: 1, people[1]: 2})
        block = self.block(read(owner_client, path(books, "balance/")))
        cells = [number(text) for text in re.findall(r'class="money">([^<]*)<', block)]
        rows = [cells[at : at + 3] for at in range(0, len(cells), 3)]
        assert [sum(column) for column in zip(*rows[:3], strict=True)] == rows[3]
        assert all(own - owe == net for own, owe, net in rows)

    def test_what_a_person_lacks_is_no_zero(
        self, owner_client: ApplicationClient, books: Cast, people: list[UUID]
    ) -> None:
        add_position(books.household, "Boat", category="vehicles", opened_on=date(2026, 1, 1))
        own(books, "Boat", {people[1]: 1})
        with tenant(books.household.id):
            Ownership.objects.filter(position=find("House"), member_id=people[1]).delete()
        block = self.block(read(owner_client, path(books, "balance/")))
        assert "not entered" in block
        assert "incomplete" in block
