"""A magazine of three years through export and restore: SQLite to PostgreSQL and back, every page compared by bytes.

Builds it with the verbs of the desk in a folder of its own, once, then takes it along; PostgreSQL is an empty database:
DEBUG=1 .venv/bin/python .ci/take_along.py 1000 /tmp/along postgres://postgres@127.0.0.1:5432/empty
"""

import json
import logging
import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "editorial.settings")

import django  # noqa: E402

django.setup()

from desk_list import PARAGRAPHS, sentence  # noqa: E402

from articles.desk import arranging, editions, pages, verbs  # noqa: E402
from articles.desk.correcting import Change  # noqa: E402
from articles.desk.dating import set_dates  # noqa: E402
from articles.desk.illustrating import add_picture  # noqa: E402
from articles.desk.imprinting import imprint  # noqa: E402
from articles.desk.merging import merge  # noqa: E402
from articles.desk.noting import write_note  # noqa: E402
from articles.desk.sharing import draw_share  # noqa: E402
from articles.models import Article, Author, Edition, Image, Imprint, PageEdition, Revision, Series, Slot, Topic  # noqa: E402
from tests.magazine import Magazine, picture  # noqa: E402
from tests.readers_pages import walk  # noqa: E402

MANY, FOLDER = int(sys.argv[1]), Path(sys.argv[2])
STEP = sys.argv[3] if len(sys.argv) > 3 else ""
CLOCK = FOLDER / "clock"
"""When the magazine was begun, by which its pages are read: so none of them grows older between two walks."""
FOLDER.mkdir(parents=True, exist_ok=True)
if not CLOCK.exists():
    CLOCK.write_text(datetime.now(UTC).isoformat())
END = datetime.fromisoformat(CLOCK.read_text())
DAYS = 3 * 365
CHANCE = random.Random(7)  # noqa: S311
SEARCHES = ("the", "sanctions", "“under sanctions”", "snactions", "xyzzyx", "the -sanctions")


def main() -> None:
    """Each step is a process of its own, so that its time and the most memory it had can be told."""
    sqlite, back, postgres = FOLDER / "first", FOLDER / "last", {"DATABASE_URL": STEP, "DATA_DIR": FOLDER / "second"}
    first, last = {"DATA_DIR": sqlite}, {"DATA_DIR": back}
    if not (sqlite / "built").exists():
        step("build with the desk’s verbs", first, [__file__, MANY, FOLDER, "build"])
    step("walk every page", first, [__file__, MANY, FOLDER, "walk"])
    carry("SQLite", first, "PostgreSQL", postgres, FOLDER / "archive-1")
    carry("PostgreSQL", postgres, "SQLite", last, FOLDER / "archive-2")
    told = [json.loads((Path(place["DATA_DIR"]) / "pages.json").read_text()) for place in (first, postgres, last)]
    for name, other in (("PostgreSQL", told[1]), ("SQLite again", told[2])):
        differing = [path for path in told[0].keys() | other.keys() if told[0].get(path) != other.get(path)]
        print(f"{name}: {len(other):,} pages, {len(differing)} differ {differing[:5] or ''}")
    archives = [archive_of(FOLDER / f"archive-{number}") for number in (1, 2)]
    print(f"The two archives: {sum(archives[0].get(n) != archives[1].get(n) for n in archives[0])} files differ")


def carry(source: str, there: dict[str, Any], target: str, here: dict[str, Any], archive: Path) -> None:
    step(f"export from {source}", there, ["manage.py", "export", archive, "--secrets"])
    print(f"{'':32}{size(archive / 'rows') / 1e6:8.1f} MB rows{size(archive / 'files') / 1e6:8.1f} MB files")
    step("check", there, ["manage.py", "export", archive, "--check"])
    step(f"migrate {target}", here, ["manage.py", "migrate", "-v0"])
    step(f"restore into {target}", here, ["manage.py", "restore", archive])
    step("walk every page", here, [__file__, MANY, FOLDER, "walk"])


def step(title: str, env: dict[str, Any], command: list[Any]) -> None:
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, *map(str, command)], env={**os.environ, **{k: str(v) for k, v in env.items()}}, cwd=ROOT
    )
    _pid, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{title}: ended with {status}")
    seconds, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    print(f"{title:32}{time.monotonic() - began:8.1f} s{seconds:8.1f} s CPU{memory:8.0f} MB memory", flush=True)


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def archive_of(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def walk_all() -> None:
    logging.disable(logging.WARNING)
    with mock.patch("django.utils.timezone.now", return_value=END):
        told = {
            path: [status, *headers, sha256(content).hexdigest()]
            for path, (status, headers, content) in walk("localhost", SEARCHES)
        }
    (Path(os.environ["DATA_DIR"]) / "pages.json").write_text(json.dumps(told))


def build() -> None:
    """Every article has a history of its own; merges, front pages and the magazine’s facts go on beside them."""
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, cwd=ROOT)
    with mock.patch("articles.desk.sharing.draw_after"):
        Builder().build()
    for revision in Revision.objects.live(at=END).order_by("pk")[::5]:
        draw_share(revision)
    (Path(os.environ["DATA_DIR"]) / "built").touch()


class Builder:
    def __init__(self) -> None:
        self.cast = cast = Magazine()
        names = [f"{sentence(1)} Quist{n:03}" for n in range(max(MANY // 8, 30))]
        self.authors = [
            Author.objects.create(name=name, slug=f"author-{n}", biography=sentence(20), email=f"a{n}@example.org")
            for n, name in enumerate(names)
        ]
        self.topics = [Topic.objects.create(name=f"Topic {n} {sentence(1)}", slug=f"topic-{n}") for n in range(40)]
        self.series = [Series.objects.create(name=f"Series {n}", slug=f"series-{n}") for n in range(8)]
        self.images = [
            add_picture(
                picture(400, 300, "JPEG", f"#{n * 8:02x}{n * 31 % 256:02x}40"),
                f"{n}.jpg",
                by=cast.editor,
                alt=sentence(5),
            )
            for n in range(30)
        ]
        self.done: list[Article] = []

    def build(self) -> None:
        for number in range(MANY):
            now = END - timedelta(days=DAYS) + timedelta(days=DAYS) * number / MANY
            getattr(self, CHANCE.choices(tuple(SHARES), tuple(SHARES.values()))[0])(number, now)
            if number % max(MANY // 50, 1) == 0 and self.done:
                self.front(now)
                print(f"\r{number:,} articles", end="", flush=True)
            if number % max(MANY // 10, 2) == max(MANY // 10, 2) - 1:
                self.merge(now)
        print(f"\r{Article.objects.count():,} articles, {Revision.objects.count():,} revisions")

    def facts(self, number: int) -> dict[str, Any]:
        body = "".join(CHANCE.choices(PARAGRAPHS, k=7)) + f"<h2>{sentence(4)}</h2>"
        image: Image = CHANCE.choice(self.images)
        if number % 4 == 0:
            body += f'<figure data-image="{image.pk}"><figcaption>{sentence(6)}</figcaption></figure>'
        if self.done and number % 3 == 0:
            body += (
                f'<p>Why<small>{sentence(9)}</small>: <a href="article:{CHANCE.choice(self.done).pk}">there</a>.</p>'
            )
        series = {"series": CHANCE.choice(self.series), "part": number % 5 + 1} if number % 9 == 0 else {}
        return {
            "body": body,
            "standfirst": sentence(18),
            "kind": CHANCE.choice(("opinion", "analysis", "review", "news")),
            "authors": CHANCE.sample(self.authors, k=CHANCE.choice((1, 1, 1, 2))),
            "topics": CHANCE.sample(self.topics, k=3),
            "image": image if number % 2 else None,
            "reply_to": self.done[-1] if self.done and number % 25 == 0 else None,
            **series,
        }

    def draft(self, number: int, now: datetime) -> Article:
        article = self.cast.draft(f"{sentence(6)} {number}", now=now, **self.facts(number))
        write_note(article, by=self.cast.editor, text=sentence(12), now=now)
        return article

    def live(self, number: int, now: datetime) -> Article:
        article = self.cast.live(f"{sentence(6)} {number}", now=now, **self.facts(number))
        self.done.append(article)
        return article

    def changed(self, number: int, now: datetime) -> Article:
        """Up to three changes, each of another kind, some to another address."""
        article = self.live(number, now)
        for turn in range(CHANCE.randint(1, 3)):
            now = min(now + timedelta(days=CHANCE.randint(1, 60)), END - timedelta(hours=1))
            fields = {"standfirst": sentence(12), **({"slug": f"renamed-{number}-{turn}"} if turn == 1 else {})}
            self.cast.change(article, now=now, **fields)
            said = {"wrong": sentence(6), "right": sentence(6), "learned": sentence(4), "learned_on": now.date()}
            change = Change() if turn == 2 else Change(CHANCE.choice(("update", "correction", "clarification")), **said)
            verbs.publish(self.cast.approve_again(article, now=now), by=self.cast.publisher, change=change, now=now)
        return article

    def withdrawn(self, number: int, now: datetime) -> None:
        article, later = self.changed(number, now), min(now + timedelta(days=90), END - timedelta(minutes=30))
        verbs.withdraw(Article.objects.get(pk=article.pk), by=self.cast.publisher, note=sentence(8), now=later)
        self.done.remove(article)

    def scheduled(self, number: int, now: datetime) -> None:
        self.cast.scheduled(f"{sentence(6)} {number}", moment=END + timedelta(days=9), now=now, **self.facts(number))

    def expired(self, number: int, now: datetime) -> None:
        article = self.cast.draft(f"{sentence(6)} {number}", now=now, **self.facts(number))
        set_dates(article, by=self.cast.publisher, expires_at=now + timedelta(days=30), now=now)
        for verb, by in (("submit", "editor"), ("approve", "editor"), ("publish", "publisher")):
            verbs.VERBS[verb](article, by=getattr(self.cast, by), now=now)

    def discarded(self, number: int, now: datetime) -> None:
        verbs.discard(self.draft(number, now), by=self.cast.editor, now=now)

    def front(self, now: datetime) -> None:
        newest = Edition.objects.newest()
        slots = [Slot(article=each, headline=sentence(4)) for each in self.done[-4:]]
        slots += [Slot(topic=topic, size=3) for topic in CHANCE.sample(self.topics, k=2)]
        made = arranging.arrange(slots, by=self.cast.editor, seen=newest.number if newest else 0, now=now)
        editions.publish(by=self.cast.publisher, seen=made.number, now=now)

    def merge(self, now: datetime) -> None:
        """One author and one topic fewer; the magazine says something new of itself."""
        for rows in (self.authors, self.topics):
            gone, into = rows.pop(), rows[0]
            columns = {"name", "email", "biography", "description", "affiliation"} & {f.name for f in into._meta.fields}
            merge([gone], into, by=self.cast.publisher, choices=dict.fromkeys(columns, into.pk), now=now)
        newest = Imprint.objects.newest()
        facts = Imprint(name="The Long Review", tagline=sentence(5), email="desk@example.org")
        imprint(facts, by=self.cast.publisher, seen=newest.number if newest else 0, now=now)
        former = PageEdition.objects.filter(slug="about").order_by("-number").first()
        page, seen = (former.page, former.number) if former else (None, None)
        copy = PageEdition(title="About", slug="about", body=CHANCE.choice(PARAGRAPHS))
        made = pages.write(copy, page=page, kind="about", by=self.cast.editor, seen=seen, now=now)
        pages.publish(made.page, by=self.cast.publisher, seen=made.number, now=now)


SHARES = {"live": 58, "changed": 27, "withdrawn": 4, "draft": 4, "scheduled": 2, "expired": 2, "discarded": 3}
"""How many in a hundred have which history."""


if __name__ == "__main__":
    {"build": build, "walk": walk_all}.get(STEP, main)()
