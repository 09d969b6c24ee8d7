"""Many guesses at the same moment: no more of them are looked at than one after the other."""

from threading import Barrier, Thread

from django.db import connection

from editorial.door.knocking import OF_A_PERSON, TooMany, knock
from tests.magazine import NOW
from tests.test_door_knocking import request_from


def test_no_number_of_guesses_at_once_gets_past_the_limit(database_of_its_own: None) -> None:
    barrier, outcomes = Barrier(12), []

    def guess() -> None:
        try:
            barrier.wait(timeout=20)
            knock(request_from(), "editor", NOW)
            outcomes.append("looked at")
        except TooMany:
            outcomes.append("refused")
        except Exception as error:
            outcomes.append(repr(error))
        finally:
            connection.close()

    threads = [Thread(target=guess) for _number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["looked at"] * OF_A_PERSON + ["refused"] * (12 - OF_A_PERSON)
