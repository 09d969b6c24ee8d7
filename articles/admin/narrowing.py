"""The form that narrows the log of the desk: by person, verb, period, and what it is about."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.overview import OTHER_DEEDS
from articles.admin.reach import key_of
from articles.desk.workflow import WORKFLOW
from articles.models import Article, Event

DEEDS = {**{verb.name: verb.done for verb in WORKFLOW}, **OTHER_DEEDS}
YEARS = (MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(9000, 1, 1)))


class DayField(forms.DateField):
    """A day of the magazine’s time zone."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(required=False, widget=widget, validators=YEARS, **kwargs)


class NarrowingForm(forms.Form):
    """Nothing of it is asked for; what cannot be read narrows nothing and says so."""

    who = forms.CharField(label=gettext_lazy("Who"), required=False, max_length=200)
    what = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    since = DayField(label=gettext_lazy("From"))
    until = DayField(label=gettext_lazy("To"))
    about = forms.CharField(
        label=gettext_lazy("Article"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Its number or words of its headline; the name of what is no article."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["what"].choices = [("", _("everything")), *DEEDS.items()]  # type: ignore[attr-defined]

    def narrowed(self, events: QuerySet[Event]) -> QuerySet[Event]:
        self.is_valid()
        for name, condition in CONDITIONS.items():
            if value := self.cleaned_data.get(name):
                events = events.filter(condition(value))
        return events


def is_about(words: str) -> Q:
    if key := key_of(words):
        return Q(article=key)
    named = Article.objects.filter(headline__icontains=words).values("pk")
    return Q(article__in=named) | Q(article=None, about__icontains=words)


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


CONDITIONS = {
    "who": lambda words: Q(actor__icontains=words),
    "what": lambda verb: Q(verb=verb),
    "since": lambda day: Q(at__gte=midnight(day)),
    "until": lambda day: Q(at__lt=midnight(day + timedelta(days=1))),
    "about": is_about,
}
