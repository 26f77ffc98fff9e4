"""The very first sign-up, which takes the setup code."""

from django.db import connection, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.commands.errors import SetupRefused
from accounts.commands.users import find_or_invite_user
from accounts.models import User
from accounts.queries import has_operator

FIRST_USER_LOCK = 7_265_310
SETUP_CODE_LENGTH = 12


def setup_code() -> str:
    """The code that the first sign-up needs: made from the secret, so nothing is stored."""
    digest = salted_hmac("waterline.setup", "first user", algorithm="sha256").hexdigest()
    code = digest[:SETUP_CODE_LENGTH]
    return "-".join(code[i : i + 4] for i in range(0, SETUP_CODE_LENGTH, 4))


def is_setup_code(typed: str) -> bool:
    """Whether this is the setup code, in capitals or not, with or without its dashes."""
    plain = typed.strip().lower().replace("-", "").replace(" ", "")
    return constant_time_compare(plain, setup_code().replace("-", ""))


@transaction.atomic
def create_first_user(
    *, code: str, email: str, password: str, name: str = "", language: str = ""
) -> User:
    """The operator, raised from a login of the same address where the command line made one;
    raises SetupRefused."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FIRST_USER_LOCK])
    if has_operator() or not is_setup_code(code):
        raise SetupRefused
    user, _made = find_or_invite_user(email)
    user.name, user.language = name or user.name, language
    user.is_staff = user.is_superuser = user.is_active = True
    user.set_password(password)
    user.save()
    return user
