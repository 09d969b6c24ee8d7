"""The addresses that readers ask for."""

from django.urls import path, re_path, register_converter
from django.urls.converters import IntConverter, StringConverter

from articles.public import archive, feeds, health, history, oembed, people, pictures, searching, sitemaps, views
from articles.public.api import views as api
from articles.public.formats import FORMATS, USUAL


class Address(StringConverter):
    """The last part of an address in any script. No database keeps a NUL, so no address holds one."""

    regex = "[^/\x00]+"


class Word(StringConverter):
    """The address of a page on the magazine, which is made of words: what has a dot is a file."""

    regex = "[^/.\x00]+"


class Form(StringConverter):
    """A format of a feed other than the usual one."""

    regex = "|".join(form for form in FORMATS if form != USUAL)


class Section(StringConverter):
    """What a part of the sitemap is of."""

    regex = "|".join(sitemaps.SECTIONS)


class Part(IntConverter):
    """The number of a part, within what a key can be."""

    regex = "[1-9][0-9]{0,8}"


register_converter(Address, "address")
register_converter(Word, "word")
register_converter(Section, "section")
register_converter(Part, "part")
register_converter(Form, "form")

urlpatterns = [
    path("", views.front, name="front"),
    path("articles/", views.browse, name="browse"),
    path("articles/<address:slug>/", views.article, name="article"),
    path("articles/<address:slug>/history/", history.history, name="history"),
    path("topics/", views.topics, name="topics"),
    path("topics/<address:slug>/", views.topic, name="topic"),
    path("series/<address:slug>/", views.series, name="series"),
    path("authors/", people.authors, name="authors"),
    path("authors/<address:slug>/", views.author, name="author"),
    path("corrections/", views.corrections, name="corrections"),
    path("archive/", archive.archive, name="archive"),
    path("archive/<int:year>/<int:month>/", archive.month, name="month"),
    path("search/", searching.search, name="search"),
    *(
        path(f"{route}{form}", view, name=name)
        for route, view, name in (
            ("feed/", feeds.feed, "feed"),
            ("topics/<address:slug>/feed/", feeds.topic_feed, "topic_feed"),
            ("authors/<address:slug>/feed/", feeds.author_feed, "author_feed"),
            ("corrections/feed/", feeds.corrections_feed, "corrections_feed"),
        )
        for form in ("", "<form:form>/")
    ),
    *(
        path(f"api/v1/{route}", view, name=name)
        for route, view, name in (
            ("", api.start, "api"),
            ("openapi.json", api.openapi, "api_openapi"),
            ("articles/", api.articles, "api_articles"),
            ("articles/<address:slug>/", api.article, "api_article"),
            ("topics/", api.topics, "api_topics"),
            ("topics/<address:slug>/", api.topic, "api_topic"),
            ("authors/", api.authors, "api_authors"),
            ("authors/<address:slug>/", api.author, "api_author"),
        )
    ),
    path("api/<path:rest>", api.nothing),
    path("oembed", oembed.oembed, name="oembed"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap_news"),
    path("sitemap-<section:section>-<part:number>.xml", sitemaps.part, name="sitemap_part"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("healthz", health.healthz, name="healthz"),
    re_path(r"^media/renditions/(?P<name>[0-9a-z]+/[0-9a-z-]+\.[a-z0-9]+)$", pictures.rendition, name="rendition"),
    path("<word:slug>/", views.about, name="page"),
]
