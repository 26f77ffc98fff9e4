"""Changes what is said of a unit that things are counted in: its code, name and kind."""

from uuid import UUID

from django.db import transaction

from accounts.queries import HouseholdRow
from tracker.commands.commodities import CODE
from tracker.commands.errors import Refused
from tracker.commands.particulars import clean_name
from tracker.models import Commodity, CommodityKind
from tracker.queries.commodities import commodity_print
from tracker.services.currencies import is_known

NAME_LENGTH = 100


@transaction.atomic
def edit_unit(
    household: HouseholdRow,
    *,
    actor: UUID | None,
    commodity_id: UUID,
    code: str,
    name: str,
    kind: str,
    seen: str,
) -> None:
    """Rename a unit; its prices and items stay with it. `seen` is the print of what the form was
    made from (queries.commodities.commodity_print).

    Raises Refused (no_commodity, unit_changed, commodity_code, commodity_is_currency, code_taken,
    commodity_kind, name_long, name_characters, name_blank).
    """
    units = Commodity.objects.filter(household_id=household.id)
    held = units.select_for_update().filter(pk=commodity_id).first()
    if held is None:
        raise Refused("no_commodity")
    name = clean_name(name) if name.strip() else ""
    if len(name) > NAME_LENGTH:
        raise Refused("name_long", allowed=NAME_LENGTH)
    if (held.code, held.name, held.kind) == (code, name, kind):
        return
    if commodity_print(held.code, held.name, held.kind) != seen:
        raise Refused("unit_changed")
    # A code that a file brought may be kept, whatever it looks like.
    if code != held.code:
        _check_code(household, commodity_id, code)
    if kind not in CommodityKind.values:
        raise Refused("commodity_kind")
    held.code, held.name, held.kind = code, name, kind
    held.save(update_fields=["code", "name", "kind"])


def _check_code(household: HouseholdRow, commodity_id: UUID, code: str) -> None:
    if not CODE.fullmatch(code):
        raise Refused("commodity_code", found=code[:40])
    if is_known(code.upper()):
        raise Refused("commodity_is_currency", currency=code.upper())
    others = Commodity.objects.filter(household_id=household.id).exclude(pk=commodity_id)
    if others.filter(code__iexact=code).exists():
        raise Refused("code_taken", found=code)
