"""The writer of people and households: each command is atomic."""

from accounts.commands.errors import LastOperator, LastOwner, Refused, SetupRefused
from accounts.commands.first_user import create_first_user, is_setup_code, setup_code
from accounts.commands.households import create_household, update_household
from accounts.commands.invitations import (
    accept_invitation,
    claim_invitation,
    invite,
    revoke_invitation,
)
from accounts.commands.members import add_member, delete_member, move_member, rename_member
from accounts.commands.memberships import admit, change_role, grant_role, revoke_role
from accounts.commands.users import create_user, find_or_invite_user, set_theme, update_user

__all__ = [
    "LastOperator",
    "LastOwner",
    "Refused",
    "SetupRefused",
    "accept_invitation",
    "add_member",
    "admit",
    "change_role",
    "claim_invitation",
    "create_first_user",
    "create_household",
    "create_user",
    "delete_member",
    "find_or_invite_user",
    "grant_role",
    "invite",
    "is_setup_code",
    "move_member",
    "rename_member",
    "revoke_invitation",
    "revoke_role",
    "set_theme",
    "setup_code",
    "update_household",
    "update_user",
]
