"""Who reaches the admin site, and what it shows of households."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver

from accounts.admin import operators
from accounts.commands import admit
from accounts.models import Household, Member, Membership, User
from accounts.roles import Role
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tracker.commands.households import create_household
from tracker.models import Entity
from tracker.services.categories import Side

NOBODY = "00000000-0000-7000-8000-000000000000"
HOUSEHOLDS = "/admin/accounts/household/"
USERS = "/admin/accounts/user/"
POSITIONS = "/admin/tracker/position/"
SNAPSHOTS = "/admin/tracker/snapshot/"


def each_path(patterns: Any, before: str = "/admin/") -> Iterator[str]:
    for pattern in patterns:
        route = re.sub(r"<path:[^>]+>|\(\?P<url>\.\*\)\$", NOBODY, str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from each_path(pattern.url_patterns, before + route)
        elif isinstance(pattern, URLPattern):
            yield before + re.sub(r"\^?\(\?P<app_label>(\w+)\|.*", r"\1/", route)


ALL_PATHS = sorted(set(each_path(operators.get_urls())))


@pytest.mark.parametrize("path", ALL_PATHS)
@pytest.mark.parametrize("who", ["visitor", "owner", "viewer"])
def test_for_anybody_but_operators_there_is_no_such_site(cast: Cast, who: str, path: str) -> None:
    client = cast.client(None if who == "visitor" else getattr(cast, who))
    missing = client.get("/no/such/page/")
    for response in (client.get(path), client.post(path, {})):
        assert response.status_code == 404
        assert response.content == missing.content


def test_an_operator_who_was_switched_off_finds_nothing(
    cast: Cast, operator: User, operator_client: ApplicationClient
) -> None:
    assert operator_client.get("/admin/").status_code == 200
    User.objects.filter(pk=operator.pk).update(is_staff=False)
    assert operator_client.get("/admin/").status_code == 404


def test_the_admin_has_no_login_of_its_own(operator_client: ApplicationClient) -> None:
    for path in ("login/", "logout/", "password_change/", "auth/group/", "account/emailaddress/"):
        assert operator_client.get(f"/admin/{path}").status_code == 404
    assert 'action="/accounts/logout/"' in operator_client.get("/admin/").content.decode()


def test_the_list_shows_counts_and_the_last_month_but_no_amounts(
    cast: Cast, operator_client: ApplicationClient
) -> None:
    house = add_position(cast.household, "House", Side.ASSET, "real_estate")
    add_position(cast.household, "Card", Side.LIABILITY, "credit_card")
    add_value(cast.household, house, "2024-01-31", "123456.78")
    add_value(cast.household, house, "2024-02-29", "987654.32")
    page = operator_client.get(HOUSEHOLDS).content.decode()
    row = re.search(r"<tr>(?:(?!</tr>).)*>santoso<.*?</tr>", page, re.DOTALL)
    assert row
    cells = dict(re.findall(r'class="field-(\w+)[^"]*">(?:<a[^>]*>)?([^<]*)', row[0]))
    assert cells == {
        "slug": "santoso",
        "currency": "USD",
        "members": "2",
        "items": "2",
        "months": "2",
        "last_month": "Feb. 29, 2024",
    } | {key: value for key, value in cells.items() if key == "name"}
    household = cast.household.id
    for path in (
        HOUSEHOLDS,
        f"{HOUSEHOLDS}{household}/change/",
        f"{POSITIONS}?household={household}",
        f"{SNAPSHOTS}?household={household}",
    ):
        shown = operator_client.get(path).content.decode()
        assert "123456" not in shown
        assert "987654" not in shown
        assert "123,456" not in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=santoso", {"santoso"}),
        ("q=SANT", {"santoso"}),
        ("q=viewer@example.com", {"santoso"}),
        ("q=stranger@example.com", {"others"}),
        ("q=nobody", set()),
        ("currency=EUR", {"others"}),
        ("currency=USD", {"santoso"}),
        ("q=%00", {"santoso", "others"}),
    ],
)
def test_households_are_found_by_name_address_member_and_currency(
    operator_client: ApplicationClient, query: str, found: set[str]
) -> None:
    page = operator_client.get(f"{HOUSEHOLDS}?{query}", follow=True).content.decode()
    assert set(re.findall(r'class="field-slug">([^<]*)', page)) == found


def test_a_households_items_and_months_are_listed_for_it_alone(
    cast: Cast, operator_client: ApplicationClient
) -> None:
    house = add_position(cast.household, "House <b>", Side.ASSET, "real_estate")
    add_value(cast.household, house, "2024-01-31", 5)
    add_position(cast.others, "Elsewhere", Side.ASSET)
    page = operator_client.get(f"{POSITIONS}?household={cast.household.id}").content.decode()
    assert "House &lt;b&gt;" in page
    assert "Property" in page
    assert "Elsewhere" not in page
    months = operator_client.get(f"{SNAPSHOTS}?household={cast.household.id}").content.decode()
    assert "Jan. 31, 2024" in months
    found = operator_client.get(f"{POSITIONS}?household={cast.household.id}&q=nothing")
    assert "House &lt;b&gt;" not in found.content.decode()


@pytest.mark.parametrize("household", ["", "nonsense", NOBODY])
@pytest.mark.parametrize("path", [POSITIONS, SNAPSHOTS])
def test_without_a_household_no_items_are_listed(
    operator_client: ApplicationClient, path: str, household: str
) -> None:
    response = operator_client.get(path, {"household": household})
    assert response["Location"] == HOUSEHOLDS


@pytest.mark.parametrize("path", [POSITIONS, SNAPSHOTS])
def test_items_and_months_can_only_be_looked_at(
    cast: Cast, operator_client: ApplicationClient, path: str
) -> None:
    position = add_position(cast.household, "House", Side.ASSET, "real_estate")
    for page in ("add/", f"{position.pk}/change/", f"{position.pk}/delete/"):
        assert operator_client.get(f"{path}{page}").status_code == 404
    listed = f"{path}?household={cast.household.id}"
    data = {"action": "delete_selected", "_selected_action": str(position.pk)}
    operator_client.post(listed, data)
    assert type(position).objects.filter(pk=position.pk).exists()


def test_a_household_made_here_is_whole(cast: Cast, operator_client: ApplicationClient) -> None:
    data = {
        "name": "Santoso",
        "currency": "IDR",
        "zone": "Asia/Jakarta",
        "language": "id",
        "owner": "Viewer@example.com",
    }
    response = operator_client.post(f"{HOUSEHOLDS}add/", data)
    made = Household.objects.get(slug="santoso-2")
    assert response["Location"] == HOUSEHOLDS
    assert Entity.objects.filter(household=made, kind="household").exists()
    assert Membership.objects.get(household=made).user == cast.viewer
    assert Member.objects.get(household=made).user == cast.viewer
    assert LogEntry.objects.get().object_id == str(made.pk)
    assert cast.client(cast.viewer).get("/").status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", " "), ("currency", "XXX"), ("zone", "Mars"), ("owner", "nobody@example.com")],
)
def test_what_cannot_be_a_household_is_refused_at_its_field(
    operator_client: ApplicationClient, field: str, value: str
) -> None:
    data = {"name": "New", "currency": "IDR", "zone": "UTC", "language": "id", "owner": ""}
    response = operator_client.post(f"{HOUSEHOLDS}add/", data | {field: value})
    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == [field]
    assert not Household.objects.filter(name="New").exists()


def household_form(cast: Cast, **changes: str) -> dict[str, str]:
    """The household's page as it is sent back, with changes."""
    data = {"name": "Santoso", "zone": "Asia/Jakarta", "language": "en", "cadence": "monthly"}
    memberships = Membership.objects.filter(household=cast.household.id).order_by("created_at")
    for number, membership in enumerate(memberships):
        data[f"memberships-{number}-id"] = str(membership.pk)
        data[f"memberships-{number}-household"] = str(cast.household.id)
        data[f"memberships-{number}-role"] = membership.role
    total = len(memberships)
    data |= {
        "memberships-TOTAL_FORMS": str(total + 1),
        "memberships-INITIAL_FORMS": str(total),
        f"memberships-{total}-household": str(cast.household.id),
        f"memberships-{total}-role": "",
        "members-TOTAL_FORMS": "0",
        "members-INITIAL_FORMS": "0",
    }
    return data | {key.replace("__", "-"): value for key, value in changes.items()}


def roles(cast: Cast) -> dict[str, str]:
    rows = Membership.objects.filter(household=cast.household.id).select_related("user")
    return {row.user.email.split("@")[0]: row.role for row in rows}


def save(client: ApplicationClient, cast: Cast, **changes: str) -> Any:
    return client.post(f"{HOUSEHOLDS}{cast.household.id}/change/", household_form(cast, **changes))


def test_only_what_may_change_of_a_household_does(
    cast: Cast, operator_client: ApplicationClient
) -> None:
    response = save(operator_client, cast, name="Renamed", slug="taken", currency="EUR", zone="UTC")
    assert response.status_code == 302
    household = Household.objects.get(pk=cast.household.id)
    assert (household.name, household.slug, household.currency, household.zone) == (
        "Renamed",
        "santoso",
        "USD",
        "UTC",
    )


def test_people_are_let_in_and_given_roles_by_address(
    cast: Cast, operator_client: ApplicationClient
) -> None:
    response = save(
        operator_client,
        cast,
        memberships__1__role="viewer",
        memberships__3__email="Stranger@example.com",
        memberships__3__role="editor",
    )
    assert response.status_code == 302
    assert roles(cast) == {
        "owner": "owner",
        "editor": "viewer",
        "viewer": "viewer",
        "stranger": "editor",
    }
    assert Member.objects.filter(household=cast.household.id, user=cast.stranger).exists()


def test_ownership_changes_hands_in_one_go(cast: Cast, operator_client: ApplicationClient) -> None:
    response = save(
        operator_client, cast, memberships__0__role="viewer", memberships__1__role="owner"
    )
    assert response.status_code == 302
    assert roles(cast) == {"owner": "viewer", "editor": "owner", "viewer": "viewer"}


def test_a_person_is_let_out(cast: Cast, operator_client: ApplicationClient) -> None:
    before = cast.client(cast.viewer)
    save(operator_client, cast, memberships__2__DELETE="on")
    assert roles(cast) == {"owner": "owner", "editor": "editor"}
    assert before.get(f"/h/{cast.household.slug}/").status_code == 404


@pytest.mark.parametrize(
    "changes",
    [{"memberships__0__role": "editor"}, {"memberships__0__DELETE": "on"}],
)
def test_a_household_keeps_an_owner(
    cast: Cast, operator_client: ApplicationClient, changes: dict[str, str]
) -> None:
    response = save(operator_client, cast, **changes)
    assert response.status_code == 200
    assert "keeps at least one owner" in response.content.decode()
    assert roles(cast)["owner"] == "owner"


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("nobody@example.com", "Nobody of this address is signed up"),
        ("EDITOR@example.com", "belongs to the household already"),
    ],
)
def test_who_cannot_be_let_in_is_said(
    cast: Cast, operator_client: ApplicationClient, email: str, sentence: str
) -> None:
    response = save(
        operator_client, cast, memberships__3__email=email, memberships__3__role="viewer"
    )
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert len(roles(cast)) == 3


def test_another_households_membership_cannot_be_changed_through_this_one(
    cast: Cast, operator_client: ApplicationClient
) -> None:
    foreign = Membership.objects.get(household=cast.others.id)
    save(operator_client, cast, memberships__1__id=str(foreign.pk), memberships__1__role="viewer")
    foreign.refresh_from_db()
    assert (foreign.role, foreign.household_id) == ("owner", cast.others.id)


def test_who_a_membership_is_for_cannot_be_changed(
    cast: Cast, operator_client: ApplicationClient
) -> None:
    save(operator_client, cast, memberships__1__email="stranger@example.com")
    assert "stranger" not in roles(cast)


def statements(client: ApplicationClient, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_lists_and_pages_cost_the_same_however_much_there_is(
    cast: Cast, operator_client: ApplicationClient
) -> None:
    household = cast.household.id
    paths = (
        "/admin/",
        HOUSEHOLDS,
        f"{HOUSEHOLDS}?q=santoso",
        USERS,
        f"{HOUSEHOLDS}{household}/change/",
        f"{POSITIONS}?household={household}",
        f"{SNAPSHOTS}?household={household}",
    )
    double(cast, "a")
    before = {path: statements(operator_client, path) for path in paths}
    double(cast, "b")
    double(cast, "c")
    after = {path: statements(operator_client, path) for path in paths}
    assert before == after
    assert before[HOUSEHOLDS] <= 14


def double(cast: Cast, letter: str) -> None:
    for number in range(4):
        user = User.objects.create_user(f"{letter}{number}@example.com", "a long password")
        create_household(f"Santoso {letter}{number}", currency="USD", owner=user)
        admit(cast.household.id, user=user, role=Role.VIEWER)
        item = add_position(cast.household, f"{letter}{number}", Side.ASSET)
        add_value(cast.household, item, f"20{10 + number + 4 * 'abc'.index(letter)}-01-31", 1)


def test_every_link_of_the_admin_leads_somewhere(
    cast: Cast, operator_client: ApplicationClient
) -> None:
    seen: set[str] = set()
    waiting = ["/admin/"]
    while waiting:
        path = waiting.pop()
        if path in seen or not path.startswith("/admin/"):
            continue
        seen.add(path)
        response = operator_client.get(path)
        assert response.status_code in {200, 302}, path
        if response.status_code == 200:
            for link in re.findall(r'href="([^"#]+)"', response.content.decode()):
                there = urljoin(path, link.replace("&amp;", "&"))
                # Sorting and filters are links to the same list.
                if "?" not in there or "household=" in there.split("?")[1].split("&")[0]:
                    waiting.append(there.split("&")[0])
    assert f"{POSITIONS}?household={cast.household.id}" in seen
    assert len(seen) > 12
