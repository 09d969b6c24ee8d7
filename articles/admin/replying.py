"""Choosing the article to which another replies: among those that the person may see."""

from typing import Any

from django import forms
from django.contrib.admin import site
from django.http import HttpRequest
from django.utils import timezone

from articles.admin.reach import reachable
from articles.desk.access import may_see
from articles.desk.threads import names_of
from articles.models import Article
from editorial.careful import CarefulSelect


class ReplyChoice(forms.ModelChoiceField):
    """What is chosen already may be an article that the person may not see: it stays, under its name for readers."""

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def label_from_instance(self, article: Any) -> str:
        return str(article) if may_see(self.person, article) else name_of(article.pk)

    def keep(self, chosen: int | None) -> None:
        choices: Any = self.queryset
        if chosen:
            self.queryset = choices | Article.objects.filter(pk=chosen)


def reply_choice(column: Any, request: HttpRequest) -> Any:
    widget = CarefulSelect(column, site)
    return column.formfield(form_class=ReplyChoice, queryset=reachable(request), person=request.user, widget=widget)


def name_of(article: int) -> str:
    return names_of([article], timezone.now())[article]
