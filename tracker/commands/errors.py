"""Why a command did nothing: a code and its parameters, turned into a sentence by wording."""

from typing import Any


class Refused(Exception):
    """A rule stands against it; nothing was changed.

    `code` is a word of wording.refusals, `params` what its sentence needs.
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class Conflict(Exception):
    """Somebody else has changed the row since the form was made; nothing was changed.

    `current` is what stands there now (None: it is gone).
    """

    def __init__(self, current: Any) -> None:
        super().__init__("conflict")
        self.current = current
