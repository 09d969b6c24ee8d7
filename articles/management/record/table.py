"""THE table of what an archive holds and what it leaves out: every model stands in one column of it."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

RECORD = (
    "articles.Article",
    "articles.ArticleFlag",
    "articles.ArticleTopic",
    "articles.Article_disclaimers",
    "articles.Author",
    "articles.AuthorAddress",
    "articles.Byline",
    "articles.Correction",
    "articles.Credit",
    "articles.Declaration",
    "articles.Disclaimer",
    "articles.Edition",
    "articles.Errand",
    "articles.Event",
    "articles.Figure",
    "articles.Image",
    "articles.Imprint",
    "articles.LegalHold",
    "articles.Look",
    "articles.ManuscriptFile",
    "articles.Mention",
    "articles.MenuLink",
    "articles.Note",
    "articles.Notice",
    "articles.OwedCheck",
    "articles.Page",
    "articles.PageEdition",
    "articles.ProofLink",
    "articles.ReplyRequest",
    "articles.Revision",
    "articles.RevisionTopic",
    "articles.Rule",
    "articles.SavedFilter",
    "articles.Series",
    "articles.SeriesAddress",
    "articles.SignOff",
    "articles.Slot",
    "articles.Synonym",
    "articles.Topic",
    "articles.TopicAddress",
    "articles.Waiver",
    "articles.Wish",
    "articles.Withdrawal",
    "articles.Wording",
    "admin.LogEntry",
    "auth.Group",
    "auth.Group_permissions",
    "auth.User",
    "auth.User_groups",
    "auth.User_user_permissions",
)
"""What is always in it, row by row: what was said and done, and what people of the desk arranged for themselves."""

SECRET = ("articles.RealName", "otp_totp.TOTPDevice", "otp_static.StaticDevice", "otp_static.StaticToken")
"""What is in it only where secrets are asked for, as are :data:`SECRET_COLUMNS`."""

LEFT_OUT = {
    "articles.Buffer": "what was typed and not saved, for some days",
    "articles.Presence": "who has an article open, for a minute",
    "articles.Letter": "letters that are on their way or arrived",
    "articles.IndexEntry": "made anew: the desk’s search index",
    "articles.Findable": "made anew: the readers’ search index",
    "articles.Word": "made anew: the words of the readers’ search index",
    "articles.Tally": "made anew: the numbers beside readers’ choices",
    "door.Knock": "wrong passwords of the last hour",
    "sessions.Session": "who is logged in",
    "contenttypes.ContentType": "made by migrate; named by app and model where a row refers to one",
    "auth.Permission": "made by migrate; named by app, model and codename where a row refers to one",
}
"""What is never in it, and why."""

SECRET_COLUMNS = {"auth.User": ("password",)}
"""Columns that are null in an archive without secrets."""

MADE_BY_MIGRATIONS = ("auth.Group_permissions", "auth.Group")
"""What a database without anything in it has rows of; an archive brings its own in their place."""


def models_of(*, secrets: bool) -> list[type[Model]]:
    """The models whose rows an archive holds, in the order of the table."""
    return [model_named(label) for label in (*RECORD, *(SECRET if secrets else ()))]


def model_named(label: str) -> type[Model]:
    """The model with the label, also one that Django made for a relation between many and many."""
    return next(model for model in every_model() if model._meta.label == label)


def every_model() -> Iterator[type[Model]]:
    """Each that has a table of its own, of ours and of the apps that we build on."""
    return (model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy)


def is_secret(model: type[Model], column: str) -> bool:
    return column in SECRET_COLUMNS.get(model._meta.label, ())
