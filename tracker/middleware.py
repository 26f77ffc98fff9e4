"""What holds for every answer: the reader's language and formats, and no copies kept of figures."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from accounts.models import User

type GetResponse = Callable[[HttpRequest], HttpResponse]

TRADITIONAL_CHINESE = frozenset({"zh-tw", "zh-hk", "zh-mo"})
SPOKEN = frozenset(code for code, _name in settings.LANGUAGES)


def read_as_utf8(get_response: GetResponse) -> GetResponse:
    """Reads every form as UTF-8, which is all that browsers send, whatever a request calls it.

    Django refuses another character set only when it reads the form, and its error page reads
    the form again.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if "charset" in (request.content_params or {}):
            request.encoding = "utf-8"
        return get_response(request)

    return answer


class ReaderMiddleware:
    """Speaks the signed-in user's language; marks signed-in answers as not to be stored.

    Sets `request.format_locale`, the locale of numbers and dates.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user if isinstance(request.user, User) else None
        if user is not None and user.language in SPOKEN:
            translation.activate(user.language)
            request.LANGUAGE_CODE = translation.get_language()
        own_format = (user.format_locale or user.language) if user else ""
        request.format_locale = own_format or _accepted(request) or "en"  # type: ignore[attr-defined]
        response = self.get_response(request)
        if user is not None:
            add_never_cache_headers(response)
        return response


def _accepted(request: HttpRequest) -> str:
    """The household language the browser asks for first; empty for none of them."""
    for accepted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        script = "zh-hant" if accepted in TRADITIONAL_CHINESE else ""
        wanted = {accepted, accepted.split("-")[0], script}
        found = [code for code, _name in settings.HOUSEHOLD_LANGUAGES if code in wanted]
        if found:
            return str(found[0])
    return ""
