"""What every table of ours shares: a key that sorts by time of creation."""

from django.db import models
from django.db.models.functions import UUID7


class Keyed(models.Model):
    """A row with a version 7 UUID as its key, made by the database."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)

    class Meta:
        abstract = True
