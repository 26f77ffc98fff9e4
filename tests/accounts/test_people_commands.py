"""Commands on people: a household keeps an owner, the server an operator."""

import pytest
from allauth.account.models import EmailAddress

from accounts import commands
from accounts.models import Member, Membership, User
from accounts.roles import Role
from tests.cast import Cast


def test_the_last_owner_can_neither_be_demoted_nor_removed(cast: Cast) -> None:
    with pytest.raises(commands.LastOwner):
        commands.change_role(cast.household.id, user=cast.owner, role=Role.EDITOR)
    with pytest.raises(commands.LastOwner):
        commands.revoke_role(cast.household.id, user=cast.owner)
    assert Membership.objects.get(household=cast.household.id, user=cast.owner).role == "owner"


def test_one_of_two_owners_may_go_and_stays_a_member(cast: Cast) -> None:
    commands.change_role(cast.household.id, user=cast.editor, role=Role.OWNER)
    commands.revoke_role(cast.household.id, user=cast.owner)
    assert not Membership.objects.filter(household=cast.household.id, user=cast.owner).exists()
    assert Member.objects.filter(household=cast.household.id, user=cast.owner).exists()


def test_admitting_somebody_makes_one_member_only(cast: Cast) -> None:
    commands.admit(cast.household.id, user=cast.stranger, role=Role.VIEWER)
    commands.revoke_role(cast.household.id, user=cast.stranger)
    commands.admit(cast.household.id, user=cast.stranger, role=Role.EDITOR)
    assert Member.objects.filter(household=cast.household.id, user=cast.stranger).count() == 1


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
