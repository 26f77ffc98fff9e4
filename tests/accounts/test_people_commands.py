"""Commands on people: a household keeps an owner, the server an operator."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress

from accounts import commands
from accounts.access import tenant
from accounts.models import Member, Membership, User
from accounts.queries import list_members
from accounts.roles import Role
from tests.accounts.conftest import at_once
from tests.cast import Cast, add_position
from tracker.models import Ownership


def test_the_last_owner_can_neither_be_demoted_nor_removed(cast: Cast) -> None:
    with pytest.raises(commands.LastOwner):
        commands.change_role(cast.household.id, user_id=cast.owner.pk, role=Role.EDITOR)
    with pytest.raises(commands.LastOwner):
        commands.revoke_role(cast.household.id, user_id=cast.owner.pk)
    assert Membership.objects.get(household=cast.household.id, user=cast.owner).role == "owner"


def test_one_of_two_owners_may_go_and_stays_in_the_books_without_the_login(cast: Cast) -> None:
    before = Member.objects.get(household=cast.household.id, user=cast.owner)
    commands.change_role(cast.household.id, user_id=cast.editor.pk, role=Role.OWNER)
    commands.revoke_role(cast.household.id, user_id=cast.owner.pk)
    assert not Membership.objects.filter(household=cast.household.id, user=cast.owner).exists()
    after = Member.objects.get(pk=before.pk)
    assert (after.name, after.user_id) == (before.name, None)


def test_an_owner_whose_login_is_switched_off_does_not_count(cast: Cast) -> None:
    commands.change_role(cast.household.id, user_id=cast.editor.pk, role=Role.OWNER)
    User.objects.filter(pk=cast.editor.pk).update(is_active=False)
    with pytest.raises(commands.LastOwner):
        commands.revoke_role(cast.household.id, user_id=cast.owner.pk)


def test_somebody_let_in_again_as_the_same_person_is_one_member(cast: Cast) -> None:
    commands.admit(cast.household.id, user=cast.stranger, role=Role.VIEWER)
    member = Member.objects.get(household=cast.household.id, user=cast.stranger)
    commands.revoke_role(cast.household.id, user_id=cast.stranger.pk)
    commands.admit(cast.household.id, user=cast.stranger, role=Role.EDITOR, member_id=member.pk)
    assert Member.objects.get(household=cast.household.id, user=cast.stranger).pk == member.pk


def test_somebody_let_in_as_a_person_with_a_login_becomes_another_one(cast: Cast) -> None:
    taken = Member.objects.get(household=cast.household.id, user=cast.owner)
    commands.admit(cast.household.id, user=cast.stranger, role=Role.EDITOR, member_id=taken.pk)
    taken.refresh_from_db()
    assert taken.user_id == cast.owner.pk
    assert Member.objects.get(household=cast.household.id, user=cast.stranger).pk != taken.pk


def test_a_member_of_another_household_is_never_taken_over(cast: Cast) -> None:
    theirs = commands.add_member(cast.others.id, name="Theirs")
    newcomer = User.objects.create_user("new@example.com")
    commands.admit(cast.household.id, user=newcomer, role=Role.EDITOR, member_id=theirs.pk)
    theirs.refresh_from_db()
    assert theirs.user_id is None


def test_a_person_is_struck_out_only_where_nothing_names_them(cast: Cast) -> None:
    member = commands.add_member(cast.household.id, name="Adi")
    house = add_position(cast.household, "House", category="real_estate")
    with tenant(cast.household.id):
        Ownership.objects.create(
            household_id=cast.household.id,
            position=house,
            member=member,
            parts=1,
            since=date(2026, 1, 1),
        )
        with pytest.raises(commands.Refused) as refused:
            commands.delete_member(cast.household.id, member_id=member.pk)
        assert refused.value.code == "owns_something"
        assert Member.objects.filter(pk=member.pk).exists()
        Ownership.objects.all().delete()
        commands.delete_member(cast.household.id, member_id=member.pk)
    assert not Member.objects.filter(pk=member.pk).exists()


def test_a_person_with_a_login_is_not_struck_out(cast: Cast) -> None:
    member = Member.objects.get(household=cast.household.id, user=cast.owner)
    with pytest.raises(commands.Refused) as refused:
        commands.delete_member(cast.household.id, member_id=member.pk)
    assert refused.value.code == "has_login"


def test_moving_somebody_changes_places_and_stops_at_the_ends(cast: Cast) -> None:
    third = commands.add_member(cast.household.id, name="Adi")

    def order() -> list[str]:
        return [row.name for row in list_members(cast.household.id)]

    assert order() == ["Owner", "Editor", "Adi"]
    commands.move_member(cast.household.id, member_id=third.pk, up=True)
    assert order() == ["Owner", "Adi", "Editor"]
    for _again in range(3):
        commands.move_member(cast.household.id, member_id=third.pk, up=True)
    assert order() == ["Adi", "Owner", "Editor"]
    commands.move_member(cast.household.id, member_id=third.pk, up=False)
    assert order() == ["Owner", "Adi", "Editor"]


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    """Where two do the same at the same time, each gets an answer."""

    def test_two_members_of_one_name_get_a_number(self, cast: Cast) -> None:
        at_once(*[lambda: commands.add_member(cast.household.id, name="Adi")] * 4)
        names = sorted(row.name for row in list_members(cast.household.id))
        assert names == ["Adi", "Adi 2", "Adi 3", "Adi 4", "Editor", "Owner"]

    def test_two_households_of_one_name_get_two_addresses(self, db: None) -> None:
        made = at_once(*[lambda: commands.create_household("Lim", currency="MYR")] * 4)
        assert sorted(one.slug for one in made) == ["lim", "lim-2", "lim-3", "lim-4"]

    def test_two_owners_who_leave_at_once_leave_one_behind(self, cast: Cast) -> None:
        commands.change_role(cast.household.id, user_id=cast.editor.pk, role=Role.OWNER)
        outcomes = at_once(
            lambda: commands.revoke_role(cast.household.id, user_id=cast.owner.pk),
            lambda: commands.revoke_role(cast.household.id, user_id=cast.editor.pk),
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["LastOwner", "NoneType"]
        assert Membership.objects.filter(household=cast.household.id, role="owner").count() == 1


def test_the_last_operator_stays_one(db: None) -> None:
    user = User.objects.create_superuser("op@example.com", "a long password")
    for change in ({"is_staff": False}, {"is_active": False}):
        wanted = {"email": user.email, "name": "", "is_active": True, "is_staff": True} | change
        with pytest.raises(commands.LastOperator):
            commands.update_user(user.pk, **wanted)
    User.objects.create_superuser("second@example.com", "a long password")
    commands.update_user(user.pk, email=user.email, name="", is_active=True, is_staff=False)
    user.refresh_from_db()
    assert not user.is_superuser


def test_an_old_address_no_longer_signs_in(db: None) -> None:
    user = User.objects.create_user("old@example.com", "a long password")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    commands.update_user(user.pk, email="New@Example.com", name="", is_active=True, is_staff=False)
    user.refresh_from_db()
    assert user.email == "new@example.com"
    assert not EmailAddress.objects.exists()


def test_the_first_user_exists_once_whatever_the_code(db: None) -> None:
    code = commands.setup_code()
    commands.create_first_user(
        code=f" {code.upper()} ", email="a@example.com", password="a long password"
    )
    with pytest.raises(commands.SetupRefused):
        commands.create_first_user(code=code, email="b@example.com", password="a long password")
    assert User.objects.get().is_staff
