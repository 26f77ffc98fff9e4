"""What a browser loads for a page: its HTML and all static files, as they are sent."""

import re
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from django.conf import settings

HTML_QUALITY = 5
_LINK = re.compile(r"""(?:href|src)=["']([^"'#?]+)""")
_CSS_LINK = re.compile(r"""url\(["']?([^"')#?]+)""")


def weigh_page(page: bytes) -> list[tuple[str, int]]:
    """(file, bytes on the wire), heaviest first; typefaces of other scripts included, although
    browsers only load those that a page's words need."""
    weights = {"the page itself": len(brotli.compress(page, quality=HTML_QUALITY))}
    root = Path(str(settings.STATIC_ROOT))
    prefix = (
        settings.STATIC_URL if settings.STATIC_URL.startswith("/") else f"/{settings.STATIC_URL}"
    )
    links = _LINK.findall(page.decode())
    files = [root / link.removeprefix(prefix) for link in links if link.startswith(prefix)]
    while files:
        file = files.pop().resolve()
        name = str(file.relative_to(root.resolve()))
        if name in weights:
            continue
        compressed = file.with_name(f"{file.name}.br")
        weights[name] = (compressed if compressed.exists() else file).stat().st_size
        if file.suffix == ".css":
            files += (file.parent / link for link in _CSS_LINK.findall(file.read_text()))
    return sorted(weights.items(), key=lambda item: -item[1])
