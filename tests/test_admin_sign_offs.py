"""The panel of checks on an article's form: what is owed, how it stands, and the buttons that settle it."""

from copy import deepcopy
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.desk import proofing
from articles.desk.flagging import flag
from articles.desk.signing_off import sign
from articles.models import Article, Event, OwedCheck, SignOff
from articles.models.check import Flag
from tests.admin_forms import client_of, page
from tests.magazine import Magazine, person

PANEL = 'id="sign-offs"'


@pytest.fixture(scope="module")
def made(for_all: None) -> Magazine:
    return Magazine()


@pytest.fixture
def cast(made: Magazine, db: None) -> Magazine:
    return deepcopy(made)


@pytest.fixture(scope="module")
def approved(made: Magazine) -> Article:
    return made.approved("Eleven miles", now=timezone.now())


@pytest.fixture
def article(approved: Article, db: None) -> Article:
    """It owes the fact check, and the author's own approval."""
    OwedCheck.objects.create(check_name="facts", kind="opinion")
    OwedCheck.objects.create(check_name="author", kind="opinion")
    return deepcopy(approved)


def settle(
    client: Client, article: Article, check: str, deed: str, *, follow: bool = False, **given: Any
) -> HttpResponse:
    return client.post(page("article", "sign_off", article.pk, check, deed), {"seen": 1, **given}, follow=follow)


def panel(client: Client, article: Article) -> str:
    return panel_on(client.get(page("article", "change", article.pk)))


def panel_on(answer: HttpResponse) -> str:
    return answer.content.decode().partition(PANEL)[2].partition("</section>")[0]


def test_where_no_rule_asks_for_anything_there_is_no_panel_and_no_filter(cast: Magazine) -> None:
    client = client_of(cast.publisher)
    assert not panel(client, cast.draft())
    assert "waits for the check" not in client.get(page("article", "changelist")).content.decode()


def test_a_check_is_signed_off_by_its_button_and_told_on_the_panel(cast: Magazine, article: Article) -> None:
    client = client_of(cast.editor)
    shown = panel(client, article)
    assert "Owed, for its kind is opinion." in shown
    assert shown.count("Not signed off yet") == 2
    assert "Waive" not in shown
    told = settle(client, article, "facts", "sign", follow=True, note="Against the atlas")
    assert "Fact check: signed off." in told.content.decode()
    assert "Fact check: not signed off" not in told.content.decode()
    for words in ("by editor, revision 1", "Against the atlas", "checks/facts/take-back/"):
        assert words in panel_on(told)
    assert "checks/facts/" not in panel(client_of(cast.publisher), article)


def test_a_note_that_is_a_treatise_is_refused_and_stays(cast: Magazine, article: Article) -> None:
    answer = settle(client_of(cast.editor), article, "facts", "sign", note="x" * 2_001)
    assert answer.status_code == 409
    assert "A note may have 2000 characters. Shorten it." in answer.content.decode()
    assert "x" * 2_001 in answer.content.decode()
    assert not SignOff.objects.exists()


def test_a_voided_one_says_what_changed_and_by_whom(cast: Magazine, article: Article) -> None:
    sign(article, "facts", by=cast.editor, note="Against the atlas")
    cast.change(article, by=cast.publisher, headline="Twelve miles", now=timezone.now())
    shown = panel(client_of(cast.editor), article)
    assert "Owed anew" in shown
    assert "Since then publisher changed the text." in shown
    assert page("article", "compare", article.pk, "1", "2") in shown
    assert "Against the atlas" in shown


def test_it_is_taken_back_with_a_note_and_waived_with_a_reason(cast: Magazine, article: Article) -> None:
    editor, publisher = client_of(cast.editor), client_of(cast.publisher)
    settle(editor, article, "facts", "sign")
    shown = panel_on(settle(editor, article, "facts", "take-back", follow=True, note="A wrong map"))
    assert "editor took back what was said of revision 1" in shown
    assert "A wrong map" in shown
    assert settle(editor, article, "facts", "waive", note="In a hurry").status_code == 403
    assert settle(publisher, article, "facts", "waive", note="").status_code == 400
    settle(publisher, article, "facts", "waive", note="A poem has no facts")
    shown = panel(editor, article)
    assert "Waived" in shown
    assert "A poem has no facts" in shown
    history = editor.get(page("article", "history", article.pk)).content.decode()
    assert all(word in history for word in ("signed off", "took back a sign-off", "waived", "Fact check: A wrong map"))


def test_ones_own_is_taken_back_though_no_rule_asks_for_it_any_more(cast: Magazine, article: Article) -> None:
    client = client_of(cast.editor)
    settle(client, article, "facts", "sign")
    OwedCheck.objects.all().delete()
    address = page("article", "sign_off", article.pk, "facts", "take-back")
    shown = panel(client, article)
    assert "Fact check: signed off by you, though it is not owed any more." in shown
    assert f'href="{address}"' in shown
    assert not panel(client_of(cast.publisher), article)
    settle(client, article, "facts", "take-back")
    OwedCheck.objects.create(check_name="facts")
    told = client.get(page("article", "change", article.pk))
    assert "Fact check: taken back." in told.content.decode()
    assert "editor took back what was said of revision 1" in panel_on(told)


def test_a_refused_form_keeps_what_was_typed(cast: Magazine, article: Article) -> None:
    client = client_of(cast.editor)
    cast.change(article, by=cast.publisher, headline="Twelve miles", now=timezone.now())
    answer = settle(client, article, "facts", "sign", note="Against the atlas")
    assert answer.status_code == 409
    assert "publisher saved revision 2 while you were looking at an older one" in answer.content.decode()
    assert "Against the atlas" in answer.content.decode()
    answer = settle(client, article, "author", "sign", seen=2)
    assert answer.status_code == 400
    assert "How and when did the approval come?" in answer.content.decode()
    assert not SignOff.objects.exists()


def test_who_may_not_sign_and_what_does_not_exist(cast: Magazine, article: Article) -> None:
    assert settle(client_of(cast.contributor), article, "facts", "sign").status_code == 403
    assert settle(client_of(cast.editor), article, "legal", "sign").status_code == 403
    assert settle(client_of(cast.editor), article, "nothing", "sign").status_code == 404
    assert settle(client_of(cast.editor), article, "facts", "explode").status_code == 404
    shown = panel(client_of(cast.contributor), article)
    assert "Not signed off yet" in shown
    assert "<form" not in shown


def test_an_own_text_is_told_to_be_a_colleagues_to_judge(cast: Magazine, article: Article) -> None:
    OwedCheck.objects.update(needs_second=True)
    own = cast.approved("Mine", by=cast.editor)
    shown = panel(client_of(cast.editor), own)
    assert "The text is yours, so a colleague must judge it." in shown
    assert "/checks/" not in shown
    assert "/checks/" in panel(client_of(person("editor", "colleague")), own)


def test_marks_are_set_beside_the_text(cast: Magazine, article: Article) -> None:
    OwedCheck.objects.create(check_name="legal", flag=Flag.LEGAL_RISK)
    client, address = client_of(cast.editor), page("article", "flags", article.pk)
    told = client.post(address, {"flags": ["legal risk"], "note": "It names a minister"}, follow=True)
    assert "Kept: the marks on “Eleven miles”." in told.content.decode()
    assert "Owed, for it is marked: legal risk." in panel_on(told)
    assert Event.objects.first().note == "legal risk\nIt names a minister"
    assert client.post(address, {"flags": ["a good headline"], "note": "Typed"}).status_code == 400
    assert client.post(address, {"shown": ["legal risk"]}).status_code == 409
    client.post(address, {"shown": ["legal risk"], "note": "He is dead"})
    assert not article.flags.exists()
    assert client_of(cast.contributor).post(address, {}).status_code == 403


def test_a_form_of_marks_takes_away_none_that_it_did_not_show(cast: Magazine, article: Article) -> None:
    """A colleague marks the article while the form stands open: what their mark makes it owe, it owes still."""
    OwedCheck.objects.create(check_name="legal", flag=Flag.LEGAL_RISK)
    client, address = client_of(cast.editor), page("article", "flags", article.pk)
    opened = client.get(address).context["flags_form"]
    flag(article, [Flag.LEGAL_RISK], by=cast.publisher, note="It names a minister")
    for _click in range(2):
        client.post(address, {"flags": ["figures"], "shown": opened["shown"].value()})
    assert {mark.flag for mark in article.flags.all()} == {"legal risk", "figures"}
    assert "Owed, for it is marked: legal risk." in panel(client, article)
    assert Event.objects.first().note == "legal risk, rests on figures or studies"
    opened = client.get(address).context["flags_form"]
    assert 'type="hidden" name="shown" value="legal risk"' in str(opened["shown"])
    client.post(address, {"flags": ["figures"], "shown": opened["shown"].value(), "note": "He is dead"})
    assert {mark.flag for mark in article.flags.all()} == {"figures"}


def test_a_mark_that_comes_too_late_is_refused_with_what_was_typed(cast: Magazine) -> None:
    OwedCheck.objects.create(check_name="legal", flag=Flag.LEGAL_RISK)
    scheduled = cast.scheduled(moment=timezone.now() + timezone.timedelta(days=1), now=timezone.now())
    answer = client_of(cast.editor).post(
        page("article", "flags", scheduled.pk), {"flags": ["legal risk"], "note": "It names a minister"}
    )
    assert answer.status_code == 409
    assert "a mark would not stop it" in answer.content.decode()
    assert "It names a minister" in answer.content.decode()


def test_the_list_is_narrowed_by_the_check_that_it_waits_for(cast: Magazine, article: Article) -> None:
    cast.approved("An analysis", kind="analysis")
    client = client_of(cast.editor)

    def listed() -> set[str]:
        with CaptureQueriesContext(connection) as queries:
            found = client.get(page("article", "changelist"), {"check": "facts"}).context["cl"].result_list
        assert not [query["sql"] for query in queries if "COUNT(" in query["sql"].upper()]
        return {str(each) for each in found}

    assert "waits for the check" in client.get(page("article", "changelist")).content.decode()
    assert listed() == {"Eleven miles"}
    sign(article, "facts", by=cast.editor)
    assert listed() == set()
    assert client.get(page("article", "changelist"), {"check": "nonsense"}).status_code in (200, 302)


def test_the_front_page_tells_what_waits_to_be_signed_off(cast: Magazine, article: Article) -> None:
    front = client_of(cast.editor).get("/admin/").content.decode()
    assert "to sign off" in front
    sign(article, "facts", by=cast.editor)
    sign(article, "author", by=cast.editor, note="By telephone")
    assert "to sign off" not in client_of(cast.editor).get("/admin/").content.decode()


def test_a_proof_link_can_ask_for_the_authors_own_approval(cast: Magazine, article: Article) -> None:
    client = client_of(cast.editor)
    address = page("article", "proof_links", article.pk)
    form = client.get(address).context["link_form"]
    assert [value for value, _label in form.fields["signs"].choices] == ["", "facts", "author"]
    assert form["signs"].value() == "author"
    given = {"name": "Ada Brandt", "days": "7", "signs": "author"}
    made = client.post(address, given)
    assert "signs off: Author’s own approval" in made.content.decode()
    token = made.context["address"].rstrip("/").rpartition("/")[2]
    shown = Client().get(f"/proof/{token}/")
    assert "To approve it is to sign this off for the magazine: Author’s own approval." in shown.content.decode()
    proofing.answer(article.proof_links.get(), "approve_proof", seen=1)
    assert "by Ada Brandt, revision 1" in panel(client, article)
    assert (
        "signs"
        not in client.get(page("article", "proof_links", cast.draft(kind="analysis").pk)).context["link_form"].fields
    )


def test_a_link_that_signs_nothing_off_says_so_to_its_person_and_to_the_desk(cast: Magazine, approved: Article) -> None:
    """Its maker rewrote the text, so a second person must judge it; the approval is kept all the same."""
    OwedCheck.objects.create(check_name="facts", needs_second=True)
    article = deepcopy(approved)
    link, token = proofing.make_link(article, by=cast.editor, name="A historian", signs="facts")
    cast.change(article, by=cast.editor, headline="Twelve miles", now=timezone.now())
    shown = Client().get(f"/proof/{token}/")
    idle = "Your approval reaches the desk, but does not sign this off at present"
    assert idle in shown.content.decode()
    assert "To approve it is to sign this off" not in shown.content.decode()
    told = Client().post(f"/proof/{token}/", {"answer": "approve_proof", "shown": shown.context["shown"]})
    assert idle in told.content.decode()
    assert link.answers.get().verb == "approve_proof"
    listed = client_of(cast.publisher).get(page("article", "proof_links", article.pk)).content.decode()
    assert "It signed nothing off: the text was by editor, who made the link, or on legal hold." in listed
    assert "Not signed off yet" in panel(client_of(cast.publisher), article)


def test_rules_are_kept_by_publishers_and_looked_at_by_editors(cast: Magazine) -> None:
    publisher, editor = client_of(cast.publisher), client_of(cast.editor)
    rule = {"check_name": "legal", "kind": "", "topic": cast.sea.pk, "flag": "", "needs_second": "on"}
    assert publisher.post(page("owedcheck", "add"), rule).status_code == 302
    kept = OwedCheck.objects.get()
    assert Event.objects.first().about == "Owed check “Legal: it is on “The sea””"
    assert "it is on “The sea”" in editor.get(page("owedcheck", "changelist")).content.decode()
    assert editor.post(page("owedcheck", "change", kept.pk), rule).status_code == 403
    publisher.post(page("owedcheck", "change", kept.pk), {**rule, "topic": ""})
    assert "every article owes it" in Event.objects.first().about
    publisher.post(page("owedcheck", "delete", kept.pk), {"post": "yes"})
    assert not OwedCheck.objects.exists()
    assert Event.objects.first().verb == "delete"


def test_the_form_asks_no_more_where_more_was_signed(cast: Magazine, article: Article) -> None:
    client = client_of(cast.editor)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page("article", "change", article.pk)).status_code == 200
        return len(queries)

    flag(article, [Flag.FIGURES], by=cast.editor)
    sign(article, "facts", by=cast.editor)
    cost()
    few = cost()
    for number in range(3):
        cast.change(article, headline=f"{number} miles", now=timezone.now())
        sign(article, "facts", by=cast.editor)
    assert cost() <= few + 2
