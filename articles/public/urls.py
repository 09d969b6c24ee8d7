"""The addresses that readers ask for."""

from django.urls import path, re_path, register_converter
from django.urls.converters import StringConverter

from articles.public import feeds, health, oembed, pictures, sitemaps, views
from articles.public.formats import FORMATS, USUAL


class Address(StringConverter):
    """The last part of an address in any script. No database keeps a NUL, so no address holds one."""

    regex = "[^/\x00]+"


class Form(StringConverter):
    """A format of a feed other than the usual one."""

    regex = "|".join(form for form in FORMATS if form != USUAL)


register_converter(Address, "address")
register_converter(Form, "form")

urlpatterns = [
    path("", views.front, name="front"),
    path("articles/", views.browse, name="browse"),
    path("articles/<address:slug>/", views.article, name="article"),
    path("topics/", views.topics, name="topics"),
    path("topics/<address:slug>/", views.topic, name="topic"),
    path("authors/<address:slug>/", views.author, name="author"),
    *(
        path(f"{route}{form}", view, name=name)
        for route, view, name in (
            ("feed/", feeds.feed, "feed"),
            ("topics/<address:slug>/feed/", feeds.topic_feed, "topic_feed"),
            ("authors/<address:slug>/feed/", feeds.author_feed, "author_feed"),
        )
        for form in ("", "<form:form>/")
    ),
    path("oembed", oembed.oembed, name="oembed"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("healthz", health.healthz, name="healthz"),
    re_path(r"^media/renditions/(?P<name>[0-9a-z]+/[0-9a-z-]+\.[a-z0-9]+)$", pictures.rendition, name="rendition"),
]
