"""What an import did or would do, and why the books refuse a row."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tracker.formatting import format_number
from tracker.importers import Form, WriteCode
from tracker.wording.import_options import option_name

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
    WriteCode.DEBTS_NEGATIVE: _(
        "These look like debts written with a minus: %(names)s; use --debts owed to store them as "
        "what is owed, or --debts credit if you are in credit."
    ),
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


PHASES: dict[str, Promise] = {
    "": _("Beginning"),
    "reading": _("Reading the file"),
    "checking": _("Checking each figure"),
    "writing": _("Writing the values"),
}
FAILURES: dict[str, Promise] = {
    "stopped": _("It did not finish, and nothing was changed. Start again."),
}
FITTING: dict[str, Promise] = {
    "date": _("A date such as 2026-10-31"),
    "dmy": _("A date such as 31/10/2026 or 2026-10-31"),
    "mdy": _("A date such as 10/31/2026 or 2026-10-31"),
    ".": _("A number such as 1234.50"),
    ",": _("A number such as 1234,50"),
}


def example_line(line: int, text: str) -> str:
    """A cell that a question is about."""
    return gettext("Line {line}: {text}").format(line=line, text=text)


def phase_name(phase: str) -> str:
    """What the worker is doing."""
    return str(PHASES.get(phase, PHASES[""]))


def progress_share(reached: str, total: str) -> str:
    return gettext("{reached} of {total} rows").format(reached=reached, total=total)


def failure_sentence(code: str) -> str:
    """Why there is no result."""
    return str(FAILURES.get(code, FAILURES["stopped"]))


def fitting(kind: str) -> str:
    """What would fit where something could not be read; blank where nothing short says it."""
    return str(FITTING.get(kind, ""))


def pasted_name() -> str:
    """What a pasted table is called instead of a file's name."""
    return gettext("Pasted table")


def counts_sentence(form: str, added: int, changed: int, unchanged: int, tag: str) -> str:
    """What an import does or did."""
    sentence = (
        gettext("{added} prices and rates added, {changed} changed, {unchanged} unchanged.")
        if form == Form.PRICES
        else gettext("{added} values added, {changed} changed, {unchanged} unchanged.")
    )
    return sentence.format(
        added=format_number(added, tag),
        changed=format_number(changed, tag),
        unchanged=format_number(unchanged, tag),
    )


def new_items_sentence(count: int, tag: str) -> str:
    return ngettext("{count} new item.", "{count} new items.", count).format(
        count=format_number(count, tag)
    )


def status_name(status: str) -> str:
    """Where an import stands, in the list."""
    names = {
        "draft": gettext("Not imported yet"),
        "queued": gettext("Waiting"),
        "running": gettext("In progress"),
        "done": gettext("Imported"),
        "undone": gettext("Taken back"),
    }
    return names[status]


def rows_sentence(shape: str, rows: int, tag: str) -> str:
    """How the file was understood."""
    sentence = ngettext("{shape}. {rows} row.", "{shape}. {rows} rows.", rows)
    return sentence.format(shape=option_name("shape", shape), rows=format_number(rows, tag))


def unused_sentence(names: Sequence[str]) -> str:
    """Columns that are not used."""
    shown = gettext(", ").join(f"“{name}”" for name in names)
    return gettext("Not used: {columns}.").format(columns=shown)


def period_sentence(dates: int, first: str, last: str, tag: str) -> str:
    """The dates a file or the household has."""
    if not dates:
        return gettext("none")
    if dates == 1:
        return first
    return gettext("{count}: {first} to {last}").format(
        count=format_number(dates, tag), first=first, last=last
    )


def total_names() -> dict[str, str]:
    """The rows of the totals before and after."""
    return {
        "assets": gettext("What you own, today"),
        "debts": gettext("What you owe, today"),
        "net": gettext("Net worth, today"),
        "dates": gettext("Dates with values"),
    }


def problems_heading(count: int, tag: str) -> str:
    return ngettext("{count} problem", "{count} problems", count).format(
        count=format_number(count, tag)
    )


def undone_sentence(removed: int, restored: int, tag: str) -> str:
    """What taking back does."""
    return gettext("{removed} removed, {restored} as they were before.").format(
        removed=format_number(removed, tag), restored=format_number(restored, tag)
    )


def taken_back() -> str:
    return gettext("The import was taken back.")


def imported() -> str:
    return gettext("Imported.")


def answers_changed() -> str:
    """Why nothing was imported yet."""
    return gettext("Your answers were taken over. Look at what would change now, then import.")


def given_up() -> str:
    return gettext("The file was dropped. Nothing was imported.")


def bad_choice(field: str) -> str:
    """What is wrong with one of the fields that describe an item."""
    sentences = {
        "to": gettext("Choose where it goes."),
        "name": gettext("Enter a name of up to 200 characters, in one line."),
        "kind": gettext("Choose one of the categories."),
        "unit": gettext(
            "Enter a currency’s code such as EUR, or a code of your own: up to 32 letters, "
            "digits, dots, dashes and underscores."
        ),
    }
    return sentences[field]


def line_only(line: int) -> str:
    """A line that a question is about."""
    return gettext("Line {line}").format(line=line)


def nameless() -> str:
    """A column or row that has no header."""
    return gettext("(no name)")


def imported_by(name: str, when: str) -> str:
    """Who imported it and when."""
    if not name:
        return gettext("Imported {when}.").format(when=when)
    return gettext("Imported by {name}, {when}.").format(name=name, when=when)


def undone_by(name: str, when: str) -> str:
    """Who took it back and when."""
    if not name:
        return gettext("Taken back {when}.").format(when=when)
    return gettext("Taken back by {name}, {when}.").format(name=name, when=when)
