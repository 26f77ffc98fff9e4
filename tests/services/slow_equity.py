"""An asset against its debts by month end, slow and obviously right: each month by itself, from
the values of that one day in the asset's currency."""

from dataclasses import replace
from datetime import timedelta

from tracker.services.calendar import date_of, month_ends, month_start
from tracker.services.categories import Side
from tracker.services.deficit import episodes
from tracker.services.equity import add_owed, share_out
from tracker.services.position_values import Status, values_on


def months_of(books, asset, today):
    """(date, worth, owed) by month from the first in which a debt is there, and how many months
    the asset was there before it."""
    found = list(_months(books, asset, today))
    began = next((at for at, (*_amounts, indebted) in enumerate(found) if indebted), len(found))
    return [(on, worth, owed) for on, worth, owed, _indebted in found[began:]], began


def stretches_of(books, asset, today):
    months, before = months_of(books, asset, today)
    gaps = [None if None in (worth, owed) else owed - worth for _, worth, owed in months]
    found = episodes(
        [on for on, *_ in months],
        [-(gap or 0) for gap in gaps],
        [gap is not None for gap in gaps],
    )
    if not found or found[0].onset != months[0][0]:
        return found
    first = month_start(months[0][0])
    opened = [asset.opened], [debt.opened for debt in _debts(books, asset)]
    known = any(
        all(day is not None and date_of(day) >= first for day in of_kind) for of_kind in opened
    )
    if before or known:
        return (replace(found[0], open_start=False), *found[1:])
    return found


def _months(books, asset, today):
    debts = _debts(books, asset)
    days = [int(one.amounts.days[0]) for one in (asset, *debts) if len(one.amounts)]
    if not debts or not days:
        return
    end = today
    if asset.closed is not None:
        end = min(today, date_of(asset.closed) - timedelta(days=1))
    for on in month_ends(date_of(min(days)), end):
        own = replace(books, currency=asset.currency)
        worths = {v.position.id: v.value for v in values_on(own, on) if _is_there(v)}
        if asset.id not in worths:
            continue
        parts = []
        for debt in debts:
            if debt.id in worths:
                beside = [i for i in debt.secured_on if i != asset.id and i in worths]
                shares = [worths[id_] for id_ in (asset.id, *beside)]
                parts.append(share_out(worths[debt.id], shares)[0])
        yield on, worths[asset.id], add_owed(parts), bool(parts)


def _debts(books, asset):
    return [
        one
        for one in books.positions
        if asset.id in one.secured_on and one.side is Side.LIABILITY and not one.contingent
    ]


def _is_there(value):
    if value.status is Status.NOT_YET:
        return value.position.opened is None and not len(value.position.amounts)
    return value.status is not Status.CLOSED
