"""Households on the command line: making one, its owner's link, listing, and the setup code."""

from urllib.parse import urlsplit

import pytest
from django.core.management.base import CommandError

from accounts import commands as people
from accounts.commands import create_first_user, setup_code
from accounts.models import Household, Member, Membership, User
from accounts.queries import find_membership
from accounts.roles import Role
from tests.cast import ApplicationClient
from tests.management.running import run
from tracker.models import Entity

pytestmark = pytest.mark.django_db


def test_the_last_word_of_the_last_line_is_the_slug() -> None:
    said = run("create_household", "Keluarga Santoso", "--currency", "IDR")
    slug = said.splitlines()[-1].split()[-1]
    household = Household.objects.get(slug=slug)
    assert (slug, household.currency, household.zone) == ("keluarga-santoso", "IDR", "UTC")
    assert Entity.objects.get(household=household).kind == "household"


def test_two_households_of_one_name_get_two_addresses() -> None:
    first = run("create_household", "Lim", "--currency", "MYR").split()[-1]
    second = run("create_household", "Lim", "--currency", "MYR").split()[-1]
    assert (first, second) == ("lim", "lim-2")


def test_a_new_owner_sets_a_password_by_the_printed_link_and_comes_in() -> None:
    said = run(
        "create_household", "Nguyen", "--currency", "vnd", "--owner", "Lan@Example.com",
        "--zone", "Asia/Ho_Chi_Minh",
    )  # fmt: skip
    link = next(word for word in said.split() if word.startswith("http"))
    assert link.startswith("http://localhost:8000/accounts/password/reset/key/")
    client = ApplicationClient(HTTP_HOST="localhost")
    page = client.get(urlsplit(link).path, follow=True)
    password = {"password1": "a long new password", "password2": "a long new password"}
    client.post(page.request["PATH_INFO"], password)
    user = User.objects.get(email="lan@example.com")
    assert user.check_password("a long new password")
    found = find_membership(user.pk, said.split()[-1])
    assert found is not None
    assert found.role is Role.OWNER
    assert Member.objects.get(user=user).name == "lan"


def test_the_link_begins_where_the_site_is_reached() -> None:
    said = run(
        "create_household", "A", "--currency", "USD", "--owner", "a@example.com",
        "--base-url", "https://money.example.com/",
    )  # fmt: skip
    assert "https://money.example.com/accounts/password/reset/key/" in said


def test_a_login_made_here_is_no_operator_and_leaves_the_setup_code_open() -> None:
    run("create_household", "First", "--currency", "USD", "--owner", "first@example.com")
    assert not User.objects.filter(is_staff=True).exists()
    code = run("setup_code").strip()
    user = people.create_first_user(
        code=code, email="FIRST@example.com", password="a long password", name="Dewi"
    )
    assert user.is_staff
    assert user.check_password("a long password")
    assert User.objects.count() == 1
    assert run("setup_code") == ""


def test_an_owner_with_a_login_needs_no_link() -> None:
    user = User.objects.create_user("budi@example.com", "a long password")
    said = run("create_household", "B", "--currency", "USD", "--owner", "BUDI@example.com")
    assert "http" not in said
    assert "has a login already" in said
    assert Membership.objects.get(user=user).role == "owner"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["X", "--currency", "BTC"], "There is no currency “BTC”"),
        (["X", "--currency", "USD", "--zone", "Mars/Base"], "There is no time zone “Mars/Base”"),
        (["X", "--currency", "USD", "--owner", "nobody"], "“nobody” is not an email address"),
        (["  ", "--currency", "USD"], "A household needs a name"),
        (["x" * 101, "--currency", "USD"], "longer than 100 characters"),
        (["a\x1b[2Jb", "--currency", "USD"], "characters that cannot be shown"),
        (["X", "--currency", "USD", "--owner", f"{'a' * 250}@x.com"], "is not an email address"),
        (["X", "--currency", "USD", "--base-url", "ftp://x"], "--base-url must be an address"),
        (["X", "--currency", "USD", "--base-url", "http://[::1"], "--base-url must be an address"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(words: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence) as refusal:
        run("create_household", *words)
    assert "\n" not in str(refusal.value)
    assert not Household.objects.exists()
    assert not User.objects.exists()


def test_households_are_listed_one_a_line() -> None:
    run("create_household", "Lim", "--currency", "MYR")
    run("create_household", "Chen", "--currency", "TWD")
    assert run("list_households") == "chen\tChen\tTWD\nlim\tLim\tMYR\n"


def test_a_name_cannot_break_the_list_into_other_lines() -> None:
    run("create_household", "Lim", "--currency", "MYR")
    Household.objects.update(name="Li\nm\x1b[2J\tX")
    assert run("list_households") == "lim\tLi m [2J X\tMYR\n"


def test_the_setup_code_is_printed_until_somebody_has_signed_up() -> None:
    code = run("setup_code").strip()
    assert code == setup_code()
    create_first_user(code=code, email="first@example.com", password="a long password")
    assert run("setup_code") == ""
