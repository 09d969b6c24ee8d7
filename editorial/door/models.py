"""What the door remembers of those who were not let in."""

from django.db import models


class Knock(models.Model):
    """How often somebody in vain gave a password or a code: by browser, by address, by account.

    ``key`` is a keyed digest: people type passwords where their name should be, and addresses are nobody’s business.
    """

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    last = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"
