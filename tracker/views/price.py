"""What one unit was worth over time: its prices, and what is said of the unit."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.commands import prices as commands
from tracker.commands.errors import Conflict
from tracker.commands.units import edit_unit
from tracker.forms.prices import PriceEntryForm, UnitForm, unit_initial
from tracker.queries import prices as queries
from tracker.queries.books import household_books
from tracker.queries.commodities import commodity_print, find_commodity
from tracker.services.price_freshness import price_states
from tracker.services.records import CommodityRow, PriceRow
from tracker.viewmodels.prices_history import (
    Correction,
    build_entry,
    build_price,
    clash_sentence,
)
from tracker.viewmodels.prices_unit import UnitPage
from tracker.views.rendering import UNPROCESSABLE, render_page
from tracker.views.rendering.forms import act, read_day, read_year, reader_of
from tracker.views.rendering.price import prices_reader, write_entry
from tracker.wording import done
from tracker.wording import prices as words


@require_safe
@household_page()
def price(request: HouseholdRequest, scope: HouseholdScope, commodity_id: UUID) -> HttpResponse:
    """A unit's prices; `edit` and `in` name the day and currency of the one to correct."""
    unit = _find(scope, commodity_id)
    held = _held(scope, unit, request.GET.get("edit", ""), request.GET.get("in", ""))
    return _show(request, scope, unit, _form(request, scope, unit, held), held)


@require_POST
@household_page(Permission.EDIT)
def save(request: HouseholdRequest, scope: HouseholdScope, commodity_id: UUID) -> HttpResponse:
    """Add a price, correct one or take it away."""
    unit = _find(scope, commodity_id)
    form = _form(request, scope, unit, None)
    clash, status = "", UNPROCESSABLE
    try:
        if _write(request, scope, unit, form):
            return redirect("tracker:price", scope.household.slug, unit.id)
    except Conflict as conflict:
        clash, status = _clash(request, form, conflict.current), 409
        form.take_over(conflict.current)
    held = None
    if form.seen_price is not None:
        held = _held(scope, unit, form.data.get("as_of", ""), form.data.get("currency", ""))
    return _show(request, scope, unit, form, held, clash=clash, status=status)


def _write(
    request: HouseholdRequest, scope: HouseholdScope, unit: CommodityRow, form: PriceEntryForm
) -> bool:
    who: dict[str, Any] = {"actor": scope.user_id, "commodity_id": unit.id}

    def save(form: Any) -> str:
        fields = {name: form.cleaned_data[name] for name in ("as_of", "currency", "price")}
        commands.record_price(
            scope.household,
            **who,
            today=scope.today,
            **fields,
            source=form.cleaned_data["source"],
            seen=form.seen_price,
        )
        return done.saved()

    def remove(day: date) -> str:
        currency = form.data.get("currency", "")
        commands.remove_price(
            scope.household, **who, currency=currency, as_of=day, seen=form.seen_price
        )
        return words.price_removed()

    return write_entry(request, form, save=save, remove=remove)


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.EDIT)
def unit(request: HouseholdRequest, scope: HouseholdScope, commodity_id: UUID) -> HttpResponse:
    """The unit's code, name and kind."""
    row = _find(scope, commodity_id)
    print_now = commodity_print(row.code, row.name, row.kind)
    form = UnitForm(
        request.POST if request.method == "POST" else None,
        reader=reader_of(request, scope),
        initial=unit_initial(row, print_now),
    )
    status = UNPROCESSABLE if form.is_bound else 200
    if form.is_bound and act(request, form, lambda form: _rename(scope, row, form)):
        return redirect("tracker:price", scope.household.slug, row.id)
    if form.is_bound and form.non_field_errors() and form.data.get("seen") != print_now:
        form.take_over(print_now)
        status = 409
    page = UnitPage(form=form, id=row.id, name=row.name or row.code)
    return render_page(request, "prices/unit.html", page, status=status)


def _rename(scope: HouseholdScope, row: CommodityRow, form: UnitForm) -> str:
    fields = {name: form.cleaned_data[name] for name in ("code", "name", "kind", "seen")}
    edit_unit(scope.household, actor=scope.user_id, commodity_id=row.id, **fields)
    return done.saved()


def _find(scope: HouseholdScope, commodity_id: UUID) -> CommodityRow:
    row = find_commodity(scope.household, commodity_id)
    if row is None:
        raise Http404
    return row


def _held(scope: HouseholdScope, unit: CommodityRow, day: str, currency: str) -> PriceRow | None:
    as_of = read_day(day)
    if as_of is None or not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        return None
    return queries.find_price(scope.household, unit.id, currency, as_of)


def _form(
    request: HouseholdRequest, scope: HouseholdScope, unit: CommodityRow, held: PriceRow | None
) -> PriceEntryForm:
    newest = queries.newest_price(scope.household, unit.id)
    return PriceEntryForm(
        request.POST if request.method == "POST" else None,
        reader=reader_of(request, scope),
        unit=unit.code,
        held=held,
        initial={"currency": newest.currency if newest else scope.household.currency},
    )


def _clash(request: HouseholdRequest, form: PriceEntryForm, current: Decimal | None) -> str:
    typed = "" if form.removes else str(form.data.get("price", ""))
    currency = str(form.data.get("currency", ""))
    return clash_sentence(current, form.seen_price, typed, currency, "", request.format_locale)


def _show(
    request: HouseholdRequest,
    scope: HouseholdScope,
    unit: CommodityRow,
    form: PriceEntryForm,
    held: PriceRow | None,
    *,
    clash: str = "",
    status: int = 200,
) -> HttpResponse:
    household, reader = scope.household, prices_reader(request, scope)
    states = price_states(household_books(household), scope.today)
    state = next((one for one in states.units if one.commodity == unit.id), None)
    correction = Correction(held, queries.around_price(household, unit.id, held)) if held else None
    page = build_price(
        unit,
        state,
        queries.list_prices(household, unit.id, year=read_year(request.GET.get("year", ""))),
        build_entry(form, correction, reader, clash=clash),
        reader,
    )
    return render_page(request, "prices/price.html", page, status=status)
