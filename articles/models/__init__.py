"""The nouns: facts of a row, questions over rows. No row changes another."""

from articles.models.article import Article, ArticleTopic
from articles.models.author import Author
from articles.models.byline import Byline, Credit, Role
from articles.models.copy import Kind
from articles.models.disclaimer import Disclaimer, Notice
from articles.models.event import Event
from articles.models.image import Figure, Image
from articles.models.manuscript import ManuscriptFile
from articles.models.revision import Revision, RevisionTopic
from articles.models.topic import Topic

__all__ = [
    "Article",
    "ArticleTopic",
    "Author",
    "Byline",
    "Credit",
    "Disclaimer",
    "Event",
    "Figure",
    "Image",
    "Kind",
    "ManuscriptFile",
    "Notice",
    "Revision",
    "RevisionTopic",
    "Role",
    "Topic",
]
