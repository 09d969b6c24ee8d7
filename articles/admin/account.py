"""Accounts: switched off and on, never deleted. What a person did stays under their name."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.admin.forgetting import forget_address, forget_route
from articles.admin.permissions import GrantingAdmin
from articles.admin.reach import LARGEST_KEY
from articles.desk.accounts import deactivate, is_last_superuser, may_switch, reactivate
from articles.desk.refusal import Refused
from articles.desk.workflow import name_of
from articles.models.uses import counted_uses
from editorial.door.sessions import end_sessions

DEEDS = {"deactivate": deactivate, "reactivate": reactivate}
LABELS = {"deactivate": gettext_lazy("Deactivate"), "reactivate": gettext_lazy("Activate again")}
EFFECTS = {
    "deactivate": gettext_lazy(
        "Nobody can log in with this account any more. All that the person did stays, under their name."
    ),
    "reactivate": gettext_lazy("The person can log in again."),
}
FIELDSETS: Any = (
    (None, {"fields": ("username", "password", "first_name", "last_name", "email")}),
    (gettext_lazy("What the person may do"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
    (
        gettext_lazy("Permissions beside those of the groups"),
        {"fields": ("user_permissions",), "classes": ("collapse",)},
    ),
    (gettext_lazy("Dates"), {"fields": ("last_login", "date_joined")}),
)


class AccountForm(UserChangeForm):
    def clean_is_superuser(self) -> bool:
        stays: bool = self.cleaned_data["is_superuser"]
        if not stays and is_last_superuser(User.objects.get(pk=self.instance.pk)):
            raise forms.ValidationError(_("This is the last active superuser. Make another one first."))
        return stays


class SwitchForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Reason, for the log of the desk"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


admin.site.unregister([Group, User])


@admin.register(Group)
class RoleAdmin(GrantingAdmin, GroupAdmin):
    """A role of the desk and what it may do."""


@admin.register(User)
class AccountAdmin(GrantingAdmin, UserAdmin):
    form = AccountForm
    fieldsets = FIELDSETS
    list_display = ("username", "email", "first_name", "last_name", "is_staff", "is_active")
    readonly_fields = ("is_active", "last_login", "date_joined")
    actions = ("deactivate", "reactivate")
    change_form_template = "admin/articles/account_form.html"
    delete_confirmation_template = "admin/articles/account_delete.html"
    delete_selected_confirmation_template = "admin/articles/delete_selected_confirmation.html"

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_http_methods(["GET", "POST"])(self.switch))
        switch = path("<int:key>/switch/<slug:deed>/", view, name="auth_user_switch")
        return [switch, forget_route(User), *super().get_urls()]

    def switch(self, request: HttpRequest, key: int, deed: str) -> HttpResponse:
        account = User.objects.filter(pk=min(key, LARGEST_KEY)).first()
        if account is None or deed not in DEEDS:
            raise Http404
        if not may_switch(request.user, account):
            raise PermissionDenied
        form = SwitchForm(request.POST if request.method == "POST" else None, label_suffix="")
        if form.is_bound and form.is_valid() and self.is_done(request, account, deed, form):
            return redirect("admin:auth_user_change", account.pk)
        return self.ask(request, account, deed, form)

    def is_done(self, request: HttpRequest, account: User, deed: str, form: SwitchForm) -> bool:
        try:
            switch(account, deed, by=request.user, note=form.cleaned_data["note"])
        except Refused as refusal:
            form.add_error(None, list(refusal.sentences))
            return False
        messages.success(request, _("Done: %(deed)s “%(account)s”.") % {"deed": LABELS[deed], "account": account})
        return True

    def ask(self, request: HttpRequest, account: User, deed: str, form: SwitchForm) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": LABELS[deed],
            "subtitle": str(account),
            "original": account,
            "form": form,
            "effect": EFFECTS[deed],
        }
        status = 409 if form.errors else 200
        return TemplateResponse(request, "admin/articles/account_switch.html", context, status=status)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        account = context.get("original")
        if account and may_switch(request.user, account):
            deed = "deactivate" if account.is_active else "reactivate"
            context |= {"switch_label": LABELS[deed], "switch_address": address(account, deed)}
            context["forget_address"] = forget_address(account, request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.action(description=LABELS["deactivate"], permissions=["change"])
    def deactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self.switch_all(request, queryset, "deactivate")

    @admin.action(description=LABELS["reactivate"], permissions=["change"])
    def reactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self.switch_all(request, queryset, "reactivate")

    def switch_all(self, request: HttpRequest, accounts: QuerySet[User], deed: str) -> None:
        """Each by itself, with what was refused and why."""
        for account in accounts:
            try:
                switch(account, deed, by=request.user)
            except Refused as refusal:
                messages.error(request, f"“{account}”: {refusal}")
            else:
                messages.success(request, f"“{account}”: {LABELS[deed]}")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """No account is deleted: what stands in the way is what the person did, or else that sentence."""
        accounts = list(objs)
        stays = [part for account in accounts for part in (str(account), what_stays(account))]
        return [], {}, set(), stays if len(accounts) != 1 else stays[-1]


def switch(account: User, deed: str, *, by: Any, note: str = "") -> None:
    """Its sessions end for good: one that was open does not go on when the account is switched on again."""
    DEEDS[deed](account, by=by, note=note)
    end_sessions(account)


def what_stays(account: User) -> list[Any]:
    """How often the account is used in which way, and the way to what it did."""
    counted = [f"{capfirst(str(label))}: {count}" for label, count in counted_uses(account)]
    log = f"{reverse('admin:articles_event_changelist')}?{urlencode({'who': name_of(account)})}"
    link = format_html('<a href="{}">{}</a>', log, _("What it did, in the log of the desk"))
    return [*counted, link] if counted else [_("It did nothing yet. Deactivate it.")]


def address(account: User, deed: str) -> str:
    return reverse("admin:auth_user_switch", args=[account.pk, deed])
