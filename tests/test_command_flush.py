"""The one command that empties what the guards keep, and leaves them standing."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from articles.models import Event
from tests.magazine import Magazine


def guarded() -> bool:
    with pytest.raises(IntegrityError, match="never goes"), transaction.atomic():
        Event.objects.all().delete()
    return Event.objects.exists()


@pytest.fixture
def cast(transactional_db: None) -> Magazine:
    cast = Magazine()
    cast.live()
    return cast


def test_it_empties_the_tables_and_the_guards_stand_again(cast: Magazine) -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert not Event.objects.exists()
    Magazine().live()
    assert guarded()


def test_the_guards_stand_again_when_it_fails(cast: Magazine) -> None:
    def fail(statements: list[str]) -> None:
        raise DatabaseError("the disk is full")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.ops, "execute_sql_flush", fail)
        with pytest.raises(CommandError, match="couldn't be flushed"):
            call_command("flush", interactive=False, verbosity=0)
    assert guarded()
