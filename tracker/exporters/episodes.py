"""Episodes below zero as scripts read them: exact decimals, never rounded."""

import json
from collections.abc import Iterable

from tracker.services.deficit import Episode
from tracker.services.money import plain


def build_episode_record(episode: Episode) -> dict[str, object]:
    """One episode as the documented JSON object."""
    return {
        "onset": episode.onset.isoformat(),
        "lowest": {
            "month": episode.lowest_date.isoformat(),
            "net_worth": plain(episode.lowest),
        },
        "months": episode.months,
        "recovered": episode.recovered.isoformat() if episode.recovered else None,
        "complete": episode.complete,
        "open_start": episode.open_start,
    }


def write_episodes_json(episodes: Iterable[Episode]) -> str:
    """The documented JSON list, `[]` without episodes."""
    return json.dumps([build_episode_record(episode) for episode in episodes], indent=2)
