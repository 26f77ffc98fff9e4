"""A bar with a mark: where a ratio stands on a scale, and where its guide is."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from tracker.services.guides import Guide, Measure
from tracker.wording import ratios as words

ENDS: Final = {
    Measure.PERCENT: (1, 2, 5, 10),
    Measure.MONTHS: (12, 24, 60, 120),
    Measure.MULTIPLE: (10, 20, 50, 100),
}
"""Where a scale may end; the first that holds the figure and its guide."""


@dataclass(frozen=True, slots=True)
class Meter:
    """Places in percent of the scale: the guide's range from `start` for `width`, its figures at
    `marks`, the ratio at `at` (at an end where it lies beyond it). `end` is written under it."""

    start: str
    width: str
    marks: tuple[str, ...]
    at: str
    end: str
    label: str


def build_meter(guide: Guide, value: Fraction, tag: str) -> Meter:
    """The meter of a ratio; below zero the mark stands at the beginning."""
    low, high = Fraction(guide.low), Fraction(guide.high)
    ends = ENDS[guide.measure]
    end = next((end for end in ends if end >= max(value, high)), ends[-1])
    start = low if guide.more_is_better else Fraction(0)
    stop = high if guide.more_is_better else low
    shown = words.figure_text(guide.measure, Fraction(end), tag, 0)
    zero = guide.ratio == "debt_to_assets" and end == 1
    return Meter(
        start=_percent(start / end),
        width=_percent((stop - start) / end),
        marks=tuple(_percent(one / end) for one in dict.fromkeys((low, high))),
        at=_percent(min(max(value / end, Fraction(0)), Fraction(1))),
        end=words.zero_line(shown) if zero else shown,
        label=words.meter_label(
            words.figure_text(guide.measure, value, tag), shown, words.guide_text(guide, tag)
        ),
    )


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.2f}%"
