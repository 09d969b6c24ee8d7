"""A day and a time in the magazine's time zone, which the field names; where clocks change it asks which is meant."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.dates import YEARS
from articles.desk.moments import in_the_zone, in_words

FORMAT = "%Y-%m-%dT%H:%M"
TO_THE_SECOND = f"{FORMAT}:%S"
OFFSET = "-offset"
IN_THE_ZONE = gettext_lazy("In the magazine’s time zone, %(zone)s.")


def readings(local: datetime) -> dict[str, datetime]:
    """What a local time can mean where it comes twice or never, by offset from UTC, the earlier first; else nothing."""
    if local.year not in YEARS:
        return {}
    both = [local.replace(tzinfo=timezone.get_current_timezone(), fold=fold) for fold in (0, 1)]
    if both[0].utcoffset() == both[1].utcoffset():
        return {}
    moments = {each.isoformat()[-6:]: each.astimezone(UTC).astimezone(each.tzinfo) for each in both}
    return dict(sorted(moments.items(), key=lambda pair: pair[1].timestamp()))


def typed(value: Any) -> datetime | None:
    """The local time that was typed, ``None`` where it is none or says its offset."""
    try:
        local = value if isinstance(value, datetime) else parse_datetime(str(value or "").strip())
    except ValueError:
        return None
    return local if local is not None and timezone.is_naive(local) else None


class MomentInput(forms.DateTimeInput):
    """The input of a browser, and the readings to choose from where what was typed has two."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None, *, to_the_second: bool = False) -> None:
        super().__init__(
            {**(attrs or {}), "step": 1} if to_the_second else attrs, TO_THE_SECOND if to_the_second else FORMAT
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value, offset = super().value_from_datadict(data, files, name), data.get(f"{name}{OFFSET}")
        local = typed(value)
        return f"{value}{offset}" if local and offset in readings(local) else value

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        local, chosen = self._local(value)
        found = readings(local) if local else {}
        field = super().render(name, local or value, attrs, renderer)
        return field + self._choice(name, found, chosen) if found else field

    def _local(self, value: Any) -> tuple[datetime | None, str]:
        """The local time, and the offset that was chosen or that the stored moment has, if any."""
        if isinstance(value, datetime) and timezone.is_naive(value):
            return value, value.replace(tzinfo=timezone.get_current_timezone()).isoformat()[-6:]
        for text, offset in ((value, ""), (str(value or "")[:-6], str(value or "")[-6:])):
            if local := typed(text):
                return local, offset
        return None, ""

    def _choice(self, name: str, found: dict[str, datetime], chosen: str) -> SafeString:
        rows = [
            (name, OFFSET, offset, " checked" if offset == chosen else "", in_words(moment))
            for offset, moment in found.items()
        ]
        radios = format_html_join("", '<label><input type="radio" name="{}{}" value="{}"{}> {}</label>', rows)
        return format_html('<fieldset class="which"><legend>{}</legend>{}</fieldset>', _("Which is meant?"), radios)


class MomentField(forms.DateTimeField):
    """Gives an aware datetime of the years of the desk's calendar. ``saying`` is the help text, with ``%(zone)s``."""

    widget = MomentInput

    def __init__(self, *, saying: Any = IN_THE_ZONE, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.saying = saying

    def get_bound_field(self, form: Any, field_name: str) -> forms.BoundField:
        self.help_text = self.saying % {"zone": timezone.get_current_timezone_name()}
        return super().get_bound_field(form, field_name)

    def prepare_value(self, value: Any) -> Any:
        is_stored = isinstance(value, datetime) and timezone.is_aware(value)
        return in_the_zone(value).replace(tzinfo=None) if is_stored else value

    def to_python(self, value: Any) -> datetime | None:
        local = typed(value)
        found = readings(local) if local else {}
        if local and found:
            raise ValidationError(_sentence(local, *found.values()), code="doubtful")
        moment: datetime | None = super().to_python(value)
        if moment and moment.year not in YEARS:
            raise ValidationError(_("Choose a year between 1900 and 2199."), code="year")
        return moment


def _sentence(local: datetime, one: datetime, other: datetime) -> str:
    comes_twice = timezone.make_naive(one).replace(fold=0) == local.replace(fold=0)
    sentence = (
        _("This time comes twice, for clocks go back: choose %(one)s or %(other)s.")
        if comes_twice
        else _("There is no such time, for clocks go forward: choose %(one)s or %(other)s.")
    )
    return sentence % {"one": in_words(one), "other": in_words(other)}
