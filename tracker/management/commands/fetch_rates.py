"""manage.py fetch_rates: the European Central Bank's newest exchange rates, from its own site."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.commands.rates import load_reference_rates, may_write_reference_rates
from tracker.importers.ecb import HistoryRefused, RateHistory, read_history, read_recent
from tracker.management.rates_feed import ECB, HISTORY, RECENT, Feed, FeedError, fetch
from tracker.queries.prices import newest_reference_day

RECENT_DAYS = 80
"""The page of 90 days closes any gap up to this; a longer one needs the whole history."""


class Command(BaseCommand):
    requires_system_checks = ()
    help = (
        "Fetch the European Central Bank's newest exchange rates; may be run again any time. "
        "Without a connection everything stays as it is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(refresh_rates(datetime.now(UTC).date()))


def refresh_rates(today: date, feed: Feed = ECB) -> str:
    """Bring the shared rates up to date; one sentence of what was done, CommandError otherwise."""
    if not may_write_reference_rates():
        raise CommandError(
            "Exchange rates are shared by all households and written by the database's owner: "
            "set WATERLINE_DB_ROLE=owner."
        )
    known = newest_reference_day()
    try:
        history = _fetch_history(known, today, feed)
    except (FeedError, HistoryRefused) as error:
        kept = (
            f"the rates up to {known} stay in use"
            if known
            else "there are none yet; load_ecb_rates loads those that came with Waterline"
        )
        raise CommandError(f"The exchange rates cannot be fetched: {error}; {kept}.") from None
    loaded = load_reference_rates(history, published=True)
    if not loaded.written:
        return f"Exchange rates: up to date, the newest are of {loaded.newest}."
    return (
        f"Exchange rates: {loaded.added} added and {loaded.corrected} corrected, "
        f"the newest are of {loaded.newest}."
    )


def _fetch_history(known: date | None, today: date, feed: Feed) -> RateHistory:
    """As little as closes the gap; raises FeedError and HistoryRefused."""
    recent = known is not None and today - known <= timedelta(days=RECENT_DAYS)
    history = read_recent(fetch(RECENT, feed)) if recent else read_history(fetch(HISTORY, feed))
    # A day ahead of ours is possible around the globe, but no more.
    if history.newest > today + timedelta(days=1):
        raise HistoryRefused(f"it has rates of {history.newest}, which has not come yet")
    return history
