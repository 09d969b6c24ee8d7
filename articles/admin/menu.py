"""The menu in a form: rows with a place each, of which those without a target count for nothing."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.arrangement import Numbered
from articles.admin.reach import key_of
from articles.models import MenuLink, PageEdition, Topic
from articles.models.copy import KINDS
from articles.models.imprint import MOST_LINKS

NEW_ROWS = 2


class LinkRow(forms.Form):
    target = forms.ChoiceField(label=gettext_lazy("Leads to"), required=False)
    label = forms.CharField(label=gettext_lazy("Own words"), required=False, max_length=60)

    def __init__(self, *args: Any, targets: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["target"]
        choice.choices = targets


MenuRows = forms.formset_factory(
    LinkRow, formset=Numbered, extra=NEW_ROWS, can_order=True, max_num=MOST_LINKS, absolute_max=MOST_LINKS
)


def menu_form(links: Iterable[MenuLink] = (), data: Any = None) -> Any:
    """The rows of these links, or those that were typed."""
    rows = [{"target": target_of(link), "label": link.label} for link in links]
    kwargs = {"targets": list(targets()), "label_suffix": "", "use_required_attribute": False}
    return MenuRows(data, prefix="menu", initial=None if data else rows, form_kwargs=kwargs)


def targets() -> Iterator[Any]:
    yield "", _("(nothing)")
    yield (
        _("Topics"),
        [(f"topic:{key}", name) for key, name in Topic.objects.order_by("name").values_list("pk", "name")],
    )
    yield _("Kinds"), [(f"kind:{kind}", capfirst(str(name))) for kind, name in KINDS.items()]
    pages = PageEdition.objects.newest_of_each().values_list("page", "title")
    yield _("Pages"), [(f"page:{key}", title) for key, title in pages]


def target_of(link: MenuLink) -> str:
    if link.kind:
        return f"kind:{link.kind}"
    return f"topic:{link.topic_id}" if link.topic_id else f"page:{link.page_id}"


def links_of(rows: Any) -> list[MenuLink]:
    """The links of a valid form, not stored, in the order of their places."""
    return [
        _link(row.cleaned_data["target"], row.cleaned_data["label"])
        for row in rows.ordered_forms
        if row.cleaned_data.get("target")
    ]


def _link(target: str, label: str) -> MenuLink:
    what, _colon, which = target.partition(":")
    if what == "kind":
        return MenuLink(kind=which, label=label)
    return MenuLink(**{f"{what}_id": key_of(which)}, label=label)
