"""What an import did or would do, and why the books refuse a row."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.importers import Form, WriteCode

WRITE_SENTENCES: dict[str, Promise] = {
    WriteCode.NOT_DESCRIBED: _(
        "“%(name)s” is a new item: describe it in the list of items, given with --positions."
    ),
    WriteCode.NEW_NEEDS_SIDE: _(
        "“%(name)s” is a new item: say in the column “side” whether it is an asset or a liability."
    ),
    WriteCode.DIFFERS_FROM_KNOWN: _("The item has “%(known)s” already, not “%(found)s”."),
    WriteCode.FILES_DISAGREE: _("The list of items says “%(known)s”, not “%(found)s”."),
    WriteCode.DEBT_LIQUIDITY: _("What is owed cannot be spent: leave the liquidity blank."),
    WriteCode.BEFORE_OPENED: _("The item is there only since %(opened)s."),
    WriteCode.AFTER_CLOSED: _("The item was closed on %(closed)s and has no values from then on."),
    WriteCode.MONTH_CLOSED: _(
        "The record of %(date)s is closed and has another figure: reopen it to change it."
    ),
    WriteCode.PRICE_ZERO: _("A price must be above zero."),
}

FORM_NAMES: dict[str, Promise] = {
    Form.LONG: _("long form, one value a row"),
    Form.WIDE: _("wide form, one item a column"),
    Form.PRICES: _("prices and rates"),
}


def form_name(form: Form) -> str:
    """How the file was understood."""
    return str(FORM_NAMES[form])
