"""The functions of the workflow table by the names of their verbs."""

from collections.abc import Callable
from typing import Any

from articles.desk.publishing import correct, publish, schedule, unschedule, withdraw
from articles.desk.reviewing import approve, ask_for_changes, submit, take_back
from articles.desk.revising import restore
from articles.desk.trash import discard, recover

__all__ = [
    "VERBS",
    "approve",
    "ask_for_changes",
    "correct",
    "discard",
    "publish",
    "recover",
    "restore",
    "schedule",
    "submit",
    "take_back",
    "unschedule",
    "withdraw",
]

VERBS: dict[str, Callable[..., Any]] = {
    verb.__name__: verb
    for verb in (
        submit,
        take_back,
        ask_for_changes,
        approve,
        publish,
        schedule,
        correct,
        unschedule,
        withdraw,
        restore,
        discard,
        recover,
    )
}
