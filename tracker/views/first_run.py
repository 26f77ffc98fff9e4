"""Page in the making."""

from typing import Any

from django.http import Http404, HttpResponse


def welcome(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


def new_household(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404
