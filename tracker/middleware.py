"""What holds for every answer: the reader's language and formats, and no copies kept of figures."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from accounts.models import User

type GetResponse = Callable[[HttpRequest], HttpResponse]

DROPPED_BYTES = 64_000_000
UPLOAD_MEGABYTES = 5

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


def refuse_large_bodies(get_response: GetResponse) -> GetResponse:
    """Answers a body that is larger than any form of ours with a page that says so.

    What the browser still sends is read and dropped, up to a point: else it would show a broken
    connection instead of the page.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        length = str(request.META.get("CONTENT_LENGTH") or "0")
        if not length.isascii() or not length.isdigit():
            return get_response(request)
        if int(length) <= settings.MOST_BODY_BYTES:
            return get_response(request)
        if int(length) <= DROPPED_BYTES:
            while request.read(65536):
                pass
        page = {"megabytes": UPLOAD_MEGABYTES}
        return render(request, "413.html", page, status=413)

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
