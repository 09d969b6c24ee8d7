"""The nouns: facts of a row, questions over rows. No row changes another."""

from articles.models.article import Article, ArticleTopic
from articles.models.author import Author
from articles.models.buffer import Buffer
from articles.models.byline import Byline, Credit, Role
from articles.models.copy import Kind
from articles.models.disclaimer import Disclaimer, Notice
from articles.models.event import Event
from articles.models.image import Figure, Image
from articles.models.letter import Letter, LetterKind
from articles.models.look import Look
from articles.models.manuscript import ManuscriptFile
from articles.models.note import Mention, Note
from articles.models.presence import Presence
from articles.models.revision import Revision, RevisionTopic
from articles.models.topic import Topic
from articles.models.wish import Delivery, Wish

__all__ = [
    "Article",
    "ArticleTopic",
    "Author",
    "Buffer",
    "Byline",
    "Credit",
    "Delivery",
    "Disclaimer",
    "Event",
    "Figure",
    "Image",
    "Kind",
    "Letter",
    "LetterKind",
    "Look",
    "ManuscriptFile",
    "Mention",
    "Note",
    "Notice",
    "Presence",
    "Revision",
    "RevisionTopic",
    "Role",
    "Topic",
    "Wish",
]
