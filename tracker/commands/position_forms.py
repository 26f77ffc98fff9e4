"""From a valid form to what the commands take."""

from typing import Any

from tracker.commands.debt_terms import Terms
from tracker.commands.particulars import Particulars, Units
from tracker.commands.positions import FirstValue, Surroundings
from tracker.commands.valuations import Figures
from tracker.forms.position import NewPositionForm, PositionForm
from tracker.forms.position_parts import TermsForm
from tracker.forms.valuation import ValuationForm

CONTINGENT = {"": None, "yes": True, "no": False}


def read_particulars(form: PositionForm) -> Particulars:
    """What a valid form says of an item."""
    data = form.cleaned_data
    side, category = data["category"]
    code = data["units_code"]
    kind: dict[str, Any] = {"kind": data["units_kind"]} if data["units_kind"] else {}
    return Particulars(
        name=data["name"],
        side=side,
        category=category,
        currency=data["currency"],
        units=Units(code, data["units_name"], **kind) if code else None,
        liquidity=data["liquidity"] or None,
        interval_months=data["interval_months"],
        selling_discount=data["selling_discount"],
        contingent=CONTINGENT[data["contingent"]],
        probability=data["probability"],
        opened_on=data["opened_on"],
        allowance=data["allowance"],
        due_on=data["due_on"],
        counterparty=data.get("counterparty"),
    )


def read_surroundings(form: NewPositionForm) -> Surroundings:
    """What a valid form says beside that: owners, first value, security."""
    data = form.cleaned_data
    first = None
    if data["amount"] is not None:
        first = FirstValue(data["as_of"] or form.reader.today, Figures(data["amount"]))
    return Surroundings(form.parts(), first, data.get("secured_on", ()))


def read_figures(form: ValuationForm) -> Figures:
    """A dated value as it is to be kept."""
    data = form.cleaned_data
    return Figures(
        amount=data["amount"],
        book=data["book"],
        liquidation=data["liquidation"],
        source=data["source"],
        note=data["note"],
        low=data["low"],
        contribution=data.get("contribution"),
    )


def read_terms(form: TermsForm) -> Terms:
    """A debt's conditions as they are to be kept."""
    data = form.cleaned_data
    return Terms(data["rate"], data["method"], data["minimum"], data["limit"])
