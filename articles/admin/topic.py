"""Topics, with the other names by which the desk finds them."""

from collections import Counter
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.addressing import NamedForm
from articles.admin.hanging import keep_the_row
from articles.admin.mergeable import MergeableAdmin
from articles.admin.plain import PlainForm
from articles.desk import filing
from articles.desk.naming import namesake
from articles.models import Synonym, Topic


def refuse_a_namesake(name: str, besides: int | None) -> str:
    if other := namesake(name, besides=besides):
        raise ValidationError(_("“%(topic)s” is already found by this name. Choose another.") % {"topic": other})
    return name


class TopicForm(NamedForm):
    def clean_name(self) -> str:
        return refuse_a_namesake(self.cleaned_data["name"], self.instance.pk)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        place = Topic(pk=self.instance.pk, name=cleaned.get("name", ""), parent=cleaned.get("parent"))
        if sentences := list(filing.obstacles(place)):
            self.add_error("parent", [*sentences])
        return cleaned


class SynonymForm(PlainForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["aria-label"] = _("Other name")

    def clean_name(self) -> str:
        return refuse_a_namesake(self.cleaned_data["name"], self.instance.topic_id)


class EachOnce(BaseInlineFormSet):
    def add_fields(self, form: Any, index: int | None) -> None:
        """The box that takes a name away gets one itself: the table shows it one for the whole column only."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Take this name away")

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms]
        names = [form.cleaned_data["name"] for form in kept if form.cleaned_data.get("name")]
        names.append(str(self.instance.name))
        for name, times in Counter(name.casefold() for name in names).items():
            if times > 1:
                raise ValidationError(_("“%(name)s” stands here twice.") % {"name": name})


class Synonyms(admin.TabularInline):
    """Who may change the topic may change them."""

    model = Synonym
    form = SynonymForm
    formset = EachOnce
    extra = 1
    verbose_name = gettext_lazy("other name")
    verbose_name_plural = gettext_lazy("also found as")

    def has_view_permission(self, request: HttpRequest, obj: Topic | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Topic | None = None) -> bool:
        return request.user.has_perm("articles.change_topic") or request.user.has_perm("articles.add_topic")

    def has_change_permission(self, request: HttpRequest, obj: Topic | None = None) -> bool:
        return request.user.has_perm("articles.change_topic")

    def has_delete_permission(self, request: HttpRequest, obj: Topic | None = None) -> bool:
        return request.user.has_perm("articles.change_topic")


@admin.register(Topic)
class TopicAdmin(MergeableAdmin):
    form = TopicForm
    inlines = (Synonyms,)
    list_display = ("name", "parent", "also_found_as", "slug", "description")
    list_select_related = ("parent",)
    search_fields = ("name", "description", "synonyms__name")
    search_help_text = gettext_lazy("Name, other name or description")
    fields = ("name", "parent", "description", "slug", "former_addresses")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        return super().get_queryset(request).prefetch_related("synonyms")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return keep_the_row(super().formfield_for_dbfield(db_field, request, **kwargs))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """What is part of another has no parts."""
        if db_field.name == "parent":
            kwargs["queryset"] = Topic.objects.filter(parent=None)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:
        filing.file(obj, by=request.user, seen=form.seen)

    @admin.display(description=gettext_lazy("also found as"), empty_value="")
    def also_found_as(self, topic: Topic) -> str:
        return ", ".join(synonym.name for synonym in topic.synonyms.all())
