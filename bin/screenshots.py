"""Takes the pictures of README and tour: a private Waterline with sample and real households."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "img"
DATA = ROOT / "tests" / "data"
FLAGS = ["--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-sync", "--disable-quic"]
WIDE, NARROW = (1440, 1000), (390, 844)
ZONE = ZoneInfo("Asia/Jakarta")  # the sample household's
PATIENCE = 10_000  # milliseconds
Theme = Literal["light", "dark"]


def main() -> None:
    """Write every picture to docs/img, and leave nothing else behind."""
    folder = Path(tempfile.mkdtemp(prefix="waterline-pictures-"))
    folder.chmod(0o711)
    port = find_port()
    os.environ |= {"WATERLINE_DATA": str(folder), "PORT": str(port)}
    os.environ.pop("DATABASE_URL", None)
    run("-m", "tracker.config.start", "prepare")
    said = run("manage.py", "demo")
    logins = dict(re.findall(r"(\S+@\S+) with (\S+)", said))
    real = import_real_data(next(iter(logins)))
    server = subprocess.Popen([sys.executable, "-m", "tracker.config.start"], cwd=ROOT)
    try:
        address = f"http://localhost:{port}"
        await_answer(address)
        with sync_playwright() as play:
            flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
            browser = play.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or None, args=flags
            )
            take_pictures(browser, address, logins, find_word(said, r"/h/(\S+)/"), real)
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


def take_pictures(
    browser: Browser, address: str, logins: Mapping[str, str], slug: str, real: str
) -> None:
    """The sample household by day, in the dark and on a phone, and what pages do when used.

    Two people in one field come last, because that changes the books.
    """
    books = f"{address}/h/{slug}"
    owner, partner = logins.items()
    enter = partial(open_window, browser, address)

    page = enter(owner)
    for name, path in (
        ("dashboard", "/"),
        ("snapshot", "/months/current/"),
        ("balance-sheet", "/balance/"),
        ("deficit", "/deficit/"),
        ("items", "/items/"),
        ("history", f"/history/?from={month_end_before(43)}&to={month_end_before(20)}"),
        ("compare", "/history/compare/"),
        ("card", f"/history/{month_end_before(5)}/card/"),
        ("prices", "/prices/"),
        ("settings", "/settings/"),
    ):
        take(page, books + path, name)
    take(page, f"{books}/", "dashboard-cards", act=look_further_down)
    take(page, f"{address}/h/{real}/", "real-deficit", part="section.hero")
    take(page, f"{address}/h/{real}/deficit/", "real-deficit-cause")
    take(page, f"{books}/items/", "item", act=open_house)
    take(page, f"{books}/people/invitations/new/", "people", act=partial(invite, books))
    take(page, f"{books}/import/", "import", act=look_at_table)
    take(page, f"{books}/months/current/", "paste", act=paste_column)

    dark = enter(owner, theme="dark")
    take(dark, f"{books}/", "dashboard-dark")
    take(dark, f"{books}/deficit/", "deficit-dark")
    phone = enter(owner, size=NARROW)
    take(phone, f"{books}/deficit/", "deficit-mobile")
    take(phone, f"{books}/", "dashboard-mobile")
    take(phone, f"{books}/months/current/", "snapshot-mobile")
    take(open_page(browser), f"{address}/welcome/", "first-run")

    other = enter(partner)
    take(page, f"{books}/months/current/", "conflict", act=partial(collide, other))


def look_further_down(page: Page) -> None:
    """From the ratios on."""
    page.locator("#change").scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, document.querySelector('#change').getBoundingClientRect().top - 40)")


def open_house(page: Page) -> None:
    page.get_by_role("link", name="House, Depok").click()


def invite(books: str, page: Page) -> None:
    """An invitation that waits, seen from the list of people."""
    page.select_option("select[name=role]", "viewer")
    page.fill("input[name=email]", "adviser@example.com")
    page.get_by_role("button", name="Make the link").click()
    page.wait_for_load_state("networkidle")
    page.goto(f"{books}/people/")


def look_at_table(page: Page) -> None:
    """A pasted table in the Indonesian manner, of months before the books begin."""
    days = [month_end_before(back) for back in range(66, 61, -1)]
    lines = ["Date\tJoint savings\tPayroll account\tOld car\tCooperative loan\tArisan"]
    for n, day in enumerate(days):
        amounts = f"{19 + n}.400.000,50\t12.{n}50.000\t{96 - n}.000.000\t{14 - n}.500.000"
        lines.append(f"{day:%d/%m/%Y}\t{amounts}\t{3 + n}.000.000")
    page.fill("textarea[name=text]", "\n".join(lines))
    page.get_by_role("button", name="Look at it").click()


def paste_column(page: Page) -> None:
    """What a pasted column would change, one of its cells being no number."""
    page.get_by_text("Paste a column", exact=True).click()
    page.fill("#paste-block", "39250000\n14410000\n=30100000+250000\n\ntwenty")
    page.get_by_role("button", name="See what would change").click()
    page.wait_for_selector("#paste-heading")
    page.evaluate("scrollTo(0, 0)")


def collide(other: Page, page: Page) -> None:
    """Somebody else saves the field that this page has had open for a while."""
    label = re.compile("Visa card")
    other.goto(page.url)
    for window, digits in ((other, "20900000"), (page, "21250000")):
        field = window.get_by_label(label).first
        field.fill(digits)
        field.press("Enter")
        window.wait_for_load_state("networkidle")
    page.wait_for_selector(".notice.act")
    page.locator(".message-row:not([hidden])").scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 200)")


def open_page(browser: Browser, *, size: tuple[int, int] = WIDE, theme: Theme = "light") -> Page:
    """A window of its own, with no login; phones have twice the pixels."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=theme,
        device_scale_factor=2 if size == NARROW else 1,
    )
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def open_window(
    browser: Browser,
    address: str,
    login: tuple[str, str],
    *,
    size: tuple[int, int] = WIDE,
    theme: Theme = "light",
) -> Page:
    """A window of its own in which somebody is signed in."""
    page = open_page(browser, size=size, theme=theme)
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=login]", login[0])
    page.fill("input[name=password]", login[1])
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("networkidle")
    return page


def take(
    page: Page, url: str, name: str, *, part: str = "", act: Callable[[Page], None] | None = None
) -> None:
    """One picture of the window or of one part of it, after what is done there."""
    page.goto(url)
    page.wait_for_load_state("networkidle")
    if act:
        act(page)
        page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    path = IMAGES / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    (page.locator(part) if part else page).screenshot(path=path)
    print(path.relative_to(ROOT), flush=True)


def month_end_before(months: int) -> date:
    """The last day of the month that many months before this one."""
    first = datetime.now(ZONE).date().replace(day=1)
    for _ in range(months - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    return first - timedelta(days=1)


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
