"""What one currency was worth in another over time: the household's own rates and the bank's."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from accounts.roles import Permission
from tracker.commands import prices as commands
from tracker.commands.errors import Conflict
from tracker.forms.prices import NewRateForm, RateEntryForm
from tracker.queries import prices as queries
from tracker.queries.books import household_books
from tracker.queries.positions import list_commodities
from tracker.services.currencies import is_known
from tracker.services.price_freshness import currency_state
from tracker.services.records import PriceRow
from tracker.services.reference_rates import pair_rates
from tracker.viewmodels.prices_history import (
    Correction,
    RatePage,
    build_entry,
    build_rate,
    clash_sentence,
)
from tracker.viewmodels.prices_text import PricesReader
from tracker.viewmodels.prices_unit import NewRatePage
from tracker.views.rendering import UNPROCESSABLE, render_page
from tracker.views.rendering.forms import act, read_day, read_year, reader_of
from tracker.views.rendering.price import write_entry
from tracker.wording import done
from tracker.wording import prices as words

REFERENCE_SHOWN = 15


@require_safe
@household_page()
def rate(request: HouseholdRequest, scope: HouseholdScope, base: str, quote: str) -> HttpResponse:
    """The rates of a pair; `edit` names the day of the one to correct."""
    _check_pair(base, quote)
    held = _held(scope, base, quote, request.GET.get("edit", ""))
    return _show(request, scope, _form(request, scope, base, quote, held), base, quote, held)


@require_POST
@household_page(Permission.EDIT)
def save(request: HouseholdRequest, scope: HouseholdScope, base: str, quote: str) -> HttpResponse:
    """Add one of the household's own rates, correct one or take it away."""
    _check_pair(base, quote)
    form = _form(request, scope, base, quote, None)
    clash, status = "", UNPROCESSABLE
    try:
        if _write(request, scope, form, base, quote):
            return redirect("tracker:rate", scope.household.slug, base, quote)
    except Conflict as conflict:
        clash, status = _clash(request, form, conflict.current, base, quote), 409
        form.take_over(conflict.current)
    held = None
    if form.seen_price is not None:
        held = _held(scope, base, quote, form.data.get("as_of", ""))
    return _show(request, scope, form, base, quote, held, clash=clash, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@household_page(Permission.EDIT)
def new(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """A rate of any pair of currencies."""
    form = NewRateForm(
        request.POST if request.method == "POST" else None,
        reader=reader_of(request, scope),
        initial={"quote": scope.household.currency},
    )
    clash, status = "", UNPROCESSABLE if form.is_bound else 200
    try:
        if form.is_bound and act(request, form, lambda form: _record(scope, form)):
            pair = form.cleaned_data["base"], form.cleaned_data["quote"]
            return redirect("tracker:rate", scope.household.slug, *pair)
    except Conflict as conflict:
        base, quote = form.cleaned_data["base"], form.cleaned_data["quote"]
        clash, status = _clash(request, form, conflict.current, base, quote), 409
        form.take_over(conflict.current)
    return render_page(request, "prices/rate_new.html", NewRatePage(form, clash), status=status)


def _record(scope: HouseholdScope, form: Any, **pair: str) -> str:
    """Save a rate of the pair, or of the one that the form itself names."""
    fields = {name: form.cleaned_data[name] for name in ("as_of", "source")}
    commands.record_rate(
        scope.household,
        actor=scope.user_id,
        today=scope.today,
        base=pair.get("base") or form.cleaned_data["base"],
        quote=pair.get("quote") or form.cleaned_data["quote"],
        rate=form.cleaned_data["price"],
        seen=form.seen_price,
        **fields,
    )
    return done.saved()


def _write(
    request: HouseholdRequest, scope: HouseholdScope, form: RateEntryForm, base: str, quote: str
) -> bool:
    def remove(day: date) -> str:
        commands.remove_rate(
            scope.household,
            actor=scope.user_id,
            base=base,
            quote=quote,
            as_of=day,
            seen=form.seen_price,
        )
        return words.rate_removed()

    def save(form: Any) -> str:
        return _record(scope, form, base=base, quote=quote)

    return write_entry(request, form, save=save, remove=remove)


def _check_pair(base: str, quote: str) -> None:
    if base == quote or not (is_known(base) and is_known(quote)):
        raise Http404


def _held(scope: HouseholdScope, base: str, quote: str, day: str) -> PriceRow | None:
    as_of = read_day(day)
    return queries.find_rate(scope.household, base, quote, as_of) if as_of else None


def _form(
    request: HouseholdRequest, scope: HouseholdScope, base: str, quote: str, held: PriceRow | None
) -> RateEntryForm:
    return RateEntryForm(
        request.POST if request.method == "POST" else None,
        reader=reader_of(request, scope),
        base=base,
        quote=quote,
        held=held,
    )


def _clash(
    request: HouseholdRequest,
    form: RateEntryForm | NewRateForm,
    current: Decimal | None,
    base: str,
    quote: str,
) -> str:
    typed = "" if form.removes else str(form.data.get("price", ""))
    return clash_sentence(current, form.seen_price, typed, quote, base, request.format_locale)


def _show(
    request: HouseholdRequest,
    scope: HouseholdScope,
    form: RateEntryForm,
    base: str,
    quote: str,
    held: PriceRow | None,
    *,
    clash: str = "",
    status: int = 200,
) -> HttpResponse:
    reader = PricesReader(quote, scope.today, request.format_locale)
    around = queries.around_rate(scope.household, base, held) if held else None
    correction = Correction(held, around) if held and around else None
    entry = build_entry(form, correction, reader, rate_of=base, clash=clash)
    page = _page(request, scope, reader, entry, base)
    return render_page(request, "prices/rate.html", page, status=status)


def _page(
    request: HouseholdRequest, scope: HouseholdScope, reader: PricesReader, entry: Any, base: str
) -> RatePage:
    household, quote = scope.household, reader.currency
    published = queries.reference_series(base, quote, limit=REFERENCE_SHOWN)
    books = household_books(household, currency=quote)
    known = {one.quote for one in books.rates if not one.own}
    fresh = tuple(one for one in published if one.quote not in known)
    books = replace(books, rates=(*books.rates, *fresh))
    state = currency_state(books, base, scope.today)
    if quote != household.currency:
        # Totals are in the household's own currency: nothing rests on this pair by itself.
        state = replace(state, dependents=())
    return build_rate(
        state,
        quote,
        queries.list_rates(household, base, quote, year=read_year(request.GET.get("year", ""))),
        pair_rates(base, quote, published, limit=REFERENCE_SHOWN),
        queries.latest_rates(household, scope.today),
        queries.reference_days([base, quote]),
        {row.id: row for row in list_commodities(household)},
        entry,
        reader,
    )
