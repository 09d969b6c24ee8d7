"""What hangs on an article in an order: its bylines and its topics."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.desk.access import may_write
from articles.models import Article, Byline
from articles.models.article import ArticleTopic
from editorial.careful import Sentences


class PlaceForm(forms.ModelForm):
    position = forms.IntegerField(
        label=_("order"), required=False, min_value=1, max_value=99, widget=forms.NumberInput(attrs={"class": "place"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "error_class": Sentences})
        if self.instance.pk is None:
            self.initial["position"] = None
        for field in self.fields.values():
            widget: Any = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", str(field.label or ""))


class InOrder(BaseInlineFormSet):
    """A row without a place in the order comes last. To begin with, an empty one stands only where no other does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound and self.get_queryset():
            self.extra = 0

    @cached_property
    def empty_form(self) -> Any:
        """As stock, which makes another one for each who looks at it."""
        return super().empty_form

    def add_fields(self, form: Any, index: int | None) -> None:
        """The box that takes a row off gets a name: the table shows it one for the whole column only."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Take off the article")

    def clean(self) -> None:
        super().clean()
        filled = [form for form in self.forms if form.instance.pk or form.has_changed()]
        kept = [form for form in filled if form not in self.deleted_forms]
        last = max((form.instance.position or 0 for form in kept), default=0)
        for form in kept:
            if form.instance.position is None:
                last += 1
                form.instance.position = last


def keep_the_row(field: Any) -> Any:
    """Without the button that deletes the chosen row itself, beside the one that takes it off the article."""
    if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
        field.widget.can_delete_related = False
    return field


class Hanging(admin.TabularInline):
    """Who may change the article may change what hangs on it; who may see it sees it."""

    form = PlaceForm
    formset = InOrder
    extra = 1
    max_num = 99

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related(*self.autocomplete_fields)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, absolute_max=self.max_num, **kwargs)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return self.is_open(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return self.is_open(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return self.is_open(request, obj)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return keep_the_row(super().formfield_for_dbfield(db_field, request, **kwargs))

    def is_open(self, request: HttpRequest, article: Article | None) -> bool:
        return may_write(request.user, article) if article else request.user.has_perm("articles.add_article")


class Bylines(Hanging):
    model = Byline
    fields = ("position", "author", "role")
    autocomplete_fields = ("author",)


class Topics(Hanging):
    model = ArticleTopic
    fields = ("position", "topic")
    autocomplete_fields = ("topic",)
