"""Names of what is said of an item."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FACT_NAMES: dict[str, Promise] = {
    "units": _("Counted in"),
    "currency": _("Currency"),
    "opened": _("Since"),
    "liquidity": _("Can be spent"),
    "interval": _("New value expected"),
    "discount": _("Lost in a quick sale"),
    "contingent": _("Owed"),
    "probability": _("Likely to be called"),
}

METHOD_NAMES: dict[str, Promise] = {
    "reducing": pgettext_lazy("how interest is counted", "On what is still owed"),
    "flat": pgettext_lazy("how interest is counted", "Flat, on the original sum"),
    "interest_free": pgettext_lazy("how interest is counted", "Without interest"),
}


def method_name(code: str) -> str:
    """How a debt's interest is counted."""
    return str(METHOD_NAMES.get(code, code))
