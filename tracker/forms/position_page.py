"""All forms of one item's page, of which at most one carries what somebody sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.queries import MemberRow
from tracker.forms.parts import PARTS
from tracker.forms.position_parts import (
    ClosingForm,
    OwnersForm,
    SecuredForm,
    TermsForm,
)
from tracker.forms.reader import Reader
from tracker.forms.valuation import ValuationForm
from tracker.forms.value_model import ValueModelForm, initial_model
from tracker.queries.position_page import PositionFacts
from tracker.services.calendar import date_of
from tracker.services.categories import Side
from tracker.services.estimates import DECLINING, can_go_on
from tracker.services.records import OwnershipRow, ValuationRow


@dataclass(frozen=True, slots=True)
class PositionForms:
    """`terms` only for debts, `model` only for what can go on by itself."""

    value: ValuationForm
    owners: OwnersForm
    secured: SecuredForm
    closing: ClosingForm
    terms: TermsForm | None
    model: ValueModelForm | None


def make_forms(
    facts: PositionFacts,
    reader: Reader,
    *,
    edited: ValuationRow | None = None,
    bound: str = "",
    data: Mapping[str, Any] | None = None,
) -> PositionForms:
    """The page's forms; the one called `bound` holds `data`, `edited` fills the value's form."""
    row = facts.row

    def options(name: str, **initial: Any) -> dict[str, Any]:
        sent = data if name == bound else None
        return {"data": sent, "reader": reader, "initial": initial, "auto_id": f"{name}-%s"}

    initial = _value(edited, reader)
    debt = row.side is Side.LIABILITY
    return PositionForms(
        value=ValuationForm(position=row, held=edited, **options("value", **initial)),
        owners=OwnersForm(
            members=facts.members,
            **options("owners", since=reader.today, **_parts(facts.ownership, facts.members)),
        ),
        secured=SecuredForm(
            counterparts=facts.counterparts,
            label=_("Secured on") if debt else _("Debts secured on it"),
            **options("secured", others=[str(one) for one in facts.secured]),
        ),
        closing=ClosingForm(**options("closing", closed_on=reader.today)),
        terms=TermsForm(position=row, **options("terms", **_terms(facts, reader)))
        if debt
        else None,
        model=ValueModelForm(position=row, **options("model", **_model(facts, reader)))
        if can_go_on(facts.books.positions[0])
        else None,
    )


def _value(edited: ValuationRow | None, reader: Reader) -> dict[str, Any]:
    if edited is None:
        return {"as_of": reader.today}
    return {
        "as_of": edited.as_of,
        "amount": edited.amount,
        "book": edited.book,
        "liquidation": edited.liquidation,
        "low": edited.low,
        "contribution": edited.contribution,
        "source": edited.source,
        "note": " ".join(edited.note.split()),  # one line, as its field holds it
        "version": edited.version,
    }


def _parts(sets: Sequence[OwnershipRow], members: Sequence[MemberRow]) -> dict[str, Any]:
    held: dict[UUID, int] = dict(sets[0].parts) if sets else {}
    return {PARTS + str(member.id): held.get(member.id) for member in members}


def _model(facts: PositionFacts, reader: Reader) -> dict[str, Any]:
    """What is saved; else from the last value on, which fills the months since."""
    (position,) = facts.books.positions
    if position.model is not None:
        return initial_model(position.model)
    entered = position.amounts.days
    return {"kind": DECLINING, "since": date_of(int(entered[-1])) if len(entered) else reader.today}


def _terms(facts: PositionFacts, reader: Reader) -> dict[str, Any]:
    if not facts.terms:
        return {"since": reader.today}
    newest = facts.terms[0]
    return {
        "since": reader.today,
        "rate": newest.rate,
        "method": newest.method,
        "minimum": newest.minimum,
        "limit": newest.limit,
    }
