"""The form of an article: what is written, and the version that the person saw."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.admin.buffered import BufferedForm
from articles.admin.editor import BodyWidget
from articles.admin.refusing import refused
from articles.desk.readiness import not_in_the_library
from articles.desk.refusal import Stale
from articles.desk.saving import check_version
from articles.desk.threads import part_of
from articles.models import Article, Image, Revision
from articles.text.cleaning import clean
from articles.text.printing import figures_in
from articles.text.slugs import slugify

TEXT = (None, {"fields": ("headline", "standfirst", "body")})
FILED = (_("Filed under"), {"fields": ("kind", "disclaimers", "image")})
THREADS = (_("Series, reply"), {"fields": ("series", "part", "reply_to"), "classes": ("collapse",)})
SETTINGS = (
    _("Language, address, search engines"),
    {"fields": ("language", "slug", "seo_title", "seo_description"), "classes": ("collapse",)},
)
PROVENANCE = (
    _("Sources, translation, republication"),
    {
        "fields": (
            *("sources", "ai_part", "ai_use"),
            *("original_title", "original_language", "original_address"),
            *("republished_from", "republished_address", "republished_on", "permission"),
        ),
        "classes": ("collapse",),
    },
)
NOTE = (None, {"fields": ("note",)})
FIELDSETS = (TEXT, FILED, THREADS, PROVENANCE, SETTINGS, NOTE)
READ_ONLY_THREADS = (THREADS[0], {"fields": ("series", "part", "answered")})
READ_ONLY_FIELDSETS = (
    (None, {"fields": ("headline", "standfirst", "text")}),
    FILED,
    READ_ONLY_THREADS,
    PROVENANCE,
    SETTINGS,
)


class ArticleForm(BufferedForm):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note on this change"),
        required=False,
        max_length=Revision._meta.get_field("note").max_length,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("For the desk, kept with the revision."),
    )

    class Meta:
        model = Article
        fields = "__all__"
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "body": BodyWidget,
            "standfirst": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "disclaimers": forms.CheckboxSelectMultiple,
            "sources": forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
            "ai_use": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "republished_on": forms.DateInput(attrs={"type": "date", "class": "vDateField"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        if "reply_to" in self.fields:
            choice: Any = self.fields["reply_to"]
            choice.keep(self.instance.reply_to_id)

    def clean_slug(self) -> str:
        return slugify(self.cleaned_data["slug"])

    def clean_body(self) -> str:
        """Any number can be typed; a picture that the person may not see is not theirs to print."""
        body = self.cleaned_data["body"]
        numbers = {number for number, _caption in figures_in(clean(body))}
        choice: Any = self.fields["image"]
        hidden = Image.objects.filter(pk__in=numbers).exclude(pk__in=choice.queryset.values("pk"))
        for number in hidden.values_list("pk", flat=True):
            self.add_error("body", not_in_the_library(number))
        return body

    def clean_reply_to(self) -> Article | None:
        chosen: Article | None = self.cleaned_data["reply_to"]
        if chosen and chosen.pk == self.instance.pk:
            raise ValidationError(_("An article is no reply to itself. Choose another."))
        return chosen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "part" in cleaned:
            series = cleaned.get("series")
            cleaned["part"] = part_of(series and series.pk, cleaned["part"], besides=self.instance.pk)
        if self.instance.pk is not None:
            self.check_version(cleaned.get("version") or 0)
        return cleaned

    def check_version(self, seen: int) -> None:
        try:
            check_version(self.instance, seen)
        except Stale as refusal:
            raise refused(refusal) from refusal
