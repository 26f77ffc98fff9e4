"""Two switches of the page frame: light or dark, amounts shown or hidden."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts import commands
from accounts.models import User


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the theme the form names: light, dark, or empty for the device's own."""
    if isinstance(request.user, User):
        commands.set_theme(request.user, request.POST.get("theme", ""))
    return _back(request)


@require_POST
def privacy(request: HttpRequest) -> HttpResponse:
    """Hide or show amounts for the rest of this session."""
    request.session["private"] = request.POST.get("private") == "1"
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    return HttpResponseRedirect(target)
