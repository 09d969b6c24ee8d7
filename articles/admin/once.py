"""A form that makes something is heeded once: sent again, as browsers do that load a page anew, it is asked about."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

MADE, MOST = "made_by_sheets", 20


def keep(request: HttpRequest, made: Any, address: str) -> None:
    """Remember in the session what the opened form, which its field ``sheet`` names, has made, and where that is."""
    if sheet := request.POST.get("sheet"):
        known = {**request.session.get(MADE, {}), sheet: [str(made), address]}
        request.session[MADE] = dict(list(known.items())[-MOST:])


def already(request: HttpRequest) -> SafeString | None:
    """Where the form that is sent made something before: a sentence that leads there."""
    known: dict[str, list[str]] = request.session.get(MADE, {})
    if request.method != "POST" or request.POST.get("sheet") not in known:
        return None
    made, address = known[request.POST["sheet"]]
    return format_html(
        _("This form was sent before and made “{made}”. Nothing was made now; send it again only to make another one."),
        made=format_html('<a href="{}"><bdi>{}</bdi></a>', address, made),
    )
