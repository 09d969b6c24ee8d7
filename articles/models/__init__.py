"""The nouns: facts of a row, questions over rows. No row changes another."""

from articles.models.about import Page, PageEdition
from articles.models.article import Article, ArticleTopic
from articles.models.author import Author, AuthorAddress
from articles.models.buffer import Buffer
from articles.models.byline import Byline, Credit, Role
from articles.models.copy import Kind
from articles.models.correction import Correction
from articles.models.declaration import Declaration
from articles.models.disclaimer import Disclaimer, Notice, Wording
from articles.models.edition import Edition, Slot
from articles.models.errand import Errand
from articles.models.event import Event
from articles.models.findable import Findable, Word
from articles.models.hold import LegalHold
from articles.models.image import Figure, Image
from articles.models.imprint import Imprint
from articles.models.index_entry import IndexEntry
from articles.models.letter import Letter, LetterKind
from articles.models.licence import Licence
from articles.models.look import Look
from articles.models.manuscript import ManuscriptFile
from articles.models.menu import MenuLink
from articles.models.note import Mention, Note
from articles.models.owed_check import ArticleFlag, OwedCheck
from articles.models.presence import Presence
from articles.models.proof_link import Answer, ProofLink
from articles.models.real_name import RealName
from articles.models.reply_request import ReplyRequest
from articles.models.revision import Revision, RevisionTopic
from articles.models.rule import Rule
from articles.models.saved_filter import SavedFilter
from articles.models.series import Series, SeriesAddress
from articles.models.sign_off import SignOff
from articles.models.tally import Tally
from articles.models.topic import Synonym, Topic, TopicAddress
from articles.models.waiver import Waiver
from articles.models.wish import Delivery, Wish
from articles.models.withdrawal import Withdrawal

__all__ = [
    "Answer",
    "Article",
    "ArticleFlag",
    "ArticleTopic",
    "Author",
    "AuthorAddress",
    "Buffer",
    "Byline",
    "Correction",
    "Credit",
    "Declaration",
    "Delivery",
    "Disclaimer",
    "Edition",
    "Errand",
    "Event",
    "Figure",
    "Findable",
    "Image",
    "Imprint",
    "IndexEntry",
    "Kind",
    "LegalHold",
    "Letter",
    "LetterKind",
    "Licence",
    "Look",
    "ManuscriptFile",
    "Mention",
    "MenuLink",
    "Note",
    "Notice",
    "OwedCheck",
    "Page",
    "PageEdition",
    "Presence",
    "ProofLink",
    "RealName",
    "ReplyRequest",
    "Revision",
    "RevisionTopic",
    "Role",
    "Rule",
    "SavedFilter",
    "Series",
    "SeriesAddress",
    "SignOff",
    "Slot",
    "Synonym",
    "Tally",
    "Topic",
    "TopicAddress",
    "Waiver",
    "Wish",
    "Withdrawal",
    "Word",
    "Wording",
]
