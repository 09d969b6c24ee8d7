"""Parameters as every page may take them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict

NUL = "\0"


class WithoutNul:
    """Takes NUL out of all parameters: nobody can see or type it, and PostgreSQL refuses it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.GET = without_nul(request.GET)  # type: ignore[assignment]
        if any(NUL in text for name, values in request.POST.lists() for text in (name, *values)):
            request.POST = without_nul(request.POST)  # type: ignore[assignment]
        return self.get_response(request)


def without_nul(parameters: QueryDict) -> QueryDict:
    clean = QueryDict(mutable=True)
    for name, values in parameters.lists():
        clean.setlist(name.replace(NUL, ""), [value.replace(NUL, "") for value in values])
    clean._mutable = False
    return clean
