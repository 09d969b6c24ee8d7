"""Who hears of what: of a move, a note, an assignment, a proof; never who did it, never who may not see the article."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk.colleagues import colleagues, having
from articles.desk.mailing import absolute, address_on_the_desk, post
from articles.desk.moments import in_words
from articles.models import Answer, Article, Event, LetterKind, Note, ProofLink, Revision


@dataclass(frozen=True)
class Tiding:
    """What is told of a verb: the kind of letter, its sentence, and a permission whose bearers hear of it too."""

    kind: LetterKind
    sentence: Any
    permission: str = ""


TIDINGS = {
    "submit": Tiding(
        LetterKind.SUBMITTED, gettext_lazy("%(who)s sent “%(article)s” to review"), "articles.review_article"
    ),
    "ask_for_changes": Tiding(LetterKind.CHANGES, gettext_lazy("%(who)s asks for changes to “%(article)s”")),
    "approve": Tiding(LetterKind.APPROVED, gettext_lazy("%(who)s approved “%(article)s”"), "articles.publish_article"),
    "publish": Tiding(LetterKind.PUBLISHED, gettext_lazy("%(who)s published “%(article)s”")),
    "schedule": Tiding(LetterKind.PUBLISHED, gettext_lazy("%(who)s scheduled “%(article)s” for %(moment)s")),
    "correct": Tiding(LetterKind.PUBLISHED, gettext_lazy("%(who)s published “%(article)s” with a word to readers")),
    "withdraw": Tiding(LetterKind.PUBLISHED, gettext_lazy("%(who)s withdrew “%(article)s”")),
}
"""THE table of the verbs that are told of. Owner and assignee hear of each."""

AT_ONCE = {"publish", "correct"}
"""Verbs after which readers find the article at its address."""

PROOF_TOLD = {
    Answer.APPROVED: gettext_lazy("%(who)s approved the proof of revision %(number)s of “%(article)s”"),
    Answer.CHANGES: gettext_lazy("%(who)s asks for changes to the proof of revision %(number)s of “%(article)s”"),
}

SIGNED_TOLD = {
    "sign_off": gettext_lazy("%(who)s signed off a check of “%(article)s”"),
    "waive": gettext_lazy("%(who)s waived a check of “%(article)s”"),
    "take_back_sign_off": gettext_lazy("%(who)s took back a sign-off of “%(article)s”"),
}


def of_move(article: Article, event: Event) -> None:
    """Tell of a verb of the workflow; of one that is not in the table, nobody hears."""
    if tiding := TIDINGS.get(event.verb):
        others = having(tiding.permission) if tiding.permission else Q()
        moment = in_words(event.moment) if event.moment else ""
        sentence = tiding.sentence % {"who": event.actor, "article": article, "moment": moment}
        tell(
            tiding.kind,
            article,
            to=holders(article) | others,
            by=event.by,
            sentence=sentence,
            words=event.note,
            address=absolute(event.revision.get_absolute_url()) if event.verb in AT_ONCE and event.revision else "",
            now=event.at,
        )


def of_note(note: Note, called: Iterable[Any]) -> None:
    """Tell those called by name, those in the thread, and whose article it is, of a note or reply."""
    sentence = _("%(who)s answered a note on “%(article)s”") if note.parent_id else _("%(who)s on “%(article)s”")
    tell(
        LetterKind.NOTE,
        note.article,
        to=holders(note.article) | in_thread(note) | Q(pk__in=[person.pk for person in called]),
        by=note.by,
        sentence=sentence % {"who": note.actor, "article": note.article},
        words=f"> {note.quotation}\n\n{note.text}" if note.quotation else note.text,
        now=note.at,
    )


def of_assignment(article: Article, event: Event) -> None:
    """Tell the assignee."""
    sentence = _("%(who)s assigned “%(article)s” to you") % {"who": event.actor, "article": article}
    to = Q(pk=article.assignee_id)
    tell(LetterKind.ASSIGNED, article, to=to, by=event.by, sentence=sentence, words=event.note, now=event.at)


def of_proof(article: Article, event: Event, link: ProofLink, revision: Revision, beside: str = "") -> None:
    """Tell owner and assignee, and who made the link, of what its person answered about the revision; ``beside`` is
    what the desk has to say of that.
    """
    sentence = PROOF_TOLD[Answer(event.verb)] % {"who": event.actor, "number": revision.number, "article": article}
    words, to = "\n\n".join(filter(None, (event.note, beside))), holders(article) | Q(pk=link.by_id)
    tell(LetterKind.PROOF, article, to=to, by=None, sentence=sentence, words=words, now=event.at)


def of_stop(article: Article, link: ProofLink, moment: datetime, *, words: str, now: datetime) -> None:
    """Tell who may publish, owner, assignee and who made the link that the answer by it took the text off its schedule.

    ``moment`` is the one that it had.
    """
    told = _("%(who)s asks for changes to “%(article)s”, so it is no longer scheduled for %(moment)s")
    sentence = told % {"who": link.name, "article": article, "moment": in_words(moment)}
    to = having("articles.publish_article") | holders(article) | Q(pk=link.by_id)
    tell(LetterKind.PUBLISHED, article, to=to, by=None, sentence=sentence, words=words, now=now)


def of_sign_off(article: Article, event: Event) -> None:
    """Tell owner and assignee that a check was signed off, waived, or that this was taken back."""
    sentence = SIGNED_TOLD[event.verb] % {"who": event.actor, "article": article}
    tell(
        LetterKind.SIGN_OFF,
        article,
        to=holders(article),
        by=event.by,
        sentence=sentence,
        words=event.note,
        now=event.at,
    )


def of_void(article: Article, before: Revision, after: Revision) -> None:
    """Tell those who signed off or waived a check of the text ``before`` that the article says something else now."""
    voided = article.sign_offs.standing().filter(revision__text_number=before.text_number, by__isnull=False)
    if people := set(voided.values_list("by", flat=True)):
        told = _("%(who)s changed “%(article)s”, so what you signed off is owed anew")
        sentence, to = told % {"who": after.actor, "article": article}, Q(pk__in=people)
        tell(LetterKind.SIGN_OFF, article, to=to, by=after.by, sentence=sentence, words=after.note, now=after.made)


def in_thread(note: Note) -> Q:
    """Who wrote the note that this one answers, or answered it before."""
    if note.parent_id is None:
        return Q()
    thread = Note.objects.filter(Q(pk=note.parent_id) | Q(parent=note.parent_id))
    return Q(pk__in=thread.filter(by__isnull=False).values("by"))


def holders(article: Article) -> Q:
    """Whose article it is: owner and assignee."""
    return Q(pk__in={article.owner_id, article.assignee_id} - {None})


def tell(
    kind: LetterKind,
    article: Article,
    *,
    to: Q,
    by: Any,
    sentence: str,
    words: str = "",
    address: str = "",
    now: datetime,
) -> None:
    """Write letters to those accounts of ``to`` that are active, have an e-mail address and may see the article.

    ``by`` is the account that did it, ``None`` for somebody without one; ``words`` go along as they were written;
    ``address`` is one more link, beside the article's on the desk. The caller is in the transaction of what is told.
    """
    meant = get_user_model()._default_manager.filter(to, is_active=True).exclude(email="")
    others = {person.pk for person in meant.only("pk")} - {by.pk if by else None}
    if not others:
        return
    people = colleagues(article).filter(pk__in=others)
    parts = (f"{sentence}.", words, address, address_on_the_desk(article))
    post(kind, article, people, subject=sentence, body="\n\n".join(filter(None, parts)) + "\n", now=now)
