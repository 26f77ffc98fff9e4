"""An explained change as JSON for scripts: amounts as exact text."""

import json

from tracker.services.cause import cause_of
from tracker.services.change import Explained
from tracker.services.money import plain


def write_change_json(explained: Explained) -> str:
    """The change with its terms in the order of the books, and the code of its cause."""
    return json.dumps(
        {
            "from": explained.start.isoformat(),
            "to": explained.end.isoformat(),
            "net_worth_from": plain(explained.net_worth_from),
            "net_worth_to": plain(explained.net_worth_to),
            "complete": explained.complete,
            "terms": [
                {
                    "position": term.position.name,
                    "side": term.position.side.code,
                    "category": term.position.category,
                    "kind": term.kind.value,
                    "amount": plain(term.amount),
                    "estimate": term.estimate,
                }
                for term in explained.terms
            ],
            "cause": cause_of(explained).code.value,
        },
        ensure_ascii=False,
        indent=2,
    )
