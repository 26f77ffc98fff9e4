"""The web manifest: what a phone needs to keep Waterline beside its other applications."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tracker.wording.manifest import about

ICONS = (("192", "any"), ("512", "any"), ("512", "maskable"))
BACKGROUND, THEME = "#f3f6f7", "#0b6683"


@require_safe
@login_not_required
def manifest(request: HttpRequest) -> HttpResponse:
    """Says nothing of households: it is public."""
    return JsonResponse(
        {
            "name": "Waterline",
            "short_name": "Waterline",
            "description": about(),
            "lang": get_language(),
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": BACKGROUND,
            "theme_color": THEME,
            "icons": [_icon(size, purpose) for size, purpose in ICONS],
        },
        content_type="application/manifest+json",
    )


def _icon(size: str, purpose: str) -> dict[str, str]:
    name = f"icon-maskable-{size}" if purpose == "maskable" else f"icon-{size}"
    return {
        "src": static(f"img/{name}.png"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }
