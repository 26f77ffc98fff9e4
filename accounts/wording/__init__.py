"""Codes of the commands on people, and what was done, as whole sentences."""

from accounts.wording.done import (
    invitation_revoked,
    left,
    member_added,
    member_deleted,
    person_removed,
    role_changed,
    saved,
    welcome,
)
from accounts.wording.refusals import refusal_sentence

__all__ = [
    "invitation_revoked",
    "left",
    "member_added",
    "member_deleted",
    "person_removed",
    "refusal_sentence",
    "role_changed",
    "saved",
    "welcome",
]
