"""THE table of what can be seen at the desk: every address that answers with a page, in all that it can look like."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.desk import assigning, buffering, filtering, flagging, noting, proofing, replying, signing_off, verbs
from articles.desk.arranging import arrange
from articles.desk.editions import schedule
from articles.desk.errands import apply
from articles.desk.holding import place_hold
from articles.desk.illustrating import add_picture
from articles.desk.imprinting import imprint
from articles.desk.pages import publish, write
from articles.models import (
    Author,
    Image,
    Imprint,
    Letter,
    ManuscriptFile,
    MenuLink,
    OwedCheck,
    PageEdition,
    Series,
    Slot,
    Synonym,
)
from articles.models.check import Flag
from tests.admin_forms import filled
from tests.at_the_door import PASSWORD, with_app, with_codes
from tests.bodies import WHOLE
from tests.magazine import Magazine, picture, reword
from tests.test_admin_reach import ROUTES

Then = Callable[[Page], None]
BODY = "[aria-label=Body]"
MANUSCRIPT = b"Who owns a strait\n\nA strait is a road that nobody built.\n\nAda Brandt\n"


class Rows:
    """A row for each word that the table takes into an address."""

    def __init__(self, cast: Magazine) -> None:
        self.cast, self.today = cast, timezone.now()
        self.author, self.topic, self.disclaimer = cast.ada, cast.sea, cast.views
        self.wording = cast.views.wordings.get()
        self.series = Series.objects.create(name="Straits", slug="straits", description="In three parts.")
        self.image = add_picture(picture(400, 300), "sea.png", by=cast.publisher, alt="The sea", credit="A. B.")
        add_picture(picture(colour="red"), "door.png", by=cast.publisher)
        Synonym.objects.create(topic=cast.sea, name="Oceans")
        self.user, self.group = cast.publisher, Group.objects.get(name="editor")
        self.root = User.objects.create_superuser("root")
        self.away = User.objects.create_user("away", is_active=False, is_staff=True)
        self.of_articles(self.today)
        self.of_the_desk(self.today)

    def of_articles(self, now: datetime) -> None:
        cast = self.cast
        body = WHOLE.replace('data-image="4"', f'data-image="{self.image.pk}"').replace("<p><a", "<p>See <a")
        live = cast.live("The narrow sea", body=body, image=self.image, authors=[cast.ada, cast.bao], now=before(now))
        self.article = cast.change(live, now=now, headline="The narrower sea", body=f"{body}<p>More.</p>")
        self.draft = cast.draft("Half a thought", by=cast.editor, topics=[], authors=[], disclaimers=[], now=now)
        self.own = cast.draft("One of mine", by=cast.contributor, now=now)
        self.review = cast.in_review("Asked for", by=cast.contributor, now=now)
        self.approved = cast.approved("Ready to go", now=now)
        self.scheduled = cast.scheduled("Tomorrow", moment=now + timedelta(days=1), now=now)
        cast.withdrawn("A forged letter", now=before(now))
        self.held = cast.live("As it stands", by=cast.editor, now=before(now))
        place_hold(self.held, by=cast.publisher, reason="A suit", now=now)
        self.discarded = cast.draft("Sent twice", by=cast.editor, now=now)
        verbs.discard(self.discarded, by=cast.editor, note="It came twice")
        assigning.assign(self.draft, by=cast.editor, assignee=cast.publisher, due=before(now).date(), planned_for=now)

    def of_the_desk(self, now: datetime) -> None:
        cast, live = self.cast, self.article
        note = noting.write_note(live, by=cast.editor, text="Nine miles, @publisher.", quotation="More.")
        noting.reply(note, by=cast.publisher, text="Eleven.")
        noting.resolve(noting.write_note(live, by=cast.editor, text="Whose?"), by=cast.editor)
        self.link, self.token = proofing.make_link(live, by=cast.editor, name="Ada Brandt", email="ada@example.org")
        closed, self.closed_token = proofing.make_link(live, by=cast.editor, name="Bao Lin")
        proofing.revoke(closed, by=cast.editor)
        Image.objects.filter(pk=self.image.pk).update(licence_until=before(now).date())
        days = {"received_on": now.date(), "deadline": before(now).date() + timedelta(days=1)}
        told = {"asked_by": "Captain Sarn", "contact": "4 Quay Street", "by": cast.editor, **days}
        contested = ("Nine miles.", "Four of them.")
        self.asked, self.granted = (replying.take_in(live, contested=said, **told) for said in contested)
        cast.draft("It is eleven", reply_to=live, by=cast.editor, now=now)
        replying.decide(self.granted, "granted", by=cast.publisher)
        self.revision, self.event = live.newest(), live.events.first()
        self.manuscriptfile = ManuscriptFile.objects.create(
            article=live, file=ContentFile(b"As it came.", "a.txt"), name="a.txt", checksum="0" * 64, received=now
        )
        self.letter = Letter.objects.create(to=cast.editor, subject="A note for you", made=now, due=now)
        door = Image.objects.get(name="door.png")
        slots = [Slot(article=live, image=door), Slot(article=self.scheduled), Slot(topic=self.topic, size=3)]
        for seen, headline in enumerate(("", "A headline of its own")):
            slots[0].headline = headline
            arrange(slots, by=cast.editor, seen=seen, note=headline, now=now)
        schedule(by=cast.publisher, seen=2, moment=now + timedelta(days=1), now=now)
        self.about = write(PageEdition(title="About us", body="<p>Small.</p>"), by=cast.editor, seen=None).page
        publish(self.about, by=cast.publisher, seen=1)
        imprint(Imprint(name="The Meridian Review"), [MenuLink(kind="opinion")], by=cast.publisher, seen=0)
        self.errand = apply(self.disclaimer, by=cast.publisher, reason="New words", adds=True, rewords=True)
        reword(cast.views, "Newer words than those that are printed.")
        self.of_checks()
        self.filter = filtering.keep_filter(by=cast.publisher, name="My sea", query="q=sea", shared=True)
        for number, article in enumerate((live, None)):
            typed = {name: [str(value)] for name, value in filled(live, headline="Typed and not saved").items()}
            buffering.keep(article, typed, by=cast.publisher, sheet=f"sheet {number}")
        self.person_with_app = cast.editor
        with_app(cast.editor)
        with_codes(cast.editor)
        for row in (self.author, self.topic, self.disclaimer, self.series, self.image, self.user, self.group):
            LogEntry.objects.log_actions(self.root.pk, [row], CHANGE, "As it should be.", single_object=True)
        Author.objects.bulk_create(Author(name=f"Author {number}", slug=f"author-{number}") for number in range(100))

    def of_checks(self) -> None:
        """On one article each way in which a check can stand."""
        cast, review = self.cast, self.review
        for name in ("facts", "copy", "legal", "author"):
            self.owedcheck = OwedCheck.objects.create(check_name=name, flag=Flag.FIGURES, needs_second=name == "legal")
        flagging.flag(review, [Flag.FIGURES], by=cast.editor, note="Tolls since 1857")
        signing_off.sign(review, "facts", by=cast.editor, note="Against the atlas")
        signing_off.sign(review, "copy", by=cast.publisher)
        signing_off.take_back(review, "copy", by=cast.publisher, note="Not yet")
        cast.change(review, by=cast.publisher, headline="Asked for twice", now=self.today)
        signing_off.waive(review, "author", by=cast.publisher, note="Travelling, and content by telephone")

    def key(self, word: str) -> Any:
        """The key of the row that the word names; else the word is meant as it is."""
        row = getattr(self, word, word)
        return row.pk if isinstance(row, Model) else row


def before(now: datetime) -> datetime:
    return now - timedelta(days=1)


@dataclass(frozen=True)
class Sight:
    """What stands at an address as ``who`` sees it; ``takes`` are its arguments, words apart.

    A page that answers a form begins at another address, ``by``, which then is what takes the words. What is done there
    before one looks may provoke the complaints that hold these words, which a test elsewhere is about. Where it opens
    something over a page that another line is about, one looks ``within`` that alone.
    """

    route: str
    takes: str = ""
    query: str = ""
    who: str = "publisher"
    then: Then = lambda page: None
    by: str = ""
    provokes: str = ""
    within: str = ""

    def address(self, rows: Rows) -> str:
        begin = self.by or self.route
        path = begin if begin.startswith("/") else reverse(f"admin:{begin}", args=self.given(rows))
        return path.format(rows=rows) + self.query.format(rows=rows)

    def given(self, rows: Rows) -> list[Any]:
        return [rows.key(word) for word in self.takes.split()]


def press(name: str) -> Then:
    return lambda page: page.get_by_role("button", name=name, exact=True).first.click()


TYPE = """(field, value) => {
  if (field.matches("input")) field.type = "text"
  field.value = value
}"""
"""Also what a picker of dates would not take."""


def typed(**fields: str) -> Then:
    def type_and_send(page: Page) -> None:
        for name, value in fields.items():
            page.locator(f"[name={name}]").first.evaluate(TYPE, value)
        page.locator("#content :is(.submit-row, form) :is(input[type=submit], button:not([type=button]))").first.click()

    return type_and_send


def in_turn(*deeds: Then) -> Then:
    def do(page: Page) -> None:
        for deed in deeds:
            deed(page)

    return do


def opened(page: Page) -> None:
    """The form of an article, when its editor is there."""
    expect(page.locator(BODY)).to_be_visible(timeout=10_000)


def kept_without_a_name(page: Page) -> None:
    page.locator(".keep-filter > summary").click()
    page.locator(".keep-filter [name=name]").evaluate("field => field.form.noValidate = true")
    page.locator(".keep-filter form button").click()


def with_the_link_dialog(page: Page) -> None:
    opened(page)
    page.locator(BODY).press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("option").first).to_be_visible()


def with_the_picture_chooser(page: Page) -> None:
    opened(page)
    page.get_by_role("button", name="Choose a picture…").click()
    expect(page.get_by_role("dialog").get_by_role("listitem")).to_have_count(2)


def with_an_open_list(page: Page) -> None:
    opened(page)
    page.locator("#id_placements-0-topic + .select2 .select2-selection").click()
    expect(page.locator(".select2-results__option").first).to_contain_text("Borders")


def alone(page: Page) -> None:
    opened(page)
    page.locator(BODY).press("Control+Shift+Enter")
    expect(page.locator(".prose-editor.alone")).to_be_visible()


def with_errors(page: Page) -> None:
    opened(page)
    page.locator("[name=note]").evaluate("field => { field.maxLength = 999; field.value = 'x'.repeat(999) }")
    press("Save")(page)
    expect(page.locator(".field-note .errorlist")).to_be_visible()


def saved_too_late(page: Page) -> None:
    opened(page)
    page.locator("[name=version]").evaluate("field => field.value = 1")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_role("heading", name="Somebody else saved")).to_be_visible()


def previewed(page: Page) -> None:
    opened(page)
    page.locator(".preview-button").evaluate("button => button.formTarget = '_self'")
    page.locator(".preview-button").click()
    page.wait_for_url("**/preview/")


def arranged_too_late(page: Page) -> None:
    page.locator("#id_seen").evaluate("field => field.value = 99")
    press("Keep")(page)
    expect(page.get_by_role("link", name="Take theirs")).to_be_visible()


def without_a_place(page: Page) -> None:
    page.locator("[name=article-0-ORDER], [name=section-0-size]").evaluate_all(
        "fields => fields.forEach(field => field.value = 99)"
    )


def previewed_front(page: Page) -> None:
    page.get_by_role("button", name="Preview").evaluate("button => button.formTarget = '_self'")
    press("Preview")(page)
    page.wait_for_url("**/preview/")


def with_two_manuscripts(page: Page) -> None:
    files = [("strait.txt", MANUSCRIPT), ("empty.txt", b" ")]
    page.get_by_label("Files").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in files]
    )
    page.get_by_role("button", name="Take in").click()
    expect(page.locator(".was-refused")).to_have_count(1)


def answered(page: Page) -> None:
    page.get_by_label("I ask for changes").check()
    page.get_by_label("Your note").fill("Nine miles.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def with_all_chosen(action: str) -> Then:
    def choose(page: Page) -> None:
        page.locator("#action-toggle, .action-select").filter(visible=True).first.check()
        page.locator("[name=action]").select_option(action)
        page.locator("#changelist .actions button").click()

    return choose


def with_fresh_pictures(page: Page) -> None:
    files = [("blue.png", picture(colour="blue")), ("drawing.svg", b"<svg/>")]
    page.locator("[name=files]").set_input_files(
        [{"name": name, "mimeType": "image/png", "buffer": data} for name, data in files]
    )
    expect(page.get_by_role("region", name="drawing.svg")).to_be_visible()
    expect(page.get_by_role("region", name="blue.png")).to_be_visible()


def logged_in_halfway(page: Page) -> None:
    typed(username="editor", password=PASSWORD)(page)
    page.get_by_text("No phone at hand?").click()


RECORDS = tuple(f"articles_{name}" for name in ("event", "revision", "manuscriptfile", "letter"))
LIBRARY = tuple(f"articles_{name}" for name in ("author", "topic", "disclaimer", "series", "image"))


def stock(model: str, *names: str, who: str = "publisher") -> list[Sight]:
    """Pages that every model has."""
    row = model.partition("_")[2]
    return [Sight(f"{model}_{name}", "" if name in ("changelist", "add") else row, who=who) for name in names]


SIGHTS: dict[str, list[Sight]] = {
    "the lists and the door": [
        Sight("index"),
        Sight("index", who="contributor"),
        Sight("index", who="other_contributor"),
        Sight("app_list", "articles"),
        Sight("articles_article_changelist"),
        Sight("articles_article_changelist", who="contributor"),
        Sight("articles_article_changelist", who="other_contributor"),
        Sight("articles_article_changelist", query="?q=nowhere"),
        Sight("articles_article_changelist", query="?q=sea&stage__exact=draft&_facets=True"),
        Sight("articles_article_changelist", then=with_all_chosen("submit")),
        Sight("articles_article_calendar"),
        Sight("articles_article_calendar", query="?week={rows.today:%G-W%V}"),
        Sight("articles_article_calendar", query="?month=1900-13"),
        Sight("articles_article_plan", query="?day=2026-11-23"),
        Sight("articles_article_plan", query="?day=never"),
        Sight("articles_article_trash"),
        Sight("articles_article_trash", who="other_contributor"),
        Sight("articles_article_filters"),
        Sight("articles_article_filters", who="other_contributor"),
        Sight("articles_article_mend_filter", by="articles_article_filters", then=typed(name=" ")),
        Sight(
            "articles_article_keep_filter",
            query="?kind__exact=opinion",
            by="articles_article_changelist",
            then=kept_without_a_name,
        ),
        Sight("articles_article_manuscripts"),
        Sight("articles_article_manuscripts", then=with_two_manuscripts),
        Sight("articles_article_manuscripts", then=press("Take in")),
        Sight("articles_wish_changelist"),
        Sight("articles_edition_changelist"),
        Sight("articles_edition_changelist", who="editor"),
        Sight("articles_edition_changelist", then=arranged_too_late, provokes="answered 409"),
        Sight("articles_edition_changelist", then=in_turn(without_a_place, press("Keep"))),
        Sight("articles_edition_proof", "1"),
        Sight("articles_revision_as_it_stood"),
        Sight(
            "articles_revision_as_it_stood",
            query="?address=/nowhere/at/all&at=2026-03-02T12:00",
            provokes="answered 400",
        ),
        Sight("articles_revision_as_it_stood", query="?address=/articles/&at=2026-03-02T12:00"),
        Sight("articles_replyrequest_changelist"),
        Sight("articles_replyrequest_changelist", who="editor"),
        Sight("articles_replyrequest_add", "article"),
        Sight("articles_replyrequest_add", "article", then=press("Keep")),
        Sight("articles_replyrequest_change", "asked"),
        Sight("articles_replyrequest_change", "granted"),
        Sight("articles_replyrequest_change", "asked", who="editor"),
        Sight("articles_page_changelist"),
        Sight("articles_page_changelist", who="editor"),
        Sight("articles_page_add"),
        Sight("articles_page_add", then=press("Keep")),
        Sight("articles_page_change", "about"),
        Sight("articles_page_change", "about", then=typed(seen="0"), provokes="answered 409"),
        Sight("articles_page_proof", "about 1"),
        Sight("articles_imprint_changelist"),
        Sight("articles_imprint_changelist", then=press("Publish now")),
        Sight("articles_imprint_changelist", then=in_turn(typed(name=" "), press("Publish now"))),
        Sight("articles_edition_preview", by="articles_edition_changelist", then=previewed_front),
        Sight("login", who=""),
        Sight("login", who="", then=press("Log in")),
        Sight("login_code", who="", by="login", then=logged_in_halfway),
        Sight("login_code", who="", by="login", then=in_turn(logged_in_halfway, press("Log in"))),
        Sight("logout", who="other_contributor", by="index", then=press("Log out")),
        Sight("password_change"),
        Sight("password_change", then=press("Change my password")),
        Sight("password_change_done"),
        Sight("second_factor"),
        Sight("second_factor", who="editor"),
        Sight("second_factor_set_up"),
        Sight("second_factor_set_up", then=typed(code="0")),
        Sight("second_factor_set_up", who="editor"),
        Sight("second_factor_codes", who="editor"),
        Sight("second_factor_codes", who="editor", then=typed(password=PASSWORD)),
        Sight("second_factor_off", who="editor"),
        Sight("second_factor_reset", "person_with_app"),
        Sight("/admin/nowhere/"),
        Sight("articles_article_changelist", query="?_popup=%00&p=x"),
        Sight("articles_article_change", "article", query="?_to_field=nothing"),
        Sight("auth_user_changelist"),
    ],
    "articles": [
        Sight("articles_article_add", then=opened),
        Sight("articles_article_add", then=with_errors),
        Sight("articles_article_change", "article", then=opened),
        Sight("articles_article_change", "article", then=with_the_link_dialog, within="dialog[open]"),
        Sight("articles_article_change", "article", then=with_the_picture_chooser, within="dialog[open]"),
        Sight("articles_article_change", "draft", then=with_an_open_list, within=".select2-container"),
        Sight("articles_article_change", "draft", then=alone, within=".prose-editor"),
        Sight("articles_article_change", "own", who="contributor", then=opened),
        Sight("articles_article_change", "review", who="contributor"),
        Sight("articles_article_change", "scheduled", then=opened),
        Sight("articles_article_change", "discarded"),
        Sight("articles_article_change", "article", then=saved_too_late),
        Sight("articles_article_change", "article", query="?buffer=1", then=opened),
        Sight("articles_article_preview", "approved", by="articles_article_change", then=previewed),
        Sight("articles_article_new_preview", by="articles_article_add", then=previewed),
        Sight("articles_article_history", "article"),
        Sight("articles_article_history", "draft"),
        *(Sight("articles_article_move", f"approved {verb}") for verb in ("publish", "schedule", "ask_for_changes")),
        Sight("articles_article_move", "approved schedule", then=typed(moment="")),
        Sight("articles_article_move", "article withdraw"),
        Sight("articles_article_move", "article withdraw", then=typed(note=" ")),
        Sight("articles_article_move", "draft discard"),
        Sight("articles_article_delete", "article"),
        Sight("articles_article_move", "article restore", query="?revision=1"),
        Sight("articles_article_compare", "article 1 now"),
        Sight("articles_article_compare", "article 1 now", query="?view=inline"),
        Sight("articles_article_compare", "article 2 now"),
        Sight("articles_article_notes", "article"),
        Sight("articles_article_notes", "draft"),
        Sight("articles_article_assign", "draft"),
        Sight("articles_article_assign", "draft", then=typed(due="never")),
        Sight("articles_article_hold", "article place"),
        Sight("articles_article_hold", "held lift", then=press("Lift the legal hold")),
        Sight("articles_article_change", "held"),
        Sight("articles_article_owing", "article disclaimer waive"),
        Sight("articles_disclaimer_carried"),
        Sight("articles_disclaimer_wording", "wording"),
        Sight("articles_disclaimer_apply", "disclaimer"),
        Sight("articles_disclaimer_apply", "disclaimer", then=press("Begin")),
        Sight("articles_disclaimer_errand", "errand"),
        Sight("articles_author_carry_name", "author"),
        Sight("articles_article_owing", "article disclaimer waive", then=press("Waive “Views”")),
        Sight("articles_article_dates", "draft"),
        Sight("articles_article_dates", "draft", then=typed(review_on="never", embargo_until="2001-01-01T12:00")),
        Sight("articles_article_change", "review", then=opened),
        Sight("articles_article_flags", "review"),
        Sight("articles_article_sign_off", "review copy sign"),
        Sight("articles_article_sign_off", "review facts waive", then=typed(note="")),
        Sight("articles_article_sign_off", "review author take-back"),
        Sight("articles_article_proof_links", "review"),
        Sight("articles_article_buffer", "article"),
        Sight("articles_article_buffer", "draft"),
        Sight("articles_article_new_buffer"),
        Sight("articles_article_proof", "article 2"),
        Sight("articles_article_proof_links", "article"),
        Sight("articles_article_proof_links", "draft", then=typed(name="Ada Brandt", email="ada@example.org")),
        Sight("articles_article_proof_links", "draft", then=typed(name="")),
        Sight("/proof/{rows.token}/", who=""),
        Sight("/proof/{rows.token}/", who="", then=press("Send the answer")),
        Sight("/proof/{rows.token}/", who="", then=answered),
        Sight("/proof/{rows.closed_token}/", who=""),
    ],
    "the library": [
        *(sight for name in LIBRARY for sight in stock(name, "add", "change", "history", "delete", "used")),
        *(Sight(f"{name}_changelist", query="?p=2" if name == "articles_author" else "") for name in LIBRARY),
        *(Sight(f"{name}_changelist", query="?q=nowhere") for name in LIBRARY if name != "articles_disclaimer"),
        *(Sight(f"{name}_change", name.partition("_")[2], who="contributor") for name in LIBRARY),
        *(Sight(f"{name}_add", then=press("Save")) for name in LIBRARY if name != "articles_image"),
        Sight("articles_disclaimer_changelist", query="?purpose__exact=views"),
        *stock("articles_owedcheck", "changelist", "add", "change", "history", "delete"),
        Sight("articles_author_changelist", query="?_popup=1&p=2"),
        Sight("articles_topic_add", query="?_popup=1"),
        Sight("articles_topic_changelist", then=with_all_chosen("delete_selected")),
        Sight("articles_image_changelist", then=with_all_chosen("delete_selected")),
        Sight("articles_image_changelist", then=with_fresh_pictures, provokes="answered 422"),
        Sight("articles_image_licences"),
        Sight("articles_author_real_name", "author"),
        Sight("articles_author_real_name", "author", then=in_turn(typed(email="nobody"))),
        Sight("articles_topic_merge"),
        Sight("articles_author_forget", "author"),
        Sight("articles_author_merge", query="?row={rows.cast.ada.pk}&q=Bao"),
        Sight("articles_author_merge", query="?row={rows.cast.ada.pk}&row={rows.cast.bao.pk}"),
    ],
    "records and accounts": [
        *(sight for name in RECORDS for sight in stock(name, "changelist", "change", "history", who="root")),
        Sight("articles_event_changelist", query="?who=nobody&what=publish"),
        Sight("articles_event_changelist", query="?since=never"),
        Sight("articles_revision_changelist", query="?q=nowhere"),
        Sight("articles_event_changelist", who="contributor"),
        *stock("auth_user", "changelist", "add", "change", "history", "delete", who="root"),
        *stock("auth_group", "changelist", "add", "change", "history", "delete", who="root"),
        Sight("auth_user_change", "user", who="root", then=typed(username="")),
        Sight("auth_user_add", who="root", then=press("Save")),
        Sight("auth_user_changelist", query="?is_active__exact=0&_facets=True", who="root"),
        Sight("auth_user_changelist", who="root", then=with_all_chosen("delete_selected")),
        Sight("auth_user_password_change", "user", who="root"),
        Sight("auth_user_password_change", "user", who="root", then=press("Change password")),
        Sight("auth_user_switch", "user deactivate", who="root"),
        Sight("auth_user_switch", "away reactivate", who="root"),
        Sight("auth_user_forget", "user", who="root"),
    ],
}
REFUSED = {name for name, rule in ROUTES.items() if rule == "nobody"} - {"articles_article_delete"}
NO_PAGES = {
    "jsi18n": "a script",
    "autocomplete": "JSON",
    "articles_article_links": "JSON",
    "articles_image_choose": "JSON",
    "articles_article_export": "a table for spreadsheets",
    "articles_manuscriptfile_original": "a file",
    "articles_image_picture": "leads to a file",
    "articles_article_filter": "leads to the list",
    "articles_article_choose": "leads to a comparison",
    "articles_edition_restore": "leads to the front page",
    **{f"articles_replyrequest_{name}": "leads to the request" for name in ("decide", "reply", "clear")},
    "articles_imprint_restore": "leads to the screen of the magazine",
    "articles_page_restore": "leads to the form of the page",
    "articles_page_withdraw": "leads to the form of the page",
    "articles_page_unschedule": "leads to the form of the page",
    "articles_edition_unschedule": "leads to the front page",
    "articles_article_presence": "JSON",
    "articles_article_note": "leads to the notes",
    "articles_article_discard": "leads to the form",
    "articles_article_new_discard": "leads to the form",
    "articles_article_revoke": "leads to the proof links",
    "log_out_everywhere": "leads to the login",
    **{
        name: "refused to everybody"
        for name, rule in ROUTES.items()
        if rule == "nobody" and name != "articles_article_delete"
    },
}
"""Addresses without a page of their own, and what is there instead."""
