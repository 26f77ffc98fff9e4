"""The application's addresses, and the smallest signed-in page to compare them with."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.decorators.http import require_safe

from accounts.access import HouseholdRequest
from accounts.queries import find_household


@require_safe
def smallest_page(request: HouseholdRequest, slug: str) -> HttpResponse:
    """A page for who is signed in, with one query of its own."""
    return render(request, "smallest.html", {"household": find_household(slug)})


urlpatterns = [
    path("bench/<slug:slug>/", smallest_page, name="smallest"),
    path("", include("tracker.config.urls")),
]
