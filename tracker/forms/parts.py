"""Whole-number parts of an item by member: one field each, in whatever form asks for them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from accounts.queries import MemberRow
from tracker.forms.money import WholeNumberField

PARTS = "parts_"


def parts_field(member: MemberRow) -> WholeNumberField:
    """One member's whole-number part."""
    return WholeNumberField(label=member.name, required=False, minimum=0, maximum=1000)


def read_parts(cleaned: Mapping[str, Any]) -> dict[UUID, int]:
    """Members' parts among a form's fields, without those who have none."""
    return {
        UUID(name.removeprefix(PARTS)): count
        for name, count in cleaned.items()
        if name.startswith(PARTS) and count
    }


def refuse_strange_parts(form: forms.Form) -> None:
    """Say so where parts are given to somebody who is no member of the household."""
    if any(name.startswith(PARTS) and name not in form.fields for name in form.data):
        form.add_error(None, _("One of the people is not a member of this household."))
