"""Why a row that reads well cannot be written: it goes against what the household has already."""

from tracker.formatting import RefusalCode


class WriteCode(RefusalCode):
    """A refusal by the books themselves, with the parameters of its sentence."""

    NOT_DESCRIBED = "not_described", ("name",), "A new column that no positions file describes."
    NEW_NEEDS_SIDE = "new_needs_side", ("name",), "A new position without a side."
    DIFFERS_FROM_KNOWN = (
        "differs_from_known",
        ("found", "known"),
        "A side, category, commodity or liquidity other than the position has.",
    )
    FILES_DISAGREE = (
        "files_disagree",
        ("found", "known"),
        "The file says of a new position what its positions file contradicts.",
    )
    DEBT_LIQUIDITY = "debt_liquidity", (), "A liquidity class for a liability."
    DEBTS_NEGATIVE = "debts_negative", ("names",), "Debts with a minus that nobody explained."
    BEFORE_OPENED = "before_opened", ("opened",), "A value dated before its position was opened."
    AFTER_CLOSED = "after_closed", ("closed",), "A value dated on or after its position's closing."
    MONTH_CLOSED = "month_closed", ("date",), "A differing value of a date that is closed."
    PRICE_ZERO = "price_zero", (), "A price of zero."
