"""The form of a verb of the workflow, and of what a change is to readers who know the article."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.compare import differences
from articles.admin.moment_field import MomentField
from articles.desk.correcting import Change, is_owed, known_to_readers, label_of, to_supersede
from articles.desk.glance import read
from articles.desk.workflow import Verb
from articles.models import Article, Correction, Revision
from articles.models.act import ACTS, BY_NAME, SILENT, STATEMENT, Act, Place

ASKING = frozenset({"publish", "schedule", "correct"})
PARTS = (*STATEMENT, "supersedes")
LONGEST = 5_000
WORDS = forms.Textarea(attrs={"rows": 3})
DAY = forms.DateInput(attrs={"type": "date", "class": "vDateField"}, format="%Y-%m-%d")


class GlanceField(forms.CharField):
    default_error_messages = {"invalid": gettext_lazy("Open the article anew, then decide.")}

    def to_python(self, value: Any) -> Any:
        written = super().to_python(value) or ""
        seen = read(written)
        if written and seen is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return seen


class MoveForm(forms.Form):
    """What goes along with a verb; ``seen`` is what the person looked at."""

    seen = GlanceField(required=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    moment = MomentField(label=gettext_lazy("Day and time"))
    note = forms.CharField(
        label=gettext_lazy("Note for the desk"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, verb: Verb, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for name in {"moment", "revision"} - set(verb.asks):
            del self.fields[name]
        if "note" in verb.asks:
            self.fields["note"].required = True
            self.fields["note"].label = verb.asking

    def arguments(self) -> dict[str, Any]:
        """For the desk."""
        return dict(self.cleaned_data)


def asks_what_it_is(article: Article, verb: Verb) -> Revision | None:
    """The revision that readers know, where the verb puts another before them."""
    return known_to_readers(article, timezone.now()) if verb.name in ASKING else None


def consequences(act: Act) -> str:
    """“Readers see it after the text and on the page of corrections; the article gets a later date. Say …”"""
    where = [str(act.place.label)] if act.place != Place.NOWHERE else []
    where += [_("on the page of corrections")] if act.listed else []
    seen = _("Readers see it %(where)s") % {"where": get_text_list(where, _("and"))} if where else ""
    moves = _("the article gets a later date") if act.moves_date else _("the date of the article stays")
    told = "; ".join((seen or _("Readers are told nothing"), moves))
    owed = _("Say %(parts)s.") % {"parts": get_text_list([label_of(name) for name in act.asks], _("and"))}
    return f"{told}. {owed}" if act.asks else f"{told}."


class Earlier(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class Acts(forms.RadioSelect):
    """Each with the parts of a statement that it asks for, by which the page shows no others."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-asks"] = " ".join(BY_NAME[value].asks)
        return option


class ChangeForm(MoveForm):
    """Also asks what the change is: an act of the table, and the statement that it owes."""

    act = forms.ChoiceField(label=gettext_lazy("What is this change to readers?"), widget=Acts)
    wrong = forms.CharField(required=False, max_length=LONGEST, widget=WORDS)
    right = forms.CharField(required=False, max_length=LONGEST, widget=WORDS)
    learned = forms.CharField(required=False, max_length=LONGEST, widget=WORDS)
    learned_on = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date", "class": "vDateField"}, format="%Y-%m-%d")
    )
    supersedes = Earlier(
        Correction.objects.none(),
        required=False,
        empty_label=gettext_lazy("nothing"),
        error_messages={
            "invalid_choice": gettext_lazy(
                "What this supersedes is not, or no longer, what readers are told of this article."
            )
        },
    )
    field_order = ("seen", "revision", "act", *PARTS, "moment", "note")

    def __init__(self, *args: Any, article: Article, before: Revision, person: Any, verb: Verb, **kwargs: Any) -> None:
        kwargs["initial"] = {**_as_last_said(article), **(kwargs.get("initial") or {})}
        super().__init__(*args, verb=verb, **kwargs)
        self.article, self.before = article, before
        for name in PARTS:
            self.fields[name].label = capfirst(label_of(name))
        for name in STATEMENT:
            self.fields[name].widget.attrs["required"] = True
        act: Any = self.fields["act"]
        act.label = verb.asking if "change" in verb.asks else act.label
        act.choices = [(each.name, _described(each)) for each in _acts(verb, person)]
        if not self.is_bound and verb.name != "correct" and not is_owed(article, before):
            self.initial.setdefault("act", SILENT.name)
        self._offer_earlier()

    def _offer_earlier(self) -> None:
        earlier = to_supersede(self.article, timezone.now())
        supersedes: Any = self.fields["supersedes"]
        supersedes.queryset = earlier
        self.offers_earlier = earlier.exists()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in BY_NAME[cleaned["act"]].asks if "act" in cleaned else ():
            if not cleaned.get(name) and not self.has_error(name):
                self.add_error(name, self.fields["act"].error_messages["required"])
        return cleaned

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        said = {name: given.pop(name, None) for name in ("act", *PARTS)}
        return {**given, "change": Change(**said)}

    def statement(self) -> list[forms.BoundField]:
        """The fields of the statement, as the page groups them."""
        return [self[name] for name in PARTS if name != "supersedes" or self.offers_earlier or self.has_error(name)]

    def others(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in ("act", *PARTS)]

    def shown(self) -> dict[str, Any]:
        """What the page shows: the difference that readers will see, in one text."""
        return {"asks_what_it_is": True, "view": "inline", **self._difference()}

    def _difference(self) -> dict[str, Any]:
        return {"languages": (self.before, self.article), **differences(self.before, self.article)}


def _acts(verb: Verb, person: Any) -> list[Act]:
    acts = [act for act in ACTS if person.has_perm(act.permission)]
    return [act for act in acts if act is not SILENT] if verb.name == "correct" else acts


def _described(act: Act) -> str:
    parts = (act.label, act.meaning, consequences(act))
    return format_html("<strong>{}</strong> {} <small>{}</small>", *parts)


def _as_last_said(article: Article) -> dict[str, Any]:
    """What was said of the newest text when it was scheduled and never told, so that nobody types it again."""
    told = Correction.objects.in_force(at=timezone.now())
    newest = article.revisions.as_on_the_desk()[:1]
    last = Correction.objects.filter(after__in=newest).exclude(pk__in=told).first()
    return {name: getattr(last, name) for name in ("act", *PARTS)} if last else {}
