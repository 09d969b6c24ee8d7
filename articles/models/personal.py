"""What of a person stands in which column: what goes when they ask to be forgotten; what stays, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Field, Model
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Personal:
    """A column ``app.Model.column``, what it holds, and why that ``stays``; without a reason it goes."""

    column: str
    label: Any
    stays: Any = ""

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.column.rpartition(".")[0])

    @property
    def name(self) -> str:
        return self.column.rpartition(".")[2]

    @property
    def field(self) -> "Field[Any, Any]":
        return self.model._meta.get_field(self.name)  # type: ignore[return-value]


PRINTED = _("It was printed, and what was printed never changes.")
LOGGED = _("The record says who did what, in these words, and keeps them when the account is forgotten.")
DECLARED = _("It says why disclaimers were printed.")
NAMELESS = _("It leads to the account, which has no name any more.")

OF_AN_AUTHOR = (
    Personal("articles.Author.email", _("e-mail address")),
    Personal("articles.Author.account", _("link to an account")),
    Personal("articles.RealName.name", _("real name")),
    Personal("articles.RealName.email", _("e-mail address beside the real name")),
    Personal("articles.ProofLink.email", _("e-mail addresses of proof links")),
    Personal("articles.ReplyRequest.contact", _("how to reach who asked to reply")),
    Personal("articles.ManuscriptFile.report", _("e-mail address in reports on manuscripts")),
    Personal("articles.ManuscriptFile.file", _("files that were sent with the address in them")),
    Personal("articles.Credit.name", _("name, biography and affiliation as printed"), PRINTED),
    Personal("articles.Author.name", _("name and biography on the author’s page"), PRINTED),
    Personal("articles.Declaration.statement", _("declarations of interest"), DECLARED),
    Personal("articles.ProofLink.name", _("name on proof links and their answers"), LOGGED),
)
"""THE table of what is known of an author."""

OF_AN_ACCOUNT = (
    Personal("auth.User.username", _("user name")),
    Personal("auth.User.first_name", _("first name")),
    Personal("auth.User.last_name", _("last name")),
    Personal("auth.User.email", _("e-mail address")),
    Personal("auth.User.password", _("password")),
    Personal("auth.User.last_login", _("last login")),
    Personal("auth.User_groups.user", _("roles")),
    Personal("auth.User_user_permissions.user", _("permissions")),
    Personal("otp_totp.TOTPDevice.user", _("second factor")),
    Personal("otp_static.StaticDevice.user", _("recovery codes")),
    Personal("articles.Buffer.account", _("texts typed and not saved")),
    Personal("articles.Presence.account", _("articles that are open")),
    Personal("articles.Look.account", _("what was last looked at")),
    Personal("articles.Letter.to", _("letters")),
    Personal("articles.Wish.account", _("wishes about mail")),
    Personal("articles.SavedFilter.owner", _("saved filters, shared ones too")),
    Personal("articles.Mention.account", _("calls by name in notes")),
    Personal("articles.Author.account", _("link to an author")),
    Personal("articles.Article.assignee", _("articles assigned")),
    Personal("articles.Article.owner", _("articles owned"), NAMELESS),
    Personal("articles.Image.by", _("pictures added"), NAMELESS),
    Personal("articles.ManuscriptFile.by", _("manuscripts taken in"), NAMELESS),
    Personal("articles.Revision.by", _("revisions saved"), LOGGED),
    Personal("articles.Event.by", _("events in the log"), LOGGED),
    Personal("articles.Correction.by", _("corrections written"), LOGGED),
    Personal("articles.Wording.by", _("wordings of disclaimers written"), LOGGED),
    Personal("articles.Errand.by", _("printings anew begun"), LOGGED),
    Personal("articles.Waiver.by", _("disclaimers waived"), LOGGED),
    Personal("articles.Waiver.ended_by", _("waivers ended"), LOGGED),
    Personal("articles.Declaration.by", _("declarations of interest entered"), LOGGED),
    Personal("articles.SignOff.by", _("sign-offs given"), LOGGED),
    Personal("articles.ArticleFlag.by", _("marks set on articles"), LOGGED),
    Personal("articles.Withdrawal.by", _("withdrawals"), LOGGED),
    Personal("articles.ReplyRequest.by", _("requests to reply taken in"), LOGGED),
    Personal("articles.ReplyRequest.decided_by", _("requests to reply decided"), LOGGED),
    Personal("articles.Edition.by", _("editions of the front page"), LOGGED),
    Personal("articles.Imprint.by", _("editions of the magazine’s facts"), LOGGED),
    Personal("articles.PageEdition.by", _("editions of pages on the magazine"), LOGGED),
    Personal("articles.Note.by", _("notes written"), LOGGED),
    Personal("articles.Note.resolved_by", _("notes resolved"), LOGGED),
    Personal("articles.ProofLink.by", _("proof links made"), LOGGED),
    Personal("articles.ProofLink.revoked_by", _("proof links revoked"), LOGGED),
    Personal("articles.LegalHold.placed_by", _("legal holds placed"), LOGGED),
    Personal("articles.LegalHold.lifted_by", _("legal holds lifted"), LOGGED),
    Personal("admin.LogEntry.user", _("changes of accounts made"), LOGGED),
)
"""THE table of what is known of an account, with every column that refers to one."""

OF_NOBODY = {"articles.Imprint.email": "the magazine’s own address, which readers see"}
"""Columns for e-mail addresses that belong to no person."""


def going(table: tuple[Personal, ...]) -> Iterator[Personal]:
    return (each for each in table if not each.stays)


def staying(table: tuple[Personal, ...]) -> Iterator[Personal]:
    return (each for each in table if each.stays)
