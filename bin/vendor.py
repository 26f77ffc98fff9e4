"""Fetch the front-end files that are kept in static/vendor/, each pinned by version and hash.

Run by `make vendor`. The result is committed, so neither running nor testing Waterline needs npm.
"""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "static" / "vendor"


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package: which files are taken from it (member -> path under static/vendor)."""

    name: str
    version: str
    sha512: str
    licence: str
    files: dict[str, str]
    purpose: str


PLOTLY = Package(
    name="plotly.js-basic-dist-min",
    version="4.1.1",
    sha512=(
        "1oNF8PeQx2hv/y7tqEVWKD3JGwn/MGEMQ8mL9HUwsaqG9FGy/OU5FHUHvzqbqxN4mnwZGI9abTiE775C4kkjMQ=="
    ),
    licence="MIT",
    files={
        "package/plotly-basic.min.js": "plotly/plotly-basic.min.js",
        "package/LICENSE": "licences/plotly.txt",
    },
    purpose="charts: scatter, bar, pie",
)
HTMX = Package(
    name="htmx.org",
    version="2.0.11",
    sha512=(
        "Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA=="
    ),
    licence="0BSD",
    files={
        "package/dist/htmx.min.js": "htmx/htmx.min.js",
        "package/LICENSE": "licences/htmx.txt",
    },
    purpose="page parts fetched from the server",
)
INTER = Package(
    name="@fontsource-variable/inter",
    version="5.3.0",
    sha512=(
        "OupL48va4JNofb97w6NYeF9S7W/kHNKM0Er8Dem5nqi4jeOLrVJDoE8tZEpnMJmtkvNbB1EIPPwHcdkF6b1oUA=="
    ),
    licence="OFL-1.1",
    files={
        "package/files/inter-latin-wght-normal.woff2": "inter/latin.woff2",
        "package/files/inter-latin-ext-wght-normal.woff2": "inter/latin-ext.woff2",
        "package/files/inter-vietnamese-wght-normal.woff2": "inter/vietnamese.woff2",
        "package/LICENSE": "licences/inter.txt",
    },
    purpose="the typeface, weights 400 to 700, three subsets",
)
LUCIDE = Package(
    name="lucide-static",
    version="1.62.0",
    sha512=(
        "WBZA/m2PvkFpMGHDtsBck5P2A9G4ehLlYu4GwwICcmEm1BvYVgj00lCDxKRWLlbMlOibLaiwdQ88G5pHkSWgwA=="
    ),
    licence="ISC",
    files={"package/LICENSE": "licences/lucide.txt"},
    purpose="icons, gathered into icons.svg",
)
# What the style sheets use of the typeface: tabular figures, and what browsers do by themselves.
WEIGHTS = "wght=400:700"
FEATURES = ("calt", "ccmp", "kern", "locl", "mark", "mkmk", "pnum", "tnum")
PACKAGES = (PLOTLY, HTMX, INTER, LUCIDE)

ICONS = [
    "archive",
    "arrow-right",
    "book-open-text",
    "calendar-days",
    "check",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "circle-alert",
    "circle-check",
    "circle-x",
    "clock",
    "contrast",
    "copy",
    "diamond",
    "download",
    "eye",
    "eye-off",
    "file-up",
    "flag",
    "history",
    "house",
    "info",
    "key-round",
    "landmark",
    "layers",
    "link",
    "list",
    "lock",
    "lock-open",
    "log-out",
    "minus",
    "pencil",
    "plus",
    "printer",
    "scale",
    "sliders-horizontal",
    "trash-2",
    "triangle-alert",
    "undo-2",
    "upload",
    "user",
    "users",
    "wallet",
    "waves-arrow-up",
    "waves-horizontal",
    "x",
]

# The diamond that says "act" needs the same inner mark as lucide's circle-alert and triangle-alert.
COMPOSED = {"diamond-alert": ("diamond", '<path d="M12 8.5v4"/><path d="M12 15.5h.01"/>')}


def fetch_package(package: Package, folder: Path) -> Path:
    """The package's archive, downloaded by npm; SystemExit when its hash is not the pinned one."""
    before = set(folder.iterdir())
    subprocess.run(
        ["npm", "pack", f"{package.name}@{package.version}", "--silent"],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (archive,) = set(folder.iterdir()) - before
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != package.sha512:
        raise SystemExit(f"{package.name} {package.version}: the archive is not the pinned one.")
    return archive


def read_member(archive: Path, member: str) -> bytes:
    """One file out of the archive."""
    with tarfile.open(archive) as tar:
        stream = tar.extractfile(member)
        if stream is None:
            raise SystemExit(f"{archive.name}: {member} is missing.")
        return stream.read()


def cut_font(font: bytes) -> bytes:
    """The typeface without the weights and layout features that no style sheet asks for: a third
    of what a browser would load. What stays looks the same."""
    with tempfile.TemporaryDirectory() as name:
        whole, light, cut = (
            Path(name) / part for part in ("whole.woff2", "light.ttf", "cut.woff2")
        )
        whole.write_bytes(font)
        for tool, *options in (
            ("varLib.instancer", whole, WEIGHTS, "--no-recalc-timestamp", "-o", light),
            (
                "subset",
                light,
                "--unicodes=*",
                f"--layout-features={','.join(FEATURES)}",
                "--name-IDs=*",
                "--passthrough-tables",
                "--flavor=woff2",
                f"--output-file={cut}",
            ),
        ):
            command = [sys.executable, "-m", f"fontTools.{tool}", *map(str, options)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return cut.read_bytes()


def build_symbol(name: str, drawing: str) -> str:
    """One icon as an SVG symbol; its stroke width comes from the style sheet."""
    return (
        f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        f' stroke-linecap="round" stroke-linejoin="round">{drawing}</symbol>'
    )


def build_icons(archive: Path) -> str:
    """All icons in one SVG file, referred to by `icons.svg#name`."""
    drawings = {}
    for name in ICONS:
        source = read_member(archive, f"package/icons/{name}.svg").decode()
        inner = re.search(r"<svg[^>]*>(.*)</svg>", source, re.DOTALL)
        if inner is None:
            raise SystemExit(f"{name}: not the expected drawing.")
        drawings[name] = re.sub(r"\s*\n\s*", "", inner[1]).replace(" />", "/>")
    for name, (base, mark) in COMPOSED.items():
        drawings[name] = drawings[base] + mark
    symbols = "\n".join(build_symbol(name, drawings[name]) for name in sorted(drawings))
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def build_readme() -> str:
    """What is here, from where, under which licence."""
    rows = "\n".join(f"| {p.name} | {p.version} | {p.licence} | {p.purpose} |" for p in PACKAGES)
    return (
        "# Vendored front-end files\n\n"
        "Written by `make vendor` (`bin/vendor.py`), which pins version and hash. Do not edit.\n\n"
        "| npm package | version | licence | for |\n|---|---|---|---|\n"
        f"{rows}\n\n"
        "The icon `diamond-alert` is lucide's `diamond` with an inner mark added.\n"
        "Inter is cut by fonttools to the weights 400 to 700 and to the layout features in use: a\n"
        "modified version under the same licence, which permits it and reserves no font name.\n"
        "Licence texts are in `licences/`.\n"
    )


def main() -> None:
    """Replace static/vendor/ as a whole, and only when everything arrived."""
    if shutil.which("npm") is None:
        raise SystemExit("npm is needed to refresh the vendored files (not to run Waterline).")
    with tempfile.TemporaryDirectory() as name:
        folder, staged = Path(name) / "archives", Path(name) / "vendor"
        folder.mkdir()
        for package in PACKAGES:
            archive = fetch_package(package, folder)
            for member, path in package.files.items():
                (staged / path).parent.mkdir(parents=True, exist_ok=True)
                content = read_member(archive, member)
                (staged / path).write_bytes(
                    cut_font(content) if path.endswith(".woff2") else content
                )
            if package is LUCIDE:
                (staged / "icons.svg").write_text(build_icons(archive))
        (staged / "README.md").write_text(build_readme())
        shutil.rmtree(TARGET, ignore_errors=True)
        shutil.copytree(staged, TARGET)
    sys.stdout.write(f"{len(PACKAGES)} packages written to {TARGET}\n")


if __name__ == "__main__":
    main()
