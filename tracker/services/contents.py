"""How much a household has kept, in numbers that a person can check before it goes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contents:
    """Items, months with a record, values, and people of the household."""

    items: int
    months: int
    values: int
    people: int
