"""One choice of a segmented control."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    url: str
    label: str
    current: bool
