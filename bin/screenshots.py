"""Takes the README's pictures: a private Waterline with the sample household and the real data."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "img"
DATA = ROOT / "tests" / "data"
FLAGS = ["--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-sync", "--disable-quic"]
OWNER = "demo@example.com"


def main() -> None:
    """Write every picture to docs/img, and leave nothing else behind."""
    folder = Path(tempfile.mkdtemp(prefix="waterline-pictures-"))
    folder.chmod(0o711)
    port = find_port()
    os.environ |= {"WATERLINE_DATA": str(folder), "PORT": str(port)}
    os.environ.pop("DATABASE_URL", None)
    run("-m", "tracker.config.start", "prepare")
    login = run("manage.py", "demo")
    real = import_real_data(find_word(login, r"\S+@\S+"))
    server = subprocess.Popen([sys.executable, "-m", "tracker.config.start"], cwd=ROOT)
    try:
        address = f"http://localhost:{port}"
        await_answer(address)
        with sync_playwright() as play:
            flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
            browser = play.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or None, args=flags
            )
            take_pictures(browser, address, login, real)
            browser.close()
    finally:
        server.terminate()
        server.wait()
        run("-m", "tracker.config.embedded_postgres", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def import_real_data(owner: str) -> str:
    """The bottom half of US households without durable goods, as a household; its slug."""
    said = run(
        "manage.py", "create_household", "US bottom half", "--currency", "USD", "--owner", owner
    )
    slug = said.split()[-1]
    columns = [line.split(",") for line in (DATA / "us-bottom-half.csv").read_text().splitlines()]
    dropped = columns[0].index("Consumer durables")
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        for row in columns:
            file.write(",".join(row[:dropped] + row[dropped + 1 :]) + "\n")
        file.flush()
        positions = str(DATA / "us-positions.csv")
        run("manage.py", "import_csv", "--household", slug, file.name, "--positions", positions)
    return slug


def take_pictures(browser: Browser, address: str, login: str, real: str) -> None:
    """The demo household on the desktop, in the dark and on a phone; then the real deficit."""
    for theme, width, height, suffix, wanted in (
        ("light", 1440, 1000, "", ("dashboard", "snapshot", "balance-sheet")),
        ("dark", 1440, 1000, "-dark", ("dashboard",)),
        ("light", 390, 844, "-mobile", ("dashboard", "snapshot")),
    ):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if theme == "dark" else "light",
            device_scale_factor=2 if width < 500 else 1,
        )
        page = context.new_page()
        slug = sign_in(page, address, login)
        for name, path in (
            ("dashboard", f"/h/{slug}/"),
            ("snapshot", f"/h/{slug}/months/current/"),
            ("balance-sheet", f"/h/{slug}/balance/"),
        ):
            if name in wanted:
                take(page, f"{address}{path}", IMAGES / f"{name}{suffix}.png")
        if not suffix:
            take(
                page,
                f"{address}/h/{real}/",
                IMAGES / "real-deficit.png",
                selector="section.hero",
            )
        context.close()


def sign_in(page: Page, address: str, login: str) -> str:
    """Sign in as the demo's owner; returns the slug of the household that opens."""
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=login]", find_word(login, r"\S+@\S+"))
    page.fill("input[name=password]", find_word(login, r" with (\S+)"))
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("networkidle")
    return "santoso"


def take(page: Page, url: str, path: Path, *, selector: str = "") -> None:
    """One picture, of the whole page or of one part of it."""
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    path.parent.mkdir(parents=True, exist_ok=True)
    if selector:
        page.locator(selector).screenshot(path=path)
    else:
        page.screenshot(path=path)
    print(path.relative_to(ROOT))


def run(*words: str) -> str:
    """The output of one of our own commands; its failure is ours."""
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout


def find_word(text: str, pattern: str) -> str:
    """The first match of the pattern, or of its group."""
    found = re.search(pattern, text)
    if found is None:
        raise SystemExit(f"The demo did not print what was expected: {pattern}")
    return found.group(found.lastindex or 0)


def find_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def await_answer(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=1)  # noqa: S310
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The server did not answer.")


if __name__ == "__main__":
    main()
