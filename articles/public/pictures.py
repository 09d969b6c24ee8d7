"""Pictures from this machine's own disk; elsewhere they come from a bucket and are never asked for here."""

from datetime import datetime

from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse, Http404, HttpRequest

from articles.public.freshness import page

FOR_EVER = "public, immutable, max-age=31536000"


@page
def rendition(request: HttpRequest, name: str, at: datetime) -> FileResponse:
    """A rendition by its name below ``renditions/``; names change with their content, so copies last for ever."""
    if not isinstance(default_storage, FileSystemStorage):
        raise Http404
    try:
        file = default_storage.open(f"renditions/{name}")
    except (FileNotFoundError, IsADirectoryError):
        raise Http404 from None
    # GZip would spend time on what no longer shrinks, and drop the length.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    return FileResponse(file, headers={"Cache-Control": FOR_EVER})
