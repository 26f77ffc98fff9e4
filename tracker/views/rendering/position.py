"""What the views of one item share: finding it, showing its page, answering its small forms."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.access import HouseholdRequest, HouseholdScope
from tracker.commands.errors import Refused
from tracker.forms.position_page import PositionForms, make_forms
from tracker.queries.position_page import PositionFacts, find_facts
from tracker.queries.positions import find_valuation
from tracker.services.books import ValueModel
from tracker.services.position_values import values_on
from tracker.services.records import ValuationRow
from tracker.viewmodels.position import Clash, PageReader, build
from tracker.viewmodels.position_refused import CARDS
from tracker.views.rendering import UNPROCESSABLE, render_page
from tracker.views.rendering.forms import act, read_day, read_year, reader_of


def facts_of(request: HouseholdRequest, scope: HouseholdScope, position_id: UUID) -> PositionFacts:
    """All that the item's page shows, of the year the address or the form names; else 404."""
    named = request.POST.get("year") or request.GET.get("year") or ""
    facts = find_facts(scope.household, position_id, year=read_year(named))
    if facts is None:
        raise Http404
    return facts


def value_of_date(scope: HouseholdScope, position_id: UUID, text: str) -> ValuationRow | None:
    """The item's value of the day that was named, None where there is none or no such day."""
    as_of = read_day(text)
    return find_valuation(scope.household, position_id, as_of) if as_of else None


def bind_forms(
    request: HouseholdRequest,
    scope: HouseholdScope,
    facts: PositionFacts,
    bound: str,
    edited: ValuationRow | None = None,
) -> PositionForms:
    """The page's forms, the one called `bound` with what was sent; nothing bound for a GET."""
    return make_forms(
        facts,
        reader_of(request, scope),
        edited=edited,
        bound=bound,
        data=request.POST if bound else None,
    )


def change(
    request: HouseholdRequest,
    scope: HouseholdScope,
    position_id: UUID,
    name: str,
    save: Callable[[Any], str],
) -> HttpResponse:
    """Answer one of the small forms: back to the page, or the page with the reason."""
    facts = facts_of(request, scope, position_id)
    forms = bind_forms(request, scope, facts, name)
    form = getattr(forms, name)
    if form is None:
        raise Http404
    if act(request, form, save):
        return back(scope, position_id, CARDS[name])
    return show(request, scope, facts, forms, status=UNPROCESSABLE)


def run(command: Callable[[], Any]) -> None:
    """A command without a form; an item that is not the household's is 404."""
    try:
        command()
    except Refused as refused:
        raise Http404 from refused


def back(
    scope: HouseholdScope, position_id: UUID, part: str = "", *, year: int | None = None
) -> HttpResponse:
    """To the item's page, at one of its parts and the year that was shown."""
    url = reverse("tracker:position", args=[scope.household.slug, position_id])
    asked = f"{url}?year={year}" if year else url
    return HttpResponseRedirect(f"{asked}#{part}" if part else asked)


def show(
    request: HouseholdRequest,
    scope: HouseholdScope,
    facts: PositionFacts,
    forms: PositionForms,
    *,
    edited: ValuationRow | None = None,
    clash: Clash | None = None,
    tried: ValueModel | None = None,
    part: str = "values",
    status: int = 200,
) -> HttpResponse:
    """The item's page, or that part of it for htmx; `tried`: a model that was typed, not saved."""
    (value,) = values_on(facts.books, scope.today, only=[facts.book])
    names = {member.id: member.name for member in facts.members}
    reader = PageReader(scope.household.currency, names, scope.today, request.format_locale)
    page = build(facts, value, forms, reader, edited=edited, clash=clash, tried=tried)
    template = f"position/page.html#{part}" if request.htmx else "position/page.html"
    return render_page(request, template, page, status=status)
