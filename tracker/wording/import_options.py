"""What can be said about how a file is written: questions, settings and their answers."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SHAPE_NAMES: dict[str, Promise] = {
    "wide": _("Dates down, one column for each item"),
    "across": _("Items down, one column for each date"),
    "long": _("One value in each row"),
    "prices": _("Prices and exchange rates"),
}
SEPARATOR_NAMES: dict[str, Promise] = {
    "comma": _("Comma ,"),
    "semicolon": _("Semicolon ;"),
    "tab": _("Tab"),
    "pipe": _("Vertical bar |"),
}
ENCODING_NAMES: dict[str, Promise] = {
    "utf-8": _("UTF-8"),
    "utf-16": _("UTF-16"),
    "windows-1252": _("Western European (windows-1252)"),
    "windows-1250": _("Central European (windows-1250)"),
    "windows-1258": _("Vietnamese (windows-1258)"),
    "big5": _("Traditional Chinese (Big5)"),
    "gb18030": _("Simplified Chinese (GB 18030)"),
}
DECIMAL_NAMES: dict[str, Promise] = {
    ".": _("A dot: 1,234.50"),
    ",": _("A comma: 1.234,50"),
}
DATE_NAMES: dict[str, Promise] = {
    "dmy": _("Day first: 31/10/2026"),
    "mdy": _("Month first: 10/31/2026"),
}
DEBT_NAMES: dict[str, Promise] = {
    "owed": _("Store them as debts owed"),
    "as_written": _("Keep the minus: each is in credit"),
}
OPTION_NAMES: dict[str, dict[str, Promise]] = {
    "shape": SHAPE_NAMES,
    "separator": SEPARATOR_NAMES,
    "encoding": ENCODING_NAMES,
    "decimal": DECIMAL_NAMES,
    "dates": DATE_NAMES,
    "debts": DEBT_NAMES,
}
SETTING_NAMES: dict[str, Promise] = {
    "shape": _("Layout"),
    "separator": _("Separator"),
    "encoding": _("Encoding"),
    "decimal": _("Decimal mark"),
    "dates": _("Order of day and month"),
    "debts": _("Debts with a minus"),
}
QUESTIONS: dict[str, Promise] = {
    "shape": _("How is the table laid out?"),
    "encoding": _("In which encoding is the file?"),
    "decimal": _("Which mark begins the decimals?"),
    "dates": _("Which comes first in the dates: the day or the month?"),
    "debts": _("These look like debts written with a minus. Store them as debts owed?"),
}
QUESTION_HELP: dict[str, Promise] = {
    "shape": _("There is one column of words and one of figures: both are possible."),
    "encoding": _("Choose the one under which the text looks right."),
    "decimal": _("The figures can be read in two ways."),
    "dates": _("The dates of this file can be read in two ways, or are written in several."),
    "debts": _("What is owed is kept as a positive amount. A minus means the bank owes you."),
}


def option_name(code: str, value: str) -> str:
    """One answer to one of the questions about a file."""
    return str(OPTION_NAMES[code].get(value, value))


def setting_name(code: str) -> str:
    """What is settled about a file, as a label."""
    return str(SETTING_NAMES[code])


def question_text(code: str) -> str:
    """What is asked about a file."""
    return str(QUESTIONS[code])


def question_help(code: str) -> str:
    """Why it is asked."""
    return str(QUESTION_HELP[code])


def found_out(name: str) -> str:
    """The choice that leaves it to us, with what we found."""
    return gettext("{name} (found out)").format(name=name)


def find_out() -> str:
    return gettext("Find out")
