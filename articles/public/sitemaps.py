"""What search engines ask for: which addresses there are, and which to leave alone."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles.public.freshness import page
from articles.public.lists import latest, newest, printed_authors, printed_topics

MOST = 50_000
"""How many addresses one file may hold (sitemaps.org)."""


@page
def sitemap(request: HttpRequest, at: datetime) -> HttpResponse:
    """The newest articles first, so that a magazine too large for one file leaves out its oldest."""
    people = [author.get_absolute_url() for author in printed_authors(at).order_by("slug")]
    subjects = [topic.get_absolute_url() for topic in printed_topics(at).order_by("slug")]
    pages = [reverse("front"), reverse("browse"), reverse("topics"), *subjects, *people][:MOST]
    revisions = newest(latest(at), at).only("slug", "live_from")[: MOST - len(pages)]
    context = {"pages": pages, "revisions": revisions, "site": request.build_absolute_uri("/").rstrip("/")}
    return render(request, "sitemap.xml", context, content_type="application/xml; charset=utf-8")


@page
def robots(request: HttpRequest, at: datetime) -> HttpResponse:
    lines = (
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {reverse('front')}proof/",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
