"""The reader of people and households: frozen rows, never querysets."""

from accounts.queries.households import (
    HouseholdLink,
    HouseholdRow,
    MemberRow,
    MembershipRow,
    OwnHousehold,
    find_household,
    find_membership,
    household_row,
    list_households,
    list_members,
)
from accounts.queries.invitations import (
    InvitationFound,
    InvitationRow,
    InvitationState,
    Offer,
    find_invitation,
    hash_token,
    list_invitations,
)
from accounts.queries.people import (
    PersonRow,
    anybody_signed_up,
    find_person,
    has_operator,
    list_people,
    list_user_names,
)

__all__ = [
    "HouseholdLink",
    "HouseholdRow",
    "InvitationFound",
    "InvitationRow",
    "InvitationState",
    "MemberRow",
    "MembershipRow",
    "Offer",
    "OwnHousehold",
    "PersonRow",
    "anybody_signed_up",
    "find_household",
    "find_invitation",
    "find_membership",
    "find_person",
    "has_operator",
    "hash_token",
    "household_row",
    "list_households",
    "list_invitations",
    "list_members",
    "list_people",
    "list_user_names",
]
