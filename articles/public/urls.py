"""The addresses that readers ask for."""

from django.urls import path, re_path, register_converter
from django.urls.converters import StringConverter

from articles.public import feeds, health, pictures, sitemaps, views


class Address(StringConverter):
    """The last part of an address in any script. No database keeps a NUL, so no address holds one."""

    regex = "[^/\x00]+"


register_converter(Address, "address")

urlpatterns = [
    path("", views.front, name="front"),
    path("articles/", views.browse, name="browse"),
    path("articles/<address:slug>/", views.article, name="article"),
    path("topics/", views.topics, name="topics"),
    path("topics/<address:slug>/", views.topic, name="topic"),
    path("topics/<address:slug>/feed/", feeds.topic_feed, name="topic_feed"),
    path("authors/<address:slug>/", views.author, name="author"),
    path("feed/", feeds.feed, name="feed"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("healthz", health.healthz, name="healthz"),
    re_path(r"^media/renditions/(?P<name>[0-9a-z]+/[0-9a-z-]+\.[a-z0-9]+)$", pictures.rendition, name="rendition"),
]
