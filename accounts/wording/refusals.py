"""Why a command on people did nothing, in one whole sentence for every code."""

from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Protocol):
    """What a command raises: a code and what its sentence needs."""

    code: str
    params: dict[str, Any]


SENTENCES: dict[str, Promise] = {
    "last_owner": _(
        "A household needs an owner, and there is no other. Make somebody else an owner first."
    ),
    "no_person": _("Nobody of this household is meant: the person may just have been removed."),
    "name_blank": _("Enter a name, without line breaks or control characters."),
    "name_taken": _("Somebody here is called “{name}” already: choose another name."),
    "has_login": _("“{name}” has a login here already."),
    "owns_something": _(
        "“{name}” owns items, or has owned some, so the history needs the name. Nothing was "
        "deleted."
    ),
    "belongs_already": _("Somebody with the address {email} belongs to this household already."),
    "too_many_invitations": _(
        "{number} invitations were made within an hour, which is the most. Try again later."
    ),
    "no_invitation": _("This invitation has been used or withdrawn already."),
    "already_member": _("You belong to this household already."),
    "other_address": _(
        "This invitation is for another address. Log in with it, or ask for a new one."
    ),
    "invitation_used": _("It has been used already, and each one works once."),
    "invitation_expired": _("It has expired."),
    "invitation_revoked": _("It has been withdrawn."),
    "invitation_unknown": _("There is no invitation at this address. Was the link copied whole?"),
}


def refusal_sentence(refusal: Refusal) -> str:
    """The sentence of a refusal, in the reader's language."""
    return str(SENTENCES[refusal.code]).format(**refusal.params)
