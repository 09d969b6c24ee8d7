"""What the demo magazine asks for before print, and how it stands with that: signed off, owed anew, waited for."""

from datetime import datetime

from django.contrib.auth.models import User

from articles.desk.flagging import flag
from articles.desk.requiring import require
from articles.desk.saving import save
from articles.desk.signing_off import sign
from articles.models import Article, OwedCheck
from articles.models.article import Stage
from articles.models.check import Flag
from articles.models.copy import Kind


def ask_for_checks(*, editor: User, publisher: User, now: datetime) -> None:
    """Explainers owe the fact check, what is marked as a legal risk the legal one. An explainer that is still a draft
    was changed after it was signed off; the article that waits to be published waits for the lawyer too.
    """
    require(OwedCheck(check_name="facts", kind=Kind.EXPLAINER), by=publisher, now=now)
    require(OwedCheck(check_name="legal", flag=Flag.LEGAL_RISK, needs_second=True), by=publisher, now=now)
    for article in Article.objects.filter(kind=Kind.EXPLAINER):
        sign(article, "facts", by=editor, note="Figures and names compared with the sources", now=now)
        if article.stage == Stage.DRAFT and not _is_before_readers(article):
            _change(article, by=publisher, now=now)
    for article in Article.objects.filter(stage=Stage.APPROVED):
        if not _is_before_readers(article):
            flag(article, [Flag.LEGAL_RISK], by=editor, note="It quotes a letter that was not meant for print", now=now)


def _is_before_readers(article: Article) -> bool:
    return article.revisions.filter(live_from__isnull=False).exists()


def _change(article: Article, *, by: User, now: datetime) -> None:
    article.standfirst = f"{article.standfirst} A guide in four steps.".strip()
    save(article, by=by, note="Says what to expect", now=now)
