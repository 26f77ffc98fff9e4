"""Where a line meets zero: the areas above and below it, split exactly on the zero line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Areas:
    """Outlines of the areas between a line and zero, over shared places on the time axis."""

    x: list[str]
    above: list[float]
    below: list[float]


def split_at_zero(days: Sequence[date], values: Sequence[float | None]) -> Areas:
    """The areas of a line through (day, value), with a corner where each segment crosses zero.

    None is a gap: both areas go down to zero before it and start from zero after it.
    """
    x: list[str] = []
    y: list[float] = []
    before: tuple[date, float] | None = None
    place = ""
    for day, value in zip(days, values, strict=True):
        if value is None:
            if before is not None:
                x.append(place)
                y.append(0.0)
            before = None
            continue
        if before is not None and before[1] * value < 0:
            x.append(_crossing(*before, day, value))
            y.append(0.0)
        place = day.isoformat()
        if before is None:
            x.append(place)
            y.append(0.0)
        x.append(place)
        y.append(value)
        before = (day, value)
    if before is not None:
        x.append(place)
        y.append(0.0)
    return Areas(x, [v if v > 0 else 0.0 for v in y], [v if v < 0 else 0.0 for v in y])


def _crossing(day: date, value: float, next_day: date, next_value: float) -> str:
    """The moment, to the minute, at which a straight line between two values is zero."""
    minutes = (next_day - day).days * MINUTES_A_DAY
    moment = datetime(day.year, day.month, day.day) + timedelta(  # noqa: DTZ001 a place on an axis
        minutes=round(minutes * value / (value - next_value))
    )
    return moment.isoformat(timespec="minutes")
