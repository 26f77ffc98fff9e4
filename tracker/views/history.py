"""All months in a table, with their download."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.access import HouseholdRequest, HouseholdScope, household_page
from tracker.exporters import write_history_csv, write_history_json
from tracker.exporters.history_rows import build_history_rows
from tracker.queries.books import household_books
from tracker.queries.history import list_records
from tracker.queries.notes import list_notes
from tracker.services.books import HouseholdBooks
from tracker.services.calendar import month_ends, month_start
from tracker.services.history import History
from tracker.services.networth import first_date, monthly_history
from tracker.viewmodels.history import Facts, build, shown_span
from tracker.viewmodels.history_asked import Asked
from tracker.views.rendering import UNPROCESSABLE, render_page
from tracker.views.rendering.history import list_names, make_links, read_query

# Spreadsheets take a file for UTF-8 only where it begins so; an import skips it.
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@require_safe
@household_page()
def history(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """Every month's figures, newest first, as totals or by category."""
    names = list_names(scope)
    asked = read_query(request, scope, names)
    books, totals = _compute(scope, asked)
    first = month_start(totals.dates[0]) if totals.dates else scope.today
    facts = Facts(
        books=books,
        history=totals,
        records=list_records(scope.household, first, scope.today),
        notes=list_notes(scope.household, first, scope.today),
        names=names,
        currencies=sorted({position.currency for position in books.positions}),
    )
    page = build(facts, asked, make_links(scope), request.format_locale)
    template = "history/page.html#months" if request.htmx else "history/page.html"
    return render_page(request, template, page, status=UNPROCESSABLE if asked.error else 200)


@require_safe
@household_page()
def download(request: HouseholdRequest, scope: HouseholdScope) -> HttpResponse:
    """The months asked for as CSV, or as JSON (`format`); all of them without a span."""
    asked = read_query(request, scope, list_names(scope))
    if asked.error:
        return HttpResponse(asked.error, "text/plain; charset=utf-8", status=UNPROCESSABLE)
    books, totals = _compute(scope, asked)
    rows = build_history_rows(
        books,
        totals,
        today=scope.today,
        owner=asked.owner,
        by_category=asked.by == "category",
    )
    if asked.first or asked.last:
        start, stop = shown_span(totals.dates, asked)
        rows = rows[start:stop]
    name = f"{scope.household.slug}-history-{scope.today.isoformat()}"
    if request.GET.get("format") == "json":
        return _file(f"{name}.json", "application/json", write_history_json(rows).encode())
    return _file(f"{name}.csv", "text/csv", BYTE_ORDER_MARK + write_history_csv(rows))


def _file(name: str, kind: str, body: bytes) -> HttpResponse:
    answer = HttpResponse(body, f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


def _compute(scope: HouseholdScope, asked: Asked) -> tuple[HouseholdBooks, History]:
    """The books and their whole monthly history, on what was asked for."""
    books = household_books(scope.household, basis=asked.basis, currency=asked.currency)
    first = first_date(books)
    dates = [] if first is None or first > scope.today else month_ends(first, scope.today)
    return books, monthly_history(books, dates, basis=asked.basis)
