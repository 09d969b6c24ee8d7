"""What somebody had before them: who saves over what they did not see is told so, and nothing is changed."""

from django.db.models import Model
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from articles.desk.refusal import Stale

SALT = "articles.desk.seen"


def signature(row: Model) -> str:
    """Tells one state of a row from another."""
    return digest(*(f"{field.attname}={field.value_from_object(row)}" for field in row._meta.concrete_fields))


def digest(*parts: str) -> str:
    """A keyed digest (HMAC with ``SECRET_KEY``), in hexadecimal.

    It stands in pages whose readers may not know all of the parts, such as an e-mail address, and cannot try guesses.
    """
    return salted_hmac(SALT, "\x1f".join(parts), algorithm="sha256").hexdigest()


def check_seen(state: str, seen: str | None) -> None:
    """Raise :class:`Stale` where ``seen`` is another state; ``None`` asks not."""
    if seen is not None and seen != state:
        raise Stale(overtaken())


def overtaken() -> str:
    return _("Somebody saved this after you opened it. Your words are still here: open it anew, then write them.")
