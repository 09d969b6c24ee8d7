"""What is asked at the door. Each form counts a try before it looks at the answer."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editorial.door import factor
from editorial.door.knocking import Try, knock

MOST_LETTERS = 40


class PasswordAtTheDoor(AdminAuthenticationForm):
    request: HttpRequest
    attempt: Try

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("username") and self.cleaned_data.get("password"):
            self.attempt = knock(self.request, self.cleaned_data["username"])
        return super().clean()


class OfAPerson(forms.Form):
    def __init__(self, data: Any = None, *, request: HttpRequest, person: Any, **kwargs: Any) -> None:
        super().__init__(data, **{"label_suffix": "", **kwargs})
        self.request, self.person = request, person

    def knock(self) -> Try:
        return knock(self.request, self.person.get_username())


class CodeField(forms.CharField):
    """Six digits, which apps show with a blank between them."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True, "size": 10}
        super().__init__(max_length=MOST_LETTERS, widget=forms.TextInput(attributes), **kwargs)

    def to_python(self, value: Any) -> str:
        return "".join(str(super().to_python(value)).split())


class SecondFactor(OfAPerson):
    code = CodeField(label=_("Code"), required=False, help_text=_("The six digits that the app on your phone shows."))
    recovery_code = forms.CharField(
        label=_("Recovery code"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("One of the ten that you kept, such as abcd-efgh-2345. Each works once."),
    )

    def clean(self) -> dict[str, Any]:
        code, recovery_code = self.cleaned_data.get("code", ""), self.cleaned_data.get("recovery_code", "")
        if not self.errors and not code and not recovery_code:
            raise ValidationError(_("Type the code that the app shows, or a recovery code."), "required")
        if not self.errors:
            self.attempt = self.knock()
            self.device = factor.check(self.person, code=code, recovery_code=recovery_code)
        return self.cleaned_data


class Password(OfAPerson):
    """For what a stranger at an unlocked desk must not do."""

    password = forms.CharField(
        label=_("Your password"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def clean_password(self) -> str:
        attempt, password = self.knock(), self.cleaned_data["password"]
        if not self.person.check_password(password):
            raise ValidationError(_("This is not your password."), "wrong")
        attempt.let_in()
        return str(password)


class SetUp(OfAPerson):
    code = CodeField(label=_("Code"), help_text=_("The six digits that the app shows for this account."))


class SetUpWithPassword(SetUp, Password):
    field_order = ("code", "password")
