"""Mail for a server without a mail server: printed where Waterline was started."""

from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend


class ConsoleBackend(EmailBackend):
    """Prints the text as it is: encoded for the wire, a long link would be broken in two."""

    def write_message(self, message: EmailMessage) -> None:
        line = "-" * 79
        self.stream.write(
            f"{line}\nTo: {', '.join(message.to)}\nSubject: {message.subject}\n\n"
            f"{message.body}\n{line}\n"
        )
