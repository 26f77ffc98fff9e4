"""Mail to people who have no part in Waterline yet: the invitation."""

import logging
import re
import unicodedata
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.utils import translation

logger = logging.getLogger(__name__)

OFF, SENT, FAILED = "off", "sent", "failed"


def can_mail() -> bool:
    """Whether mail leaves this server; without a mail server it is printed in its window."""
    return bool(settings.MAIL_HOST)


def send_invitation(email: str, *, language: str, **context: Any) -> str:
    """Mail the link; says sent, failed or off. A mail that fails takes nothing with it.

    It is written in the household's language where there is a catalogue of it, else as the sender
    reads.
    """
    if not can_mail():
        return OFF
    spoken = language if language in dict(settings.LANGUAGES) else translation.get_language()
    try:
        with translation.override(spoken):
            get_adapter().send_mail("account/email/invitation", email, context)
    except (SMTPException, OSError) as error:
        logger.warning("An invitation could not be mailed: %s", type(error).__name__)
        return FAILED
    return SENT


def plain_name(name: str) -> str:
    """A name as it may stand in a mail: one line, of which no mail program makes a link.

    A sign that joins the parts of an address gets a blank after it.
    """
    seen = "".join(
        " " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter
        for letter in name
        if unicodedata.category(letter) != "Cf"
    )
    apart = re.sub(r"([.:/@\\。．｡])(?=\S)", r"\1 ", seen)
    return " ".join(apart.split())
