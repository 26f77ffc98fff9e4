"""A login: one person's email, password and reading habits."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.base import Keyed


class Theme(models.TextChoices):
    SYSTEM = "", _("As the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class StartPage(models.TextChoices):
    """Where a login arrives in a household; the values are names of routes."""

    DASHBOARD = "", _("Dashboard")
    SNAPSHOT = "snapshot_current", _("Monthly record")
    POSITIONS = "positions", _("Own and owe")
    BALANCE = "balance", _("Balance sheet")
    HISTORY = "history", _("History")


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A saved user; the address is kept in lower case, the password hashed."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(Keyed, AbstractBaseUser, PermissionsMixin):
    """Signs in by email; an operator (`is_staff`) also sees the admin site."""

    email = models.EmailField(_("email"), max_length=254)
    name = models.CharField(_("name"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    format_locale = models.CharField(_("number and date format"), max_length=20, blank=True)
    theme = models.CharField(_("theme"), max_length=5, choices=Theme, blank=True)
    start_page = models.CharField(_("start page"), max_length=20, choices=StartPage, blank=True)
    hides_amounts = models.BooleanField(_("amounts hidden at first"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("operator"), default=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message=_("Somebody with this address is signed up already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email
