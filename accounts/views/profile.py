"""One's own profile: how somebody is called, reads, and where they begin."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.commands.profile import Profile, update_profile
from accounts.forms.profile import ProfileForm
from accounts.wording import saved


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Any) -> HttpResponse:
    """Look at one's profile, or change it."""
    form = ProfileForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        update_profile(request.user.pk, profile=_read(form.cleaned_data))
        # The choice made here holds at once; the eye in the corner overrides it for the session.
        request.session.pop("private", None)
        messages.success(request, saved())
        return redirect("accounts:profile")
    status = 422 if form.errors else 200
    context = {"form": form, "email": request.user.email}
    return render(request, "account/profile.html", context, status=status)


def _read(chosen: dict[str, Any]) -> Profile:
    return Profile(
        name=chosen["name"],
        language=chosen["language"],
        format_locale=chosen["format_locale"],
        theme=chosen["theme"],
        start_page=chosen["start_page"],
        hides_amounts=chosen["hides_amounts"],
    )
