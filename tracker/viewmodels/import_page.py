"""What the page of an uploaded file shows: its parts, as the template takes them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    sample: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answers, or a setting with its choices."""

    code: str
    text: str
    help: str
    examples: tuple[str, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One column, row or name of the file, and where it goes."""

    at: int
    label: str
    samples: tuple[str, ...]
    to: str
    name: str
    kind: str
    unit: str
    unsure: bool
    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class ProblemLine:
    line: str
    column: str
    found: str
    why: str
    fits: str


@dataclass(frozen=True, slots=True)
class TotalLine:
    name: str
    before: str
    after: str
    changed: bool
    money: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the import would do."""

    counts: str
    period: str
    items: tuple[str, ...]
    units: tuple[str, ...]
    totals: tuple[TotalLine, ...]
    incomplete: bool
    nothing: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Choices under one heading: (value, label)."""

    heading: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The fields of imports/review.html."""

    id: UUID
    name: str
    summary: str
    unused: str
    failure: str
    refusal: str
    invalid: bool
    upload: Any
    questions: tuple[Asked, ...]
    settings: tuple[Asked, ...]
    lines: tuple[Line, ...]
    items: tuple[Group, ...]
    kinds: tuple[Group, ...]
    units: tuple[tuple[str, str], ...]
    problems: tuple[ProblemLine, ...]
    problems_heading: str
    hidden: str
    outcome: Outcome | None
    digest: str
