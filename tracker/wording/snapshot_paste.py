"""Sentences about a block that was pasted into the entry grid: what it would change, what not."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.formatting import format_date
from tracker.services.clipboard import MOST_CHARACTERS, MOST_LINES


def block_refused(code: str) -> str:
    """Why nothing of a block was read."""
    return {
        "too_long": _("The block is longer than {count} characters: paste it in parts."),
        "too_many_lines": _("The block has more than {count} lines: paste it in parts."),
        "bad_quoting": _("A quotation mark of the block is not closed."),
        "empty": _("There is nothing in the block: paste the cells that you copied."),
    }[code].format(count=MOST_CHARACTERS if code == "too_long" else MOST_LINES)


def no_such_item(name: str) -> str:
    return _("No item on this date is called “{name}”.").format(name=name[:80])


def no_row_left() -> str:
    return _("The rows end before it.")


def item_twice(name: str) -> str:
    return _("“{name}” stands in the block more than once: its first value is taken.").format(
        name=name[:80]
    )


def of_item(name: str, problem: str) -> str:
    return _("{name}: {problem}").format(name=name, problem=problem)


def at_line(line: int, problem: str) -> str:
    return _("Line {line}: {problem}").format(line=line, problem=problem)


def title(on: date, tag: str) -> str:
    return _("Paste into {date}").format(date=format_date(on, tag))


def preview_title(count: int) -> str:
    if not count:
        return _("Nothing to fill in")
    return ngettext(
        "{count} value would be filled in", "{count} values would be filled in", count
    ).format(count=count)


def by_name() -> str:
    return _("The first column holds names of your items: each value goes to its item.")


def skipped(count: int) -> str:
    return ngettext(
        "{count} blank cell is skipped: nothing is cleared.",
        "{count} blank cells are skipped: nothing is cleared.",
        count,
    ).format(count=count)


def unchanged(count: int) -> str:
    return ngettext(
        "{count} value stands there already.", "{count} values stand there already.", count
    ).format(count=count)


def columns_left_out() -> str:
    return _("Columns after the note are left out.")


def overwritten(count: int) -> str:
    return ngettext(
        "{count} of them replaces a value.", "{count} of them replace values.", count
    ).format(count=count)


def filled(count: int) -> str:
    return ngettext("{count} value was filled in.", "{count} values were filled in.", count).format(
        count=count
    )


def undone(count: int) -> str:
    return ngettext(
        "{count} value is as it was before.", "{count} values are as they were before.", count
    ).format(count=count)


def nothing_filled() -> str:
    return _("Nothing was filled in.")
