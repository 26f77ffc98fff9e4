"""Page in the making."""

from typing import Any

from django.http import Http404, HttpResponse


def snapshots(request: Any, **kwargs: Any) -> HttpResponse:
    raise Http404
