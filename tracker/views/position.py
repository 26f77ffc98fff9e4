"""Page in the making."""

from typing import Any

from django.http import Http404, HttpResponse


def position(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


def edit(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


def close(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


def reopen(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


def archive(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


def value(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


def owners(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


def terms(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


def secured(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404
