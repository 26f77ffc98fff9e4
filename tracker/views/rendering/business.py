"""What the views of one business share: finding it, showing its page, going back to it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.access import HouseholdRequest, HouseholdScope
from tracker.formatting import InputError, parse_date
from tracker.forms.businesses import FiguresForm, PaymentForm
from tracker.queries.books import entity_books
from tracker.queries.businesses import find_business
from tracker.queries.positions import list_positions
from tracker.services.books import EntityBook, HouseholdBooks
from tracker.services.calendar import month_ends
from tracker.services.entities import find_entity, guarantees, sheet_of
from tracker.services.entity_change import explain_entity
from tracker.services.entity_worth import (
    episodes_of,
    headline_basis,
    net_assets_on,
    worth_history,
    worth_on,
)
from tracker.services.networth import first_date
from tracker.services.position_values import values_on
from tracker.services.records import BusinessRow
from tracker.viewmodels.business import BusinessFacts, build
from tracker.viewmodels.business_moves import Moves, build_moves, no_moves
from tracker.views.rendering import render_page
from tracker.views.rendering.forms import reader_of
from tracker.wording import input_sentence
from tracker.wording.businesses import dates_backwards


def row_of(scope: HouseholdScope, business_id: UUID) -> BusinessRow:
    """The business, or 404."""
    row = find_business(scope.household, business_id)
    if row is None:
        raise Http404
    return row


def back(scope: HouseholdScope, business_id: UUID, part: str = "") -> HttpResponse:
    """To the page of the business, at one of its parts."""
    url = reverse("tracker:business", args=[scope.household.slug, business_id])
    return HttpResponseRedirect(f"{url}#{part}" if part else url)


def show(
    request: HouseholdRequest,
    scope: HouseholdScope,
    business_id: UUID,
    *,
    figures: FiguresForm | None = None,
    payment: PaymentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with one of its forms as it was sent."""
    row = row_of(scope, business_id)
    books = entity_books(scope.household)
    entity = find_entity(books, business_id)
    if entity is None:
        raise Http404
    page = build(
        _facts(request, scope, row, books, entity),
        figures or figures_form(request, scope),
        payment or payment_form(request, scope, row.currency),
        request.format_locale,
    )
    template = "businesses/business.html#moves" if request.htmx else "businesses/business.html"
    return render_page(request, template, page, status=status)


def figures_form(request: HouseholdRequest, scope: HouseholdScope, data: Any = None) -> FiguresForm:
    """The form of dated figures, filled in with `data` where it was sent."""
    initial = {"since": scope.today}
    reader = reader_of(request, scope)
    return FiguresForm(data, reader=reader, initial=initial, auto_id="figures-%s")


def payment_form(
    request: HouseholdRequest, scope: HouseholdScope, currency: str, data: Any = None
) -> PaymentForm:
    """The form of a payment, filled in with `data` where it was sent."""
    return PaymentForm(
        data,
        reader=reader_of(request, scope),
        currency=currency,
        initial={"on": scope.today},
        auto_id="payment-%s",
    )


def _facts(
    request: HouseholdRequest,
    scope: HouseholdScope,
    row: BusinessRow,
    books: HouseholdBooks,
    entity: EntityBook,
) -> BusinessFacts:
    sheet, today = sheet_of(books, entity), scope.today
    basis = headline_basis(row.kind)
    first = first_date(sheet)
    dates = month_ends(first or today, today) or [today]
    stakes = [position for position in books.positions if position.id == row.stake]
    return BusinessFacts(
        row=row,
        entity=entity,
        months=worth_history(books, entity, dates),
        reported=worth_on(books, entity, today, currency=scope.household.currency),
        net_assets=net_assets_on(books, entity, today),
        episodes=episodes_of(books, entity, dates, basis=basis),
        values=values_on(sheet, today, basis=basis),
        rows={one.id: one for one in list_positions(scope.household, business_id=row.id)},
        guarantees=guarantees(books, entity),
        stake=next(iter(values_on(books, today, only=stakes)), None),
        moves=_moves(request, today, books, entity) if first else None,
    )


def _moves(
    request: HouseholdRequest, today: date, books: HouseholdBooks, entity: EntityBook
) -> Moves:
    """Between the dates that the address names, else since the end of last year."""
    typed = [request.GET.get(name, "") for name in ("from", "to")]
    usual = (date(today.year - 1, 12, 31), today)
    try:
        start, end = (
            parse_date(text, latest=today) if text else day
            for text, day in zip(typed, usual, strict=True)
        )
    except InputError as error:
        return no_moves(typed[0], typed[1], today, input_sentence(error))
    if start >= end:
        return no_moves(start.isoformat(), end.isoformat(), today, dates_backwards())
    return build_moves(explain_entity(books, entity, start, end), today, request.format_locale)
