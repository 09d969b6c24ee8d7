"""For whoever watches over the server."""

from datetime import datetime

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.models import Revision
from articles.public.freshness import page


@page
def healthz(request: HttpRequest, at: datetime) -> HttpResponse:
    """200 when the database answers a question about our own table, 503 with a sentence when it does not."""
    try:
        Revision.objects.exists()
    except DatabaseError:
        return _plain(_("The database does not answer, or its tables are missing."), 503)
    return _plain("ok", 200)


def _plain(text: str, status: int) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8", headers=headers)
