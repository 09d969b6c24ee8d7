"""The form of the front page: its rows as typed, put in another order, or read as slots."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.chooser import PictureInput
from articles.admin.moment_field import MomentField
from articles.admin.typed import number
from articles.desk.access import pictures_of, seen_by
from articles.models import Article, Image, Slot, Topic
from articles.models.edition import LARGEST

MOST_ROWS = 40
ARTICLES, SECTIONS = "article", "section"
A_SECTION = 3
TYPED = {ARTICLES: ("article", "headline", "standfirst", "image"), SECTIONS: ("topic", "size", "headline")}
"""What a row of either list says, beside its place."""
Row = dict[str, Any]
Rows = dict[str, list[Row]]


class OwnPictureInput(PictureInput):
    label = _("Own picture")


class ArticleRow(forms.Form):
    article = forms.ModelChoiceField(Article.objects.all(), widget=forms.HiddenInput)
    headline = forms.CharField(label=_("Own headline"), required=False, max_length=300)
    standfirst = forms.CharField(
        label=_("Own standfirst"), required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 2})
    )
    image = forms.ModelChoiceField(Image.objects.all(), label=_("Own picture"), required=False, widget=OwnPictureInput)

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["article"].queryset = seen_by(person)
        fields["image"].queryset = pictures_of(person, now=timezone.now())


class SectionRow(forms.Form):
    topic = forms.ModelChoiceField(Topic.objects.all(), label=_("Topic"), required=False)
    size = forms.IntegerField(label=_("Articles"), min_value=1, max_value=LARGEST, initial=A_SECTION)
    headline = forms.CharField(label=_("Own name"), required=False, max_length=300)

    def __init__(self, *args: Any, topics: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].widget.choices = topics


class Numbered(forms.BaseFormSet):
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Place")


def _formset(row: type[forms.Form], extra: int) -> Any:
    most = MOST_ROWS
    return forms.formset_factory(row, formset=Numbered, extra=extra, can_order=True, max_num=most, absolute_max=most)


FORMSETS = {ARTICLES: _formset(ArticleRow, 0), SECTIONS: _formset(SectionRow, 1)}


class ArrangementForm(forms.Form):
    """What goes along with the rows: ``seen`` is the newest edition that the person had before them."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    note = forms.CharField(label=_("Note for the desk"), required=False, max_length=300)
    moment = MomentField(label=_("Day and time"), required=False)


@dataclass
class Arrangement:
    """The three parts of the form, bound or not."""

    form: ArrangementForm
    articles: Any
    sections: Any

    def is_valid(self) -> bool:
        """All three are looked at, so that each can say what is wrong with it."""
        found = [part.is_valid() for part in (self.form, self.articles, self.sections)]
        return all(found)

    def slots(self) -> list[Slot]:
        """Not stored, in their order. Of a form that is valid."""
        articles = (form.cleaned_data for form in self.articles.ordered_forms)
        sections = (form.cleaned_data for form in self.sections.ordered_forms)
        return [
            *(Slot(**_without_place(typed)) for typed in articles),
            *(Slot(**_without_place(typed)) for typed in sections if typed.get("topic")),
        ]

    def rows(self) -> Rows:
        """What was typed, understood or not, in the order of its numbers."""
        return {name: _typed(formset) for name, formset in ((ARTICLES, self.articles), (SECTIONS, self.sections))}


def _without_place(typed: Row) -> Row:
    return {name: value for name, value in typed.items() if name != "ORDER"}


def _typed(formset: Any) -> list[Row]:
    """Empty rows are left out; one without a number stays behind those that have one. ``index`` is where it stood."""
    names = TYPED[formset.prefix]
    rows = [
        {"index": index, **{name: form[name].data or "" for name in (*names, "ORDER")}}
        for index, form in enumerate(formset.forms)
    ]
    return sorted((row for row in rows if row[names[0]]), key=lambda row: number(row["ORDER"]) or MOST_ROWS)


def typed_in(request: HttpRequest) -> Arrangement:
    return Arrangement(ArrangementForm(request.POST, label_suffix=""), *_formsets(request.user, data=request.POST))


def showing(person: Any, rows: Rows, given: dict[str, Any]) -> Arrangement:
    """The form with these rows, in their order, and nothing found wrong with them."""
    numbered = {name: [{**row, "ORDER": place} for place, row in enumerate(rows[name], 1)] for name in rows}
    return Arrangement(ArrangementForm(initial=given, label_suffix=""), *_formsets(person, initial=numbered))


def _formsets(person: Any, *, data: QueryDict | None = None, initial: Rows | None = None) -> Iterator[Any]:
    topics = [("", "—"), *Topic.objects.order_by("name").values_list("pk", "name")]
    kwargs = {ARTICLES: {"person": person}, SECTIONS: {"topics": topics}}
    for name, formset in FORMSETS.items():
        begun = None if initial is None else initial[name][:MOST_ROWS]
        yield formset(data, prefix=name, initial=begun, form_kwargs={**kwargs[name], "label_suffix": ""})


def rows_of(slots: Iterable[Slot]) -> Rows:
    rows: Rows = {ARTICLES: [], SECTIONS: []}
    for slot in slots:
        name = ARTICLES if slot.article_id else SECTIONS
        rows[name].append(
            {column: getattr(slot, f"{column}_id", getattr(slot, column)) or "" for column in TYPED[name]}
        )
    return rows


def rearranged(rows: Rows, deed: str) -> Rows:
    """The rows after a button: ``up:article:2``, of the row that stood third; ``put:17``, the article of that key."""
    name, _colon, what = deed.partition(":")
    if name in MOVES:
        which, _colon, index = what.partition(":")
        found = rows.get(which, [])
        places = [place for place, row in enumerate(found) if str(row["index"]) == index]
        for place in places:
            MOVES[name](found, place)
    elif name == "put" and number(what) and not any(row["article"] == what for row in rows[ARTICLES]):
        rows[ARTICLES].append({"article": what})
    return rows


def _up(rows: list[Row], place: int) -> None:
    rows.insert(max(place - 1, 0), rows.pop(place))


def _down(rows: list[Row], place: int) -> None:
    rows.insert(place + 1, rows.pop(place))


def _drop(rows: list[Row], place: int) -> None:
    del rows[place]


MOVES: dict[str, Callable[[list[Row], int], None]] = {"up": _up, "down": _down, "drop": _drop}
