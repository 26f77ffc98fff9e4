"""Page in the making."""

from typing import Any

from django.http import Http404, HttpResponse


def positions(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


def new(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404
