"""The marks on the way from the lowest month back to zero."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from tracker.services.deficit import Episode


class Mark(StrEnum):
    """How much of the depth is made good."""

    TENTH = "tenth"
    HALF = "half"
    ZERO = "zero"


SHARES = {Mark.TENTH: Fraction(1, 10), Mark.HALF: Fraction(1, 2), Mark.ZERO: Fraction(1)}


@dataclass(frozen=True, slots=True)
class Milestone:
    """`target` is the net worth that reaches it, `to_go` the way there, zero once it is reached;
    `done` the part of the way from the lowest that is behind, 0 to 1."""

    mark: Mark
    target: Fraction
    to_go: Fraction
    done: Fraction

    @property
    def is_reached(self) -> bool:
        return self.to_go == 0


def milestones(episode: Episode, now: Fraction) -> tuple[Milestone, ...]:
    """The marks of an ongoing episode, nearest first; `now` is a certain net worth within it, so
    never below its lowest."""
    regained = now - episode.lowest
    found = []
    for mark, share in SHARES.items():
        way = -episode.lowest * share
        found.append(
            Milestone(
                mark=mark,
                target=episode.lowest + way,
                to_go=max(way - regained, Fraction(0)),
                done=min(regained / way, Fraction(1)),
            )
        )
    return tuple(found)
