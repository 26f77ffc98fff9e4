"""What becomes of each label of a sheet: what a person chose, else what it most likely is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tracker.formatting import unescape_text
from tracker.importers.answers import Goal
from tracker.importers.guesses import guess_item
from tracker.importers.labels import Label
from tracker.importers.sheet_rows import leaves_out
from tracker.importers.words import fold
from tracker.services.categories import Side, find_category
from tracker.services.currencies import is_known

NEW: Final = "new"
SKIP: Final = "skip"


@dataclass(frozen=True, slots=True)
class Known:
    """An item that is there already; `commodity` is its currency's code or its unit's."""

    id: str
    name: str
    side: Side
    category: str
    commodity: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of one label: `to` is NEW, SKIP, or the id of an item.

    The rest describes the new item, also while it is not chosen, so that nothing typed is lost.
    `sure` is False where it was only guessed and its name said nothing.
    """

    label: str
    nth: int
    to: str
    name: str
    side: Side
    category: str
    commodity: str
    sure: bool = True

    @property
    def key(self) -> tuple[str, int]:
        return self.label, self.nth


def propose(
    labels: Sequence[Label],
    known: Sequence[Known],
    chosen: Iterable[Choice],
    currency: str,
) -> tuple[Choice, ...]:
    """A choice for every label: the person's own, an item of that name, or a new one."""
    own = {choice.key: choice for choice in chosen}
    ids = {item.id for item in known}
    by_name = {item.name: item for item in known}
    by_fold: dict[str, list[Known]] = {}
    for item in known:
        by_fold.setdefault(fold(item.name), []).append(item)
    proposed = []
    for label in labels:
        choice = own.get(label.key)
        if choice is None or choice.to not in {NEW, SKIP, *ids}:
            alike = by_fold.get(fold(label.label), [])
            match = by_name.get(label.label) or (alike[0] if len(alike) == 1 else None)
            choice = _guess(label, match, currency)
        proposed.append(choice)
    return tuple(proposed)


def make_goals(choices: Iterable[Choice], known: Sequence[Known]) -> tuple[Goal, ...]:
    """The choices as the reader of the sheet takes them."""
    by_id = {item.id: item for item in known}
    goals = []
    for choice in choices:
        item = by_id.get(choice.to)
        if item is not None:
            goals.append(
                Goal(*choice.key, "known", item.name, item.side, item.category, item.commodity)
            )
        else:
            use = SKIP if choice.to == SKIP else NEW
            goals.append(
                Goal(*choice.key, use, choice.name, choice.side, choice.category, choice.commodity)
            )
    return tuple(goals)


def taken_names(choices: Iterable[Choice], known: Sequence[Known]) -> list[str]:
    """The names of new items that other items have already."""
    names = {item.name for item in known}
    return [choice.name for choice in choices if choice.to == NEW and choice.name in names]


def _guess(label: Label, match: Known | None, currency: str) -> Choice:
    shown = label.samples[0] if label.samples else ""
    guess = guess_item(label.label, currency=currency, amounts=tuple(label.amounts), shown=shown)
    side, category, commodity = guess.side, guess.category, guess.currency
    said = {name: text.casefold() for name, text in label.said.items()}
    if said.get("side") in {"asset", "liability"}:
        side = Side.of(said["side"])
        category = category if find_category(side, category) else "other"
    named = next(
        (one for one in (side, *Side) if find_category(one, said.get("category", ""))), None
    )
    if named is not None and ("side" not in said or named is side):
        side, category = named, said["category"]
    if code := unescape_text(label.said.get("commodity", "")).strip():
        commodity = code.upper() if is_known(code.upper()) else code
    to = match.id if match else SKIP if leaves_out(label) else NEW
    if match and not label.count:
        to = SKIP
    sure = guess.sure or bool(said) or match is not None
    return Choice(*label.key, to, label.label, side, category, commodity, sure)
