"""The sample household: added in one click, marked everywhere, for one login alone."""

import re
from typing import Any

import pytest

from accounts.models import Household, Member, Membership, User
from tests.cast import ApplicationClient, Cast
from tests.views.test_settings_data import TODAY
from tracker.commands.demo import make_demo, make_sample
from tracker.models import Valuation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
ADD = "/households/sample/"
CHIP = re.compile(r'class="chip[^>]*>.*?</svg>\s*Sample\s*</span>', re.DOTALL)


@pytest.fixture
def opener(cast: Cast, settings: Any) -> ApplicationClient:
    """The client of somebody who may start households, and has none yet."""
    settings.SIGNUP_OPEN = True
    return cast.client(User.objects.create_user("new@example.com", "a long password", name="Neu"))


def test_one_click_adds_it_for_this_login_alone(opener: ApplicationClient) -> None:
    response = opener.post(ADD)
    assert response["Location"] == "/h/santoso-2/"
    household = Household.objects.get(slug="santoso-2")
    assert household.is_sample
    assert [(m.user.email, m.role) for m in Membership.objects.filter(household=household)] == [
        ("new@example.com", "owner")
    ]
    assert [(m.name, m.user_id) for m in Member.objects.filter(household=household)] == [
        ("Dewi", None),
        ("Arif", None),
    ]
    assert Valuation.objects.filter(household_id=household.pk).count() > 1000
    assert opener.get("/h/santoso-2/").status_code == 200


def test_a_second_click_leads_to_the_one_that_is_there(opener: ApplicationClient) -> None:
    assert opener.post(ADD)["Location"] == opener.post(ADD)["Location"]
    assert Household.objects.filter(is_sample=True).count() == 1


def test_two_people_have_one_each(opener: ApplicationClient, cast: Cast) -> None:
    opener.post(ADD)
    assert cast.client(cast.stranger).post(ADD)["Location"] == "/h/santoso-3/"
    assert Household.objects.filter(is_sample=True).count() == 2


@pytest.mark.parametrize("page", ["", "items/", "balance/", "settings/"])
def test_every_page_says_that_it_is_a_sample(opener: ApplicationClient, page: str) -> None:
    slug = opener.post(ADD)["Location"]
    answer = opener.get(slug + page).content.decode()
    assert "Made-up people and figures" in answer
    assert len(CHIP.findall(answer)) == 1


def test_the_list_marks_it_and_offers_it_only_where_it_is_missing(
    opener: ApplicationClient, cast: Cast, settings: Any
) -> None:
    client = cast.client(cast.owner)
    assert ADD in client.get("/?list").content.decode()
    client.post(ADD)
    page = client.get("/?list").content.decode()
    assert ADD not in page
    assert len(CHIP.findall(page)) == 1
    settings.SIGNUP_OPEN = False
    assert ADD not in cast.client(cast.editor).get("/?list").content.decode()


@pytest.mark.parametrize("page", ["/h/santoso-2/", "/h/santoso-2/settings/", "/?list"])
def test_one_click_removes_it_from_wherever_it_is_shown(
    opener: ApplicationClient, page: str
) -> None:
    opener.post(ADD)
    shown = opener.get(page).content.decode()
    assert re.search(r'<form method="post" action="/h/santoso-2/settings/delete/">', shown)
    assert "Remove the sample" in shown


def test_only_an_owner_is_offered_its_removal(opener: ApplicationClient, cast: Cast) -> None:
    slug = opener.post(ADD)["Location"]
    guest = User.objects.get(email="new@example.com")
    Membership.objects.filter(user=guest).update(role="viewer")
    for page in (slug, f"{slug}settings/", "/?list"):
        assert "Remove the sample" not in opener.get(page).content.decode()


def test_who_may_not_start_a_household_gets_no_sample(cast: Cast, settings: Any) -> None:
    settings.SIGNUP_OPEN = False
    assert cast.client(cast.owner).post(ADD).status_code == 403
    assert not Household.objects.filter(is_sample=True).exists()


def test_an_ordinary_household_is_not_called_a_sample(
    cast: Cast, owner_client: ApplicationClient
) -> None:
    assert "Made-up people" not in owner_client.get(f"/h/{cast.household.slug}/").content.decode()


def test_the_demonstration_is_a_household_of_its_own_beside_the_sample() -> None:
    demo = make_demo(today=TODAY)
    dewi = User.objects.get(email="dewi@santoso.example")
    sample = make_sample(user=dewi, today=TODAY)
    assert sample.id != demo.household.id
    assert make_demo(today=TODAY).household.id == demo.household.id
