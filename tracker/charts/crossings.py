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
    areas = Areas([], [], [])
    before: tuple[date, float] | None = None
    for day, value in zip(days, values, strict=True):
        if value is None:
            if before is not None:
                _add(areas, before[0].isoformat(), 0.0)
            before = None
            continue
        if before is None:
            _add(areas, day.isoformat(), 0.0)
        elif before[1] * value < 0:
            _add(areas, _crossing(*before, day, value), 0.0)
        _add(areas, day.isoformat(), value)
        before = (day, value)
    if before is not None:
        _add(areas, before[0].isoformat(), 0.0)
    return areas


def _add(areas: Areas, x: str, value: float) -> None:
    areas.x.append(x)
    areas.above.append(max(value, 0.0))
    areas.below.append(min(value, 0.0))


def _crossing(day: date, value: float, next_day: date, next_value: float) -> str:
    """The moment, to the minute, at which a straight line between two values is zero."""
    minutes = (next_day - day).days * MINUTES_A_DAY
    moment = datetime(day.year, day.month, day.day) + timedelta(  # noqa: DTZ001 a place on an axis
        minutes=round(minutes * value / (value - next_value))
    )
    return moment.isoformat(timespec="minutes")
