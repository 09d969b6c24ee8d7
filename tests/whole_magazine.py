"""A small magazine with everything in it: each verb was used, each table of the record has a row."""

from datetime import timedelta
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.desk import addressing, arranging, editions, pages, replying, verbs, waiving
from articles.desk.assigning import assign
from articles.desk.correcting import Change
from articles.desk.dating import set_dates
from articles.desk.deleting import delete
from articles.desk.disguising import disguise
from articles.desk.errands import apply
from articles.desk.filtering import keep_filter
from articles.desk.flagging import flag
from articles.desk.holding import lift_hold, place_hold
from articles.desk.illustrating import add_picture
from articles.desk.imprinting import imprint
from articles.desk.intake import take_in
from articles.desk.looking import look
from articles.desk.mailing import wish
from articles.desk.merging import merge
from articles.desk.noting import reply, resolve, write_note
from articles.desk.proofing import answer, make_link, revoke
from articles.desk.requiring import require
from articles.desk.sharing import draw_share
from articles.desk.signing_off import sign, take_back, waive
from articles.models import (
    Article,
    Author,
    Declaration,
    Imprint,
    MenuLink,
    OwedCheck,
    PageEdition,
    Revision,
    Series,
    Slot,
    Topic,
)
from articles.models.check import Flag
from tests.magazine import BODY, NOW, SILENTLY, UPDATED, Magazine, at, picture

MANUSCRIPT = "\n\n".join(
    [
        "The second door",
        "The customs house at Port Sable has two doors, and for most of a century nobody used the second.",
        "It faces the water. It was built for ships that were too proud to send a clerk ashore.",
        "Imre Castellan",
        "Imre Castellan keeps the harbour records. He can be reached at imre@example.org",
    ]
).encode()
ODD = "<p>Nähe, “quotes”, &lt;angles&gt; &amp; \u2028 \u202bحقیقت\u202c 🜁.</p>"


def build() -> Magazine:
    """The magazine as of three days after NOW."""
    cast = Magazine()
    User.objects.filter(pk=cast.editor.pk).update(email="editor@example.org", first_name="Edit", last_name="Ör")
    articles = _articles(cast)
    _corrections(cast, articles)
    _topics_and_authors(cast)
    _beside(cast, articles["draft"])
    _front(cast, articles["live"])
    _accounts(cast)
    return cast


def _articles(cast: Magazine) -> dict[str, Article]:
    image = add_picture(picture(), "sea.png", by=cast.editor, alt="The sea", credit="A. Painter")
    series = Series.objects.create(name="Straits", slug="straits", description="In parts.")
    addressing.claim(series, "straits")
    shown = f'{BODY}{ODD}<figure data-image="{image.pk}"><figcaption>Ships</figcaption></figure>'
    made = {
        "draft": cast.draft("Never seen", body=BODY + ODD),
        "live": cast.live("Seen by all", body=shown, image=image, series=series, part=1),
    }
    linked = f'{BODY}<p><a href="article:{made["live"].pk}">See there</a>.</p>'
    cast.live("A reply", reply_to=made["live"], body=linked, authors=[cast.ada, cast.bao], now=at(1))
    cast.scheduled("Still to come", moment=at(24 * 400), now=at(1))
    cast.withdrawn("Gone again", now=at(2))
    cast.in_review("Being read")
    expiring = cast.draft("Here for a day")
    set_dates(expiring, by=cast.publisher, expires_at=at(24), review_on=NOW.date(), now=NOW)
    for verb, by in (("submit", cast.editor), ("approve", cast.editor), ("publish", cast.publisher)):
        verbs.VERBS[verb](expiring, by=by, now=at(1))
    _back_and_forth(cast)
    for revision in Revision.objects.live(at=at(3))[:2]:
        draw_share(revision)
    take_in(MANUSCRIPT, "Castellan.txt", by=cast.editor, now=at(3))
    return made


def _back_and_forth(cast: Magazine) -> None:
    """Every verb that takes a step back."""
    article = cast.in_review("Back and forth")
    verbs.take_back(article, by=cast.editor, now=at(1))
    verbs.submit(article, by=cast.editor, now=at(2))
    verbs.ask_for_changes(article, by=cast.editor, note="Who says so?", now=at(3))
    cast.change(article, headline="Back and forth, again", now=at(4))
    verbs.restore(Article.objects.get(pk=article.pk), article.revisions.get(number=1), by=cast.editor, now=at(5))
    cast.approve_again(article, now=at(6))
    verbs.schedule(article, by=cast.publisher, moment=at(100), now=at(7))
    verbs.unschedule(article, by=cast.publisher, now=at(8))
    binned = cast.draft("Thrown away")
    verbs.discard(binned, by=cast.editor, now=at(1))
    verbs.recover(binned, by=cast.editor, now=at(2))
    verbs.discard(binned, by=cast.editor, now=at(3))
    waived = cast.draft("Without the usual words", now=at(1))
    waiving.waive(waived, cast.views, by=cast.publisher, reason="It is a eulogy.", now=at(2))
    contested = {
        "asked_by": "A shipping line",
        "contested": "The tolls.",
        "received_on": NOW.date(),
        "deadline": NOW.date(),
    }
    replying.take_in(cast.live("Who pays", now=at(1)), by=cast.editor, now=at(2), **contested)
    held = cast.draft("Asked for by a court")
    place_hold(held, by=cast.publisher, reason="A letter came.", now=at(1))
    lift_hold(held, by=cast.publisher, reason="Another letter came.", now=at(2))
    _checked(cast)
    _answered(cast)


def _answered(cast: Magazine) -> None:
    """A right of reply that was granted and has its reply, and one that was declined and its contact cleared."""
    contested = cast.live("Eleven miles wide", now=at(1))
    told = {"asked_by": "Captain Sarn", "contact": "4 Quay Street", "by": cast.editor, "now": at(2)}
    days = {"received_on": NOW.date(), "deadline": NOW.date()}
    widths = ("The width.", "The width of it.")
    granted, declined = (replying.take_in(contested, contested=said, **told, **days) for said in widths)
    replying.decide(granted, "granted", by=cast.publisher, now=at(3))
    reply = cast.live("Nine, as the pilots know", reply_to=contested, now=at(4))
    replying.name_reply(granted, reply, by=cast.publisher, now=at(4))
    replying.decide(declined, "declined", by=cast.publisher, reason="It is eleven.", now=at(5))
    replying.clear_contact(declined, by=cast.editor, now=at(6))


def _checked(cast: Magazine) -> None:
    """A check signed off, taken back and waived, of an article that owes it by its mark."""
    require(OwedCheck(check_name="facts", topic=cast.sea, flag=Flag.FIGURES), by=cast.publisher, now=at(1))
    article = cast.draft("Rests on figures")
    flag(article, [Flag.FIGURES], by=cast.editor, now=at(1))
    sign(article, "facts", by=cast.editor, note="Against the atlas.", now=at(2))
    take_back(article, "facts", by=cast.editor, now=at(3))
    waive(article, "facts", by=cast.publisher, note="It is a poem.", now=at(4))


def _corrections(cast: Magazine, articles: dict[str, Article]) -> None:
    """A live article is moved to another address, corrected, and what was said of it superseded."""
    article, first = articles["live"], None
    changes = (
        SILENTLY,
        UPDATED,
        Change(
            "correction", wrong="Ten miles.", right="Eleven miles.", learned="A reader wrote.", learned_on=NOW.date()
        ),
    )
    for hours, change in enumerate(changes, 10):
        cast.change(article, standfirst=f"Changed {hours} times", slug=f"seen-by-all-{hours}", now=at(hours))
        verbs.publish(cast.approve_again(article, now=at(hours)), by=cast.publisher, change=change, now=at(hours))
    first = article.corrections.get(act="correction")
    change = Change("retraction", wrong="All of it.", learned="From itself.", learned_on=NOW.date(), supersedes=first)
    verbs.correct(Article.objects.get(pk=article.pk), by=cast.publisher, change=change, now=at(20))


def _topics_and_authors(cast: Magazine) -> None:
    rivers = Topic.objects.create(name="Rivers", slug="rivers", parent=cast.borders)
    addressing.claim(rivers, "rivers")
    streams = Topic.objects.create(name="Streams", slug="streams")
    addressing.claim(streams, "streams")
    double = Author.objects.create(name="Ada Brant", slug="ada-brant", biography="Wrote.", account=cast.outsider)
    addressing.claim(double, "ada-brant")
    cast.live("By a double", authors=[double], topics=[streams, rivers], now=at(30))
    merge([streams], rivers, by=cast.publisher, now=at(31), choices={"name": rivers.pk})
    both = {"name": cast.ada.pk, "biography": cast.ada.pk}
    merge([double], cast.ada, by=cast.publisher, now=at(32), choices=both)
    Declaration.objects.create(
        author=cast.ada, party="A shipping line", since=NOW.date(), by=cast.editor, actor="editor"
    )
    apply(cast.views, by=cast.publisher, reason="A suit", adds=True, rewords=False, now=at(32))
    pen = Author.objects.create(name="A Pilot", slug="a-pilot", biography="Knows the strait.")
    disguise(pen, by=cast.publisher, alias=1, name="Zuzanna Wrobel", email="pilot@example.org", now=at(33))
    cast.live("Under another name", authors=[pen], now=at(34))
    unused = Topic.objects.create(name="Air", slug="air")
    delete(unused, by=cast.publisher, now=at(33))


def _beside(cast: Magazine, draft: Article) -> None:
    """What people of the desk and outside of it say of a draft."""
    note = write_note(draft, by=cast.editor, text="Since when, @contributor?", quotation="eleven miles", now=at(1))
    resolve(reply(note, by=cast.contributor, text="Since 1809.", now=at(2)).parent, by=cast.editor, now=at(3))
    assign(draft, by=cast.editor, assignee=cast.editor, due=NOW.date(), planned_for=at(50), now=at(1))
    look(draft, by=cast.editor, now=at(4))
    link, _token = make_link(draft, by=cast.editor, name="Ada Brandt", email="ada@example.org", now=at(1))
    answer(link, "query_proof", seen=1, note="The third line.", now=at(2))
    revoke(link, by=cast.publisher, now=at(5))


def _front(cast: Magazine, article: Article) -> None:
    image = add_picture(picture(32, 32, colour="navy"), "logo.png", by=cast.publisher, alt="A lighthouse")
    slots = [Slot(article=article, headline="Ours"), Slot(topic=cast.sea, size=3)]
    made = arranging.arrange(slots, by=cast.editor, seen=0, note="First", now=at(40))
    editions.publish(by=cast.publisher, seen=made.number, now=at(41))
    copy = PageEdition(title="About us", slug="about-us", body="<p>We are few.</p>", position=1)
    page = pages.write(copy, kind="about", by=cast.editor, seen=None, now=at(40))
    pages.publish(page.page, by=cast.publisher, seen=page.number, now=at(41))
    facts = Imprint(name="The Harbour Review", logo=image, email="desk@example.org", founded=1987)
    links = [MenuLink(topic=cast.sea), MenuLink(page=page.page, label="Who we are"), MenuLink(kind="opinion")]
    imprint(facts, links, by=cast.publisher, seen=0, now=at(42))


def _accounts(cast: Magazine) -> None:
    keep_filter(by=cast.editor, name="Mine", query="owner=1")
    wish(cast.editor, {"note": "daily"})
    cast.outsider.user_permissions.add(Permission.objects.get(codename="view_event"))
    device = TOTPDevice.objects.create(user=cast.editor, name="app", key="0" * 40)
    spare = StaticDevice.objects.create(user=cast.editor, name="recovery codes")
    StaticToken.objects.create(device=spare, token="ABCDEFGH")
    LogEntry.objects.create(
        user=cast.publisher,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(cast.editor.pk),
        object_repr="editor",
        action_flag=CHANGE,
        change_message="Second factor set up.",
    )
    assert device.pk


LATER = NOW + timedelta(days=3)


def rows_of(model: Any) -> list[dict[str, Any]]:
    """Every row with every column, as the database gives it."""
    return list(model._base_manager.order_by("pk").values())
