"""Page in the making."""

from typing import Any

from django.http import Http404, HttpResponse


def current(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


def snapshot(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404
