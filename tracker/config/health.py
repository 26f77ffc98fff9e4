"""Two questions of whoever runs the server: does the process answer, and can it do its work?"""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and has every migration, else 503 with the reason."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return HttpResponse("database unreachable\n", content_type="text/plain", status=503)
    if pending:
        return HttpResponse("migrations pending\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


PROBES = {"/healthz": healthz, "/readyz": readyz}


def answer_probes(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware before host names are looked at: a probe asks by address, and without TLS."""

    def answer(request: HttpRequest) -> HttpResponse:
        return PROBES.get(request.path, get_response)(request)

    return answer
