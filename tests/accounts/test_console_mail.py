"""Where no mail is set up, mail is read in the window of the server."""

import io

from django.core.mail import EmailMessage

from accounts.console_mail import ConsoleBackend


def test_a_long_link_stays_in_one_piece() -> None:
    link = "http://localhost:8000/accounts/password/reset/key/" + "x" * 120
    out = io.StringIO()
    message = EmailMessage("Ändern", f"Press:\n\n{link}\n", to=["dewi@example.com"])
    assert ConsoleBackend(stream=out).send_messages([message]) == 1
    printed = out.getvalue().splitlines()
    assert link in printed
    assert "To: dewi@example.com" in printed
    assert "Subject: Ändern" in printed
