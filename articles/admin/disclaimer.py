"""Disclaimers: their wordings in each language, and the rules by which articles owe them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.carried import carried, live_with
from articles.admin.declarations import save_grounds
from articles.admin.describing import DAY
from articles.admin.errands import apply_disclaimer, errand
from articles.admin.hanging import keep_the_row
from articles.admin.library import LibraryAdmin
from articles.desk.errands import may_apply
from articles.desk.wording import obstacles, word
from articles.models import Disclaimer, Rule
from articles.models.copy import magazine_language
from articles.models.disclaimer import LONGEST_WORDING, newest_by_language, worded_for
from articles.text.folding import words
from articles.text.languages import LANGUAGES, direction

PREFIX, FURTHER, IN_WHICH = "wording_", "further_wording", "further_language"
NAMES = dict(LANGUAGES)
PLACES = gettext_lazy(
    "Filled in when it is printed: {author}, {magazine}, {affiliation}. What stands in square brackets with one of "
    "them is left out where there is nothing to fill in: “{author}[, of {affiliation},] wrote this.”"
)


def languages_of(disclaimer: Disclaimer | None) -> list[str]:
    """Those that it is worded in, and the magazine's, which comes first."""
    worded = newest_by_language(disclaimer.wordings.all()) if disclaimer else {}
    return list(dict.fromkeys((magazine_language(), *sorted(worded))))


class WordedForm(forms.ModelForm):
    """A text for each language, which makes the next version where it was changed; one more language can be added."""

    def texts(self) -> dict[str, str]:
        """What was typed, by language."""
        cleaned = self.cleaned_data
        typed = {name.removeprefix(PREFIX): cleaned[name] for name in cleaned if name.startswith(PREFIX)}
        if cleaned.get(FURTHER):
            typed[cleaned[IN_WHICH]] = cleaned[FURTHER]
        return {language: text for language, text in typed.items() if text}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in cleaned:
            if name.startswith((PREFIX, FURTHER)) and cleaned[name] and (found := list(obstacles(cleaned[name]))):
                raise ValidationError({name: found})
        if cleaned.get(FURTHER) and not cleaned.get(IN_WHICH):
            raise ValidationError({IN_WHICH: _("Say in which language it is.")})
        return cleaned


def form_for(disclaimer: Disclaimer | None) -> Any:
    """The form with a field for each language of the disclaimer."""
    newest = newest_by_language(disclaimer.wordings.all()) if disclaimer else {}
    languages = languages_of(disclaimer)
    fields: dict[str, forms.Field] = {
        f"{PREFIX}{language}": forms.CharField(
            label=_("Wording (%(language)s)") % {"language": NAMES.get(language, language)},
            initial=newest[language].text if language in newest else "",
            required=language in newest or not newest,
            max_length=LONGEST_WORDING,
            widget=forms.Textarea(attrs={"rows": 4, "lang": language, "dir": direction(language)}),
            help_text=PLACES if number == 0 else "",
        )
        for number, language in enumerate(languages)
    }
    others = [(code, name) for code, name in LANGUAGES if code not in languages]
    fields[IN_WHICH] = forms.ChoiceField(label=_("In another language"), choices=[("", "—"), *others], required=False)
    fields[FURTHER] = forms.CharField(
        label=_("Wording in that language"),
        required=False,
        max_length=LONGEST_WORDING,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    return type("DisclaimerForm", (WordedForm,), fields)


class RuleForm(forms.ModelForm):
    """A row that was opened counts: one without a condition is asked whether every article is meant."""

    every = forms.BooleanField(
        label=gettext_lazy("Every article"),
        required=False,
        help_text=gettext_lazy("For a rule without conditions."),
    )

    class Meta:
        widgets = {"since": DAY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_permitted = False
        self.initial["every"] = bool(self.instance.pk and not self.instance.has_conditions)

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if not self.errors and self.instance.has_conditions == self.cleaned_data["every"]:
            told = _("A rule for every article has no conditions: clear them, or take the tick away.")
            asked = _("Give the rule a condition, tick “Every article”, or take the rule away.")
            self.add_error("every", told if self.instance.has_conditions else asked)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("party") and not cleaned.get("interest"):
            raise ValidationError({"interest": _("Say which kind of interest, or “any interest”.")})
        for name in ("affiliation", "party"):
            if cleaned.get(name) and not words(cleaned[name]):
                raise ValidationError({name: _("Write a word or a number, for it is looked for in words.")})
        return cleaned


class Rules(admin.StackedInline):
    """Who may change the disclaimer may change them."""

    model = Rule
    form = RuleForm
    extra = 0
    fields = ("match", "kind", "topic", "author", "affiliation", "interest", "party", "every", "since")
    autocomplete_fields = ("topic", "author")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rule]:
        """With what the name of a rule begins with."""
        return super().get_queryset(request).select_related("disclaimer")

    def has_view_permission(self, request: HttpRequest, obj: Disclaimer | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Disclaimer | None = None) -> bool:
        return request.user.has_perm("articles.change_disclaimer")

    def has_change_permission(self, request: HttpRequest, obj: Disclaimer | None = None) -> bool:
        return request.user.has_perm("articles.change_disclaimer")

    def has_delete_permission(self, request: HttpRequest, obj: Disclaimer | None = None) -> bool:
        return request.user.has_perm("articles.change_disclaimer")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return keep_the_row(super().formfield_for_dbfield(db_field, request, **kwargs))


@admin.register(Disclaimer)
class DisclaimerAdmin(LibraryAdmin):
    inlines = (Rules,)
    list_display = ("name", "purpose", "place", "says")
    list_filter = ("purpose", "place")
    search_fields = ("name", "wordings__text")
    search_help_text = gettext_lazy("Name or wording")

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:key>/apply/", wrap(apply_disclaimer), name="articles_disclaimer_apply"),
            path("carried/", wrap(carried), name="articles_disclaimer_carried"),
            path("wordings/<int:key>/", wrap(live_with), name="articles_disclaimer_wording"),
            path("errands/<int:key>/", wrap(errand), name="articles_disclaimer_errand"),
            *super().get_urls(),
        ]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        if (row := context.get("original")) and may_apply(request.user):
            context["errand_address"] = reverse("admin:articles_disclaimer_apply", args=[row.pk])
            context["errand_label"] = _("Apply to what is published…")
        return super().render_change_form(request, context, *args, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Disclaimer]:
        return super().get_queryset(request).prefetch_related("wordings")

    def get_fields(self, request: HttpRequest, obj: Disclaimer | None = None) -> Any:
        if not self.may_word(request):
            return ["name", "purpose", "place", "says"]
        worded = [f"{PREFIX}{language}" for language in languages_of(obj)]
        return ["name", "purpose", "place", *worded, IN_WHICH, FURTHER]

    def get_readonly_fields(self, request: HttpRequest, obj: Disclaimer | None = None) -> tuple[str, ...]:
        return () if self.may_word(request) else ("says",)

    def may_word(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.change_disclaimer")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if self.may_word(request):
            kwargs["form"] = form_for(obj)
        return super().get_form(request, obj, change, **kwargs)

    def state_of(self, row: Any) -> str:
        """What it says counts as well: of two who change a wording, the second is told."""
        newest = row.wordings.order_by("-pk").values_list("pk", flat=True).first()
        return f"{super().state_of(row)}-{newest or 0}"

    def save_model(self, request: HttpRequest, obj: Disclaimer, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        for language, text in form.texts().items():
            word(obj, text, by=request.user, language=language)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        save_grounds(formset, request.user)

    @admin.display(description=gettext_lazy("wording"), empty_value="")
    def says(self, row: Disclaimer) -> str:
        """In the language of the magazine."""
        wording = worded_for(row.wordings.all(), magazine_language())
        return wording.text if wording else ""
