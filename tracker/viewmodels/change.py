"""Why net worth changed, as a table that adds up as it is shown: categories, items, movements."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from tracker.charts.change import Hue
from tracker.services.books import PositionBook
from tracker.services.categories import Nature, Side, find_category
from tracker.services.change import Explained, Term
from tracker.services.change_groups import ChangeGroup
from tracker.services.money import add_up
from tracker.viewmodels.amounts import PartStyle
from tracker.wording import change as words
from tracker.wording.categories import category_name


@dataclass(frozen=True, slots=True)
class Movement:
    """One kind of movement of an item, and its effect on net worth."""

    kind: str
    amount: str


@dataclass(frozen=True, slots=True)
class MovedItem:
    """An item with the address where its figures stand."""

    url: str
    name: str
    movements: tuple[Movement, ...]


@dataclass(frozen=True, slots=True)
class MovedGroup:
    """A category, or a purchase with its loan; `side` is own, owe or both."""

    name: str
    side: Hue
    rounded: int
    amount: str
    items: tuple[MovedItem, ...]


@dataclass(frozen=True, slots=True)
class ChangeTable:
    """Movements make up their group, groups the total. `total`, `own` and `owe` are effects on net
    worth as they are shown: whole numbers of the style's smallest amount."""

    unit: str
    groups: tuple[MovedGroup, ...]
    total: int
    own: int
    owe: int
    total_text: str


def build_table(
    explained: Explained,
    groups: Sequence[ChangeGroup],
    style: PartStyle,
    item_url: Callable[[PositionBook], str],
    *,
    total: int | None = None,
) -> ChangeTable:
    """The table of a change; `item_url` makes the address of an item. `total` is what another
    table makes of it, less than one shown amount away; by itself it is rounded half up."""
    sides = [[group.of_side(side) for group in groups] for side in Side]
    sums = [[add_up(term.amount for term in terms) for terms in of_side] for of_side in sides]
    if total is None:
        total = style.round_total(explained.total)
    shown_sides = style.share_exact([add_up(of_side) for of_side in sums], total)
    shown: dict[Term, int] = {}
    for of_side, exact, rounded in zip(sides, sums, shown_sides, strict=True):
        shown |= _share_side(of_side, style.share_exact(exact, rounded), style)
    own, owe = shown_sides
    name_kind = cache(words.kind_name)  # few kinds, many movements
    return ChangeTable(
        unit=style.unit,
        groups=tuple(_group(group, shown, style, item_url, name_kind) for group in groups),
        total=total,
        own=own,
        owe=owe,
        total_text=style.changes([total])[0],
    )


def _share_side(
    groups: Sequence[Sequence[Term]], rounded: Sequence[int], style: PartStyle
) -> dict[Term, int]:
    """What each movement of one side is shown as, whose groups were rounded first."""
    return {
        term: number
        for terms, share in zip(groups, rounded, strict=True)
        for term, number in zip(
            terms, style.share_exact([term.amount for term in terms], share), strict=True
        )
    }


def _group(
    group: ChangeGroup,
    shown: dict[Term, int],
    style: PartStyle,
    item_url: Callable[[PositionBook], str],
    name_kind: Callable[..., str],
) -> MovedGroup:
    numbers = [shown[term] for term in group.terms]
    total = sum(numbers)
    texts = style.changes([total, *numbers])
    pairs = zip(group.terms, texts[1:], strict=True)
    items = []
    for _, found in groupby(pairs, key=lambda pair: pair[0].position.id):
        moved = list(found)
        position = moved[0][0].position
        movements = tuple(Movement(kind_text(term, name_kind), text) for term, text in moved)
        items.append(MovedItem(item_url(position), position.name, movements))
    return MovedGroup(
        name=group_name(group),
        side=_hue(group),
        rounded=total,
        amount=texts[0],
        items=tuple(items),
    )


def _hue(group: ChangeGroup) -> Hue:
    if group.bought:
        return "both"
    return "own" if group.side is Side.ASSET else "owe"


def group_name(group: ChangeGroup) -> str:
    """What stands beside a group's bar and above its items."""
    if group.bought:
        return words.purchase_name(group.bought.name)
    return category_name(group.side, group.category)


def kind_text(term: Term, name_kind: Callable[..., str] = words.kind_name) -> str:
    """What a movement was, in words; `name_kind` is the wording's, or a table's own memory of what
    it said."""
    position = term.position
    category = find_category(position.side, position.category)
    text = name_kind(
        term.kind,
        position.side,
        up=term.amount.numerator > 0,
        in_units=position.commodity is not None,
        estimated=category is None or category.nature is Nature.REVALUATION,
    )
    return words.with_estimate(text) if term.estimate else text
