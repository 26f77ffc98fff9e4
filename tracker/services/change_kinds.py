"""What a term of an explained change is."""

from enum import StrEnum


class Kind(StrEnum):
    """What moved; the codes stand in files and on the command line."""

    PRICE = "price"
    """What one unit is worth moved."""
    EXCHANGE = "exchange"
    """A currency moved."""
    REVALUATION = "revaluation"
    """An estimate was revised, or an investment kept in money gained or lost."""
    WEAR = "wear"
    """A depreciation model's own step."""
    MONEY = "money"
    """Money came in or went out; units were bought or sold."""
    INTEREST = "interest"
    BORROWED = "borrowed"
    REPAID = "repaid"
    OPENED = "opened"
    """It began within the period and enters with its first value."""
    CLOSED = "closed"
    """It ended and leaves with its value of the day before."""
    FIRST_KNOWN = "first_known"
    """It was there before, but not valued or priced: better information, no gain."""
    NO_LONGER_KNOWN = "no_longer_known"
    """It can no longer be converted: less information, no loss."""
    OWNERSHIP = "ownership"
    """In one owner's view: parts changed hands."""
