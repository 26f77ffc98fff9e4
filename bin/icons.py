"""Draws the icons of phones and home screens from static/img/favicon.svg, with Chromium."""

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "static" / "img"
PAGE = """<style>
  body {{ margin: 0; display: grid; place-items: center; height: 100vh; background: {ground}; }}
  svg {{ width: {share}%; }}
</style>{drawing}"""
# name, pixels, share of the width that the drawing takes, background
PICTURES = (
    ("icon-192", 192, 100, "transparent"),
    ("icon-512", 512, 100, "transparent"),
    ("icon-maskable-512", 512, 70, "#ffffff"),
    ("apple-touch-icon", 180, 82, "#ffffff"),
)


def main() -> None:
    """Write each picture as PNG."""
    drawing = (IMAGES / "favicon.svg").read_text()
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or None, args=flags
        )
        for name, pixels, share, ground in PICTURES:
            page = browser.new_page(viewport={"width": pixels, "height": pixels})
            page.set_content(PAGE.format(share=share, ground=ground, drawing=drawing))
            page.screenshot(path=IMAGES / f"{name}.png", omit_background=ground == "transparent")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
