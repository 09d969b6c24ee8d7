"""The child process in which somebody else's file is read: its limits hold, and it knows no secret."""

import resource
import subprocess
import sys

import pytest

from articles.apart import ROOT, Ended, Limits, answer_of, impose
from articles.manuscripts.limits import read_apart
from articles.manuscripts.manuscript import Manuscript
from articles.manuscripts.parcel import pack

LIMITS = Limits(memory=280 * 1024 * 1024, cpu_seconds=4, wall_seconds=30)
MANUSCRIPT = Manuscript("H", "S", "<p>b</p>", (), "", (), 3, 3, ())


@pytest.mark.parametrize(
    ("deed", "says"),
    [
        ("try:\n    bytes(400_000_000)\nexcept MemoryError:\n    print('held')", "held\n"),
        ("print(resource.getrlimit(resource.RLIMIT_CPU))", "(4, 4)\n"),
        ("print(resource.getrlimit(resource.RLIMIT_CORE))", "(0, 0)\n"),
    ],
    ids=["memory", "time", "no core"],
)
def test_the_limits_hold_in_a_process_that_imposes_them(deed: str, says: str) -> None:
    script = f"import resource\nfrom articles.apart import Limits, impose\nimpose({LIMITS!r})\n{deed}"
    child = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert child.stdout == says


def test_a_system_that_cannot_limit_does_not_stop_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def refuse(kind: int, _most: object) -> None:
        tried.append(kind)
        raise ValueError

    monkeypatch.setattr(resource, "setrlimit", refuse)
    impose(LIMITS)
    assert len(tried) == 3


def test_a_child_that_fails_has_ended() -> None:
    with pytest.raises(Ended):
        answer_of("articles.nowhere", data=b"", limits=LIMITS)


def test_a_child_that_takes_too_long_has_ended() -> None:
    with pytest.raises(Ended):
        answer_of("articles.manuscripts.plain", data=b"A line.", limits=Limits(2**30, 4, 0))


def test_the_child_gets_no_secret_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {}

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        seen.update(options)
        return subprocess.CompletedProcess(command, 0, pack(MANUSCRIPT))

    monkeypatch.setattr(subprocess, "run", run)
    assert read_apart(b"text", "plain") == MANUSCRIPT
    assert seen["env"] == {}
