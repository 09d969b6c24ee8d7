"""What the stock admin lacks: requests that no page of ours sends are answered with a sentence, never with a 500."""

from functools import cache
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import BaseModelAdmin, IncorrectLookupParameters, InlineModelAdmin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import DataError, NotSupportedError, ProgrammingError
from django.db.models import Field
from django.forms import ModelMultipleChoiceField
from django.forms.formsets import INITIAL_FORM_COUNT
from django.forms.models import BaseInlineFormSet
from django.forms.utils import ErrorList
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

REGULAR_EXPRESSIONS = {"regex", "iregex"}
SENSELESS = (
    *(IncorrectLookupParameters, ValueError, TypeError, IndexError, OverflowError),
    *(DataError, ProgrammingError, NotSupportedError),
)
"""What Django and the databases raise over values that a column cannot be compared with."""


def could_be(field: "Field[Any, Any]", text: Any) -> bool:
    """Whether the column could hold what the text says; a whole number has at most 64 bits in either database."""
    try:
        value = field.to_python(text)
    except ValidationError:
        return False
    return not isinstance(value, int) or -(2**63) <= value < 2**63


class Senseless(Exception):
    """A list was asked for with values that nothing can be compared with."""


def whole_list(request: HttpRequest, address: str) -> HttpResponse:
    """The answer where a list was asked for that cannot be: the way to all of it."""
    messages.warning(request, _("The address asked for a list that cannot be. Here are all rows."))
    return HttpResponseRedirect(address)


class Sentences(ErrorList):
    """As stock, which asks a template also where there is nothing to say: at every field of every form."""

    def render(self, *args: Any, **kwargs: Any) -> Any:
        return super().render(*args, **kwargs) if self else ""


class CarefulSelect(AutocompleteSelect):
    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """As stock, which asks the database also where nothing is chosen."""
        remote = self.field.target_field
        chosen = [each for each in value if each and could_be(remote, each)]
        if not chosen:
            return [(None, [] if self.is_required else [self.create_option(name, "", "", False, 0)], 0)]
        return super().optgroups(name, chosen, attr)


class CarefulChoices(ModelMultipleChoiceField):
    queryset: Any

    def clean(self, value: Any) -> Any:
        for key in value if isinstance(value, list) else ():
            if not could_be(self.queryset.model._meta.pk, key):
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": key})
        return super().clean(value)


class CarefulFields(BaseModelAdmin):
    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_manytomany(db_field, request, **{"form_class": CarefulChoices, **kwargs})

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request) and "widget" not in kwargs:
            kwargs["widget"] = CarefulSelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class KnownRows(BaseInlineFormSet):
    """Says how many of its rows are stored; a form that says otherwise would store some of them twice."""

    error_messages: dict[str, str]

    @cached_property
    def management_form(self) -> Any:
        form = super().management_form
        if self.is_bound and form.is_valid() and form.cleaned_data[INITIAL_FORM_COUNT] != len(self.get_queryset()):
            form.add_error(None, self.error_messages["missing_management_form"])
        return form


class CarefulInline(CarefulFields, InlineModelAdmin):
    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        return type(formset.__name__, (KnownRows, formset), {})


class Careful(CarefulFields, ModelAdmin):
    """Stands before every class that the site registers."""

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """No regular expressions: one that is broken, or takes a minute, is an error of the database."""
        asks = lookup.rpartition("__")[2]
        return asks not in REGULAR_EXPRESSIONS and super().lookup_allowed(lookup, value, request)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """As stock, but the database is asked here, where a senseless question can still be told from a fault."""
        try:
            changelist: Any = super().get_changelist_instance(request)
            len(changelist.result_list)
        except SENSELESS as error:
            if request.GET:
                raise Senseless from error
            raise
        return changelist

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        try:
            return super().changelist_view(request, extra_context)
        except Senseless:
            return whole_list(request, request.path)

    def response_action(self, request: HttpRequest, queryset: Any, *args: Any, **kwargs: Any) -> HttpResponse | None:
        if not all(could_be(self.opts.pk, key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest
        return super().response_action(request, queryset, *args, **kwargs)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """As stock, which stumbles over an empty ``_to_field``."""
        return super().get_object(request, object_id, from_field or None)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        given: dict[str, Any] = super().get_changeform_initial_data(request)
        return {name: value for name, value in given.items() if self._can_begin_with(name, value)}

    def _can_begin_with(self, name: str, value: Any) -> bool:
        target = {field.name: getattr(field, "target_field", None) for field in self.opts.get_fields()}.get(name)
        values = value if isinstance(value, list) else [value]
        return target is None or all(could_be(target, each) for each in values)

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[type[InlineModelAdmin]]:
        return [careful_inline(each) for each in super().get_inlines(request, obj)]


@cache
def careful(admin_class: type[ModelAdmin]) -> type[ModelAdmin]:
    return type(admin_class.__name__, (Careful, admin_class), {"__module__": admin_class.__module__})


@cache
def careful_inline(inline: type[InlineModelAdmin]) -> type[InlineModelAdmin]:
    return type(inline.__name__, (CarefulInline, inline), {"__module__": inline.__module__})


class Autocomplete(AutocompleteJsonView):
    def process_request(self, request: HttpRequest) -> Any:
        """As stock, which stumbles over a relation that is not a column (the rows that point at one)."""
        term, model_admin, source, to_field = super().process_request(request)
        if not hasattr(source, "get_limit_choices_to"):
            raise PermissionDenied
        return term, model_admin, source, to_field
