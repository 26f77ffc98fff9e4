"""People, households, and who may see which."""

from accounts.models.household import Cadence, Household
from accounts.models.invitation import Invitation
from accounts.models.member import Member
from accounts.models.membership import Membership
from accounts.models.user import StartPage, Theme, User

__all__ = [
    "Cadence",
    "Household",
    "Invitation",
    "Member",
    "Membership",
    "StartPage",
    "Theme",
    "User",
]
