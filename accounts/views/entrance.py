"""The log-in page, which also says whether one can sign up."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView

from accounts.queries import has_operator


class EntranceView(LoginView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["signup_open"] = get_adapter().is_open_for_signup(self.request)
        context["nobody_yet"] = not has_operator()
        return context


login = EntranceView.as_view()
