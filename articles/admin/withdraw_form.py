"""The form by which an article is withdrawn: what readers are told, and what the desk keeps of it."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from articles.admin.move_form import MoveForm
from articles.desk.workflow import name_of
from articles.models import Withdrawal

HEADLINE, NOTE = "headline", "note"
FEW_LINES = forms.Textarea(attrs={"rows": 3})


class WithdrawForm(MoveForm):
    """The note is public; reason, who asked and who decided are for the desk."""

    shown = forms.ChoiceField(
        label=gettext_lazy("What stands at its address from now on?"),
        choices=[
            (HEADLINE, gettext_lazy("The headline and the note")),
            (NOTE, gettext_lazy("The note alone: the headline is shown nowhere, and its corrections are not listed")),
        ],
        initial=HEADLINE,
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        required=False, widget=FEW_LINES, help_text=gettext_lazy("For the desk. Left empty, it is the note.")
    )
    asked_by = forms.CharField(
        required=False, help_text=gettext_lazy("For the desk: a person, an office, a court. Left empty, nobody did.")
    )
    decided_by = forms.CharField(
        required=False, help_text=gettext_lazy("For the desk; it may be somebody outside. Left empty, you did.")
    )
    field_order = ("seen", "note", "shown", "reason", "asked_by", "decided_by")

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided_by"].initial = name_of(person)
        for name in ("note", "reason", "asked_by", "decided_by"):
            column: Any = Withdrawal._meta.get_field(name)
            field: Any = self.fields[name]
            field.widget.attrs["maxlength"] = column.max_length
            field.validators.append(MaxLengthValidator(column.max_length))
            field.label = self.fields["note"].label if name == "note" else capfirst(column.verbose_name)

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        shows_headline = given.pop("shown") != NOTE
        return {**given, "shows_headline": shows_headline}


def withdrawals_panel(article: Any) -> dict[str, Any]:
    return {"withdrawals": list(article.withdrawals.all()) if article.may_have("withdrawals") else []}
