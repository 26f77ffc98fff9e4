"""Writes what units are counted in."""

import re
from typing import Final

from accounts.queries import HouseholdRow
from tracker.commands.errors import Refused
from tracker.models import Commodity, CommodityKind
from tracker.services.currencies import is_known

CODE: Final = re.compile(r"[A-Za-z0-9._-]{1,32}", re.ASCII)


def find_or_make_commodity(
    household: HouseholdRow, *, code: str, name: str = "", kind: str = CommodityKind.OTHER
) -> Commodity:
    """The household's unit of this code, made where missing; a name or kind given here is kept
    only for a new one. Codes that differ by case alone are the same unit.

    Raises Refused (commodity_code, commodity_is_currency, commodity_kind).
    """
    if not CODE.fullmatch(code):
        raise Refused("commodity_code", found=code[:40])
    if is_known(code.upper()):
        raise Refused("commodity_is_currency", currency=code.upper())
    if kind not in CommodityKind.values:
        raise Refused("commodity_kind")
    known = Commodity.objects.filter(household_id=household.id)
    found = known.filter(code=code).first() or known.filter(code__iexact=code).first()
    if found is not None:
        return found
    fresh = Commodity(household_id=household.id, code=code, name=name.strip(), kind=kind)
    Commodity.objects.bulk_create([fresh], ignore_conflicts=True)
    return known.get(code=code)
