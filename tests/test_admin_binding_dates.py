"""The page of the dates that bind, and times that come twice or never: the field asks which is meant."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from django import forms
from django.http import HttpResponse
from django.test import override_settings

from articles.admin.assignment import AssignmentForm
from articles.admin.binding_dates import DatesForm
from articles.admin.moment_field import MomentField
from articles.admin.moves import MoveForm
from articles.desk.dating import set_dates
from articles.desk.workflow import WORKFLOW
from articles.models import Article
from tests.admin_forms import client_of, page
from tests.magazine import Magazine

BERLIN = override_settings(TIME_ZONE="Europe/Berlin")
TWICE, NEVER = "2090-10-29T02:30", "2090-03-26T02:30"


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def drafted(made: Magazine) -> Article:
    return made.draft()


@pytest.fixture
def article(drafted: Article, db: None) -> Article:
    return deepcopy(drafted)


def send(cast: Magazine, article: Article, role: str = "publisher", **typed: Any) -> HttpResponse:
    return client_of(getattr(cast, role)).post(page("article", "dates", article.pk), typed, follow=True)


class OneMoment(forms.Form):
    moment = MomentField()


def typed(**given: str) -> OneMoment:
    form = OneMoment(given)
    form.is_valid()
    return form


def test_the_dates_are_kept_and_shown_on_the_article(cast: Magazine, article: Article) -> None:
    answer = send(
        cast, article, embargo_until="2090-01-01T12:00", expires_at="2091-01-01T12:00", review_on="2090-06-01"
    )
    shown = answer.content.decode()
    assert "Kept: the dates that bind" in shown
    assert "1 Jan 2090, 12:00 UTC" in shown
    assert "Under embargo until 1 January 2090, 12:00 UTC." in shown
    assert Article.objects.get().expires_at == datetime(2091, 1, 1, 12, tzinfo=UTC)


def test_a_refusal_keeps_what_was_typed(cast: Magazine, article: Article) -> None:
    answer = send(cast, article, embargo_until="2001-01-01T12:00", review_on="2090-06-01")
    assert answer.status_code == 409
    assert "An embargo ends in the future." in answer.content.decode()
    assert 'value="2001-01-01T12:00"' in answer.content.decode()
    assert 'value="2090-06-01"' in answer.content.decode()


def test_only_what_was_changed_is_set(cast: Magazine, article: Article) -> None:
    form = DatesForm(article, cast.publisher)
    sent = {bound.html_initial_name: bound.value() or "" for bound in form}
    set_dates(article, by=cast.publisher, embargo_until=datetime(2090, 1, 1, tzinfo=UTC))
    send(cast, article, **sent, embargo_until="", expires_at="", review_on="2090-06-01")
    stored = Article.objects.get()
    assert (stored.embargo_until.year, stored.review_on.year) == (2090, 2090)


def test_no_embargo_is_laid_over_one_that_the_form_did_not_show(cast: Magazine, article: Article) -> None:
    sent = {bound.html_initial_name: bound.value() or "" for bound in DatesForm(article, cast.publisher)}
    set_dates(article, by=cast.editor, embargo_until=datetime(2090, 5, 5, 12, 0, 7, tzinfo=UTC))
    typed = {"embargo_until": "2090-01-01T12:00", "expires_at": "", "review_on": "2090-06-01"}
    answer = send(cast, article, **sent, **typed)
    assert answer.status_code == 409
    told = answer.content.decode()
    assert "editor changed this while your form stood open: embargo until 5 May 2090" in told
    assert all(f'value="{text}"' in told for text in ("2090-01-01T12:00", "2090-06-01"))
    assert Article.objects.get().review_on is None
    again = {name: answer.context["dates_form"].data[name] for name in sent}
    assert send(cast, article, **again, **typed).status_code == 200
    assert Article.objects.get().embargo_until == datetime(2090, 1, 1, 12, tzinfo=UTC)


def test_an_editor_has_no_field_for_the_expiry(cast: Magazine, article: Article) -> None:
    shown = client_of(cast.editor).get(page("article", "dates", article.pk)).content.decode()
    assert 'name="embargo_until"' in shown
    assert 'name="expires_at"' not in shown


def test_what_an_editor_may_not_set_is_refused_and_nothing_is_kept(cast: Magazine, article: Article) -> None:
    answer = send(cast, article, "editor", expires_at="2091-01-01T12:00", embargo_until="2090-01-01T12:00")
    assert answer.status_code == 403
    assert "You may not set these dates." in answer.content.decode()
    assert 'value="2090-01-01T12:00"' in answer.content.decode()
    assert Article.objects.get().embargo_until is None


def test_every_moment_that_the_desk_asks_for_names_its_zone_and_asks_which_is_meant(
    cast: Magazine, article: Article
) -> None:
    forms_of_moments = [AssignmentForm(article), DatesForm(article, cast.publisher)]
    forms_of_moments += [MoveForm(verb=verb) for verb in WORKFLOW if "moment" in verb.asks]
    moments = [bound for form in forms_of_moments for bound in form if isinstance(bound.field, forms.DateTimeField)]
    assert len(moments) == 4
    for bound in moments:
        assert isinstance(bound.field, MomentField)
        assert "UTC" in bound.help_text


@BERLIN
def test_a_time_that_comes_twice_is_asked_about() -> None:
    form = typed(moment=TWICE)
    (sentence,) = form.errors["moment"]
    assert sentence == (
        "This time comes twice, for clocks go back: choose 29 October 2090, 02:30 CEST or 29 October 2090, 02:30 CET."
    )
    field = str(form["moment"])
    assert f'value="{TWICE}"' in field
    assert 'name="moment-offset" value="+02:00"> 29 October 2090, 02:30 CEST' in field
    assert 'name="moment-offset" value="+01:00"> 29 October 2090, 02:30 CET' in field


@BERLIN
def test_a_time_that_never_comes_is_asked_about() -> None:
    (sentence,) = typed(moment=NEVER).errors["moment"]
    assert sentence == (
        "There is no such time, for clocks go forward: choose 26 March 2090, 01:30 CET or 26 March 2090, 03:30 CEST."
    )


@BERLIN
@pytest.mark.parametrize(
    ("local", "offset", "hour"),
    [(TWICE, "+02:00", 0), (TWICE, "+01:00", 1), (NEVER, "+01:00", 1), (NEVER, "+02:00", 0)],
)
def test_the_answer_is_taken(local: str, offset: str, hour: int) -> None:
    moment = typed(**{"moment": local, "moment-offset": offset}).cleaned_data["moment"].astimezone(UTC)
    assert (moment.hour, moment.minute) == (hour, 30)


@BERLIN
@pytest.mark.parametrize("offset", ["+05:00", "nonsense", ""])
def test_an_answer_that_makes_no_sense_is_asked_for_again(offset: str) -> None:
    assert "comes twice" in typed(**{"moment": TWICE, "moment-offset": offset}).errors["moment"][0]


@BERLIN
def test_an_answer_to_a_time_that_was_changed_since_means_nothing() -> None:
    form = typed(**{"moment": "2090-10-29T12:30", "moment-offset": "+02:00"})
    assert form.cleaned_data["moment"].astimezone(UTC).hour == 11
    assert "fieldset" not in str(form["moment"])


@BERLIN
@pytest.mark.parametrize(("hour", "offset"), [(0, "+02:00"), (1, "+01:00")])
def test_a_stored_moment_that_comes_twice_is_shown_with_its_answer(hour: int, offset: str) -> None:
    form = OneMoment(initial={"moment": datetime(2090, 10, 29, hour, 30, tzinfo=UTC)})
    assert f'value="{offset}" checked' in str(form["moment"])
    assert f'value="{TWICE}"' in str(form["moment"])


@pytest.mark.parametrize("nonsense", ["soon", "2090-13-45T99:99", ""])
def test_what_is_no_time_is_refused_and_stays(nonsense: str) -> None:
    form = typed(moment=nonsense)
    assert form.errors["moment"]
    assert nonsense in str(form["moment"])


LAST, FIRST = "9999-12-31T23:59", "0001-01-01T00:00"


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati"])
@pytest.mark.parametrize("moment", [LAST, FIRST, "2200-01-01T00:00", f"{LAST}-11:00", f"{FIRST}+14:00"])
def test_a_year_beyond_the_calendar_of_the_desk_is_refused_and_stays(
    cast: Magazine, article: Article, zone: str, moment: str
) -> None:
    client = client_of(cast.publisher)
    with override_settings(TIME_ZONE=zone):
        answers = [
            client.post(page("article", "dates", article.pk), {"embargo_until": moment, "expires_at": moment}),
            client.post(page("article", "assign", article.pk), {"planned_for": moment}),
            client.get(page("disclaimer", "carried"), {"article": str(article.pk), "moment": moment}),
        ]
    for answer in answers:
        assert answer.status_code == 200
        assert "Choose a year between 1900 and 2199." in answer.content.decode()
        assert f'value="{moment[:16]}' in answer.content.decode()
    assert Article.objects.get().expires_at is None


@pytest.mark.parametrize("screen", ["change", "dates", "assign", "calendar", "changelist", "export"])
def test_a_moment_from_another_zone_at_the_end_of_the_calendar_is_still_shown(
    cast: Magazine, article: Article, screen: str
) -> None:
    last = datetime(9999, 12, 31, 22, 59, tzinfo=UTC)
    Article.objects.update(expires_at=last, embargo_until=last, planned_for=last)
    of = [] if screen in ("calendar", "changelist", "export") else [article.pk]
    with override_settings(TIME_ZONE="Pacific/Kiritimati"):
        answer = client_of(cast.publisher).get(page("article", screen, *of))
        assert answer.status_code == 200
        shown = b"".join(answer) if answer.streaming else answer.content
    if of:
        assert b"9999" in shown
