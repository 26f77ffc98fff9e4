"""Page in the making."""

from typing import Any

from django.http import Http404, HttpResponse


def cell(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


def copy(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


def note(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


def close(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


def reopen(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404
