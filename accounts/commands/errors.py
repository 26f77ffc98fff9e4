"""Why a command on people did nothing."""

from typing import Any


class Refused(Exception):
    """A rule stands against it; nothing was changed.

    `code` is a word of accounts.wording.refusals, `params` what its sentence needs.
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class LastOwner(Refused):
    """A household must keep an owner."""

    def __init__(self) -> None:
        super().__init__("last_owner")


class SetupRefused(Exception):
    """Somebody has signed up already, or the setup code is wrong."""


class LastOperator(Exception):
    """An active operator must remain, or nobody reaches the admin site."""
