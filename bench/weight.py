"""What a browser loads for a page: its HTML and the static files it needs, as they are sent."""

import re
from html import unescape
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from django.conf import settings

HTML_QUALITY = 5
# Fetched only when somebody puts Waterline on a home screen.
_LATER = re.compile(r"""<link\b[^>]*\brel=["']?(?:apple-touch-icon|manifest)\b[^>]*>""")
_LINK = re.compile(r"""(?:href|src)=["']([^"'#?]+)""")
_CSS_LINK = re.compile(r"""url\(["']?([^"')#?]+)""")
_FACE = re.compile(r"@font-face\s*{[^}]*}")
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)


def weigh_page(page: bytes) -> list[tuple[str, int]]:
    """(file, bytes on the wire), heaviest first. Of typefaces only the parts that hold one of the
    page's characters, since a browser loads no others."""
    text = page.decode()
    characters = set(map(ord, unescape(text)))
    weights = {"the page itself": len(brotli.compress(page, quality=HTML_QUALITY))}
    root, prefix = Path(str(settings.STATIC_ROOT)).resolve(), settings.STATIC_URL
    links = [
        link.removeprefix(prefix)
        for link in _LINK.findall(_LATER.sub("", text))
        if link.startswith(prefix)
    ]
    files = [root / link for link in links]
    while files:
        file = files.pop().resolve()
        name = str(file.relative_to(root))
        if name in weights:
            continue
        compressed = file.with_name(f"{file.name}.br")
        weights[name] = (compressed if compressed.exists() else file).stat().st_size
        if file.suffix == ".css":
            css = _drop_faces(file.read_text(), characters)
            files += (file.parent / link for link in _CSS_LINK.findall(css))
    return sorted(weights.items(), key=lambda item: -item[1])


def _drop_faces(css: str, characters: set[int]) -> str:
    """The style sheet without the typefaces that the page has no character of."""

    def keep(face: re.Match[str]) -> str:
        ranges = _RANGE.findall(face.group())
        spans = [(int(first, 16), int(last or first, 16)) for first, last in ranges]
        needed = not spans or any(a <= code <= b for a, b in spans for code in characters)
        return face.group() if needed else ""

    return _FACE.sub(keep, css)
