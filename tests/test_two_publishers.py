"""Two people decide at the same moment: one of them is first, the other hears why not, and nothing else happens."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse

from articles.desk import editions, verbs
from articles.desk.arranging import arrange
from articles.desk.correcting import Change
from articles.desk.dating import set_dates
from articles.desk.errands import apply, carry_name, go_on
from articles.desk.filing import file
from articles.desk.merging import merge
from articles.desk.refusal import Refused, Stale
from articles.desk.saving import save
from articles.desk.signing_off import sign, take_back
from articles.desk.standing import unsigned
from articles.models import Article, Author, Edition, Errand, OwedCheck, Slot, Topic
from tests.admin_forms import client_of
from tests.examples import ROUNDS
from tests.magazine import NOW, SILENTLY, Magazine, at, seen

Deed = Callable[[Article], object]


@pytest.fixture(scope="module")
def magazine(database_of_its_own: None) -> Magazine:
    return Magazine()


def at_once(article: Article, *deeds: Deed) -> list[str]:
    """What became of deeds begun at one moment, each by a thread with its own copy of the row: names of exceptions."""
    barrier, outcomes = Barrier(len(deeds)), []

    def begin(deed: Deed) -> None:
        try:
            own = Article.objects.get(pk=article.pk)
            barrier.wait(timeout=20)
            deed(own)
            outcomes.append("done")
        except Exception as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [Thread(target=begin, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(outcomes)


def decided(article: Article, verb: str) -> int:
    return article.events.filter(verb=verb).count()


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_publishers_one_publishes(magazine: Magazine, _round: int) -> None:
    article = magazine.approved()

    def publish(own: Article) -> None:
        verbs.publish(own, by=magazine.publisher, now=at(1))

    assert at_once(article, publish, publish) == [Refused.__name__, "done"]
    assert decided(article, "publish") == 1
    assert article.revisions.live(at=at(1)).count() == article.revisions.filter(live_from__isnull=False).count() == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_four_publishers_one_publishes_a_change(magazine: Magazine, _round: int) -> None:
    article = magazine.live()
    magazine.change(article, body="<p>Changed since.</p>", now=at(1))
    magazine.approve_again(article, now=at(1))

    def publish(own: Article) -> None:
        verbs.publish(own, by=magazine.publisher, change=SILENTLY, now=at(2))

    assert at_once(article, *[publish] * 4) == [Refused.__name__] * 3 + ["done"]
    assert [revision.number for revision in article.revisions.live(at=at(2))] == [2]
    assert decided(article, "publish") == 2


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_who_arrange_the_front_page_one_is_stale_and_of_two_who_publish_it_one_does(
    magazine: Magazine, _round: int
) -> None:
    article, newest = magazine.live(), Edition.objects.newest()
    seen = newest.number if newest else 0

    def arrange_as(headline: str) -> Deed:
        return lambda own: arrange([Slot(article=own, headline=headline)], by=magazine.editor, seen=seen)

    def publish(own: Article) -> None:
        editions.publish(by=magazine.publisher, seen=seen + 1)

    assert at_once(article, arrange_as("Mine"), arrange_as("Yours")) == [Stale.__name__, "done"]
    assert at_once(article, publish, publish) == [Refused.__name__, "done"]
    assert [edition.number for edition in Edition.objects.filter(live_until=None, live_from__isnull=False)] == [
        seen + 1
    ]


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_savers_who_opened_the_same_version_one_is_stale(magazine: Magazine, _round: int) -> None:
    article = magazine.draft()
    texts = ("<p>Mine.</p>", "<p>Yours.</p>")

    def save_as(text: str) -> Deed:
        def deed(own: Article) -> None:
            own.body = text
            save(own, by=magazine.editor, now=at(1))

        return deed

    assert at_once(article, *map(save_as, texts)) == [Stale.__name__, "done"]
    article.refresh_from_db()
    assert article.body in texts
    assert article.version == article.revisions.count() == decided(article, "save") == 2
    assert article.newest().body == article.body


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_change_published_while_it_is_withdrawn_ends_in_one_of_two_orders(magazine: Magazine, _round: int) -> None:
    article = magazine.live()
    magazine.change(article, body="<p>Changed since.</p>", now=at(1))
    magazine.approve_again(article, now=at(1))

    outcomes = at_once(
        article,
        lambda own: verbs.publish(own, by=magazine.publisher, change=SILENTLY, now=at(2)),
        lambda own: verbs.withdraw(own, by=magazine.publisher, note="It was wrong.", now=at(2)),
    )
    assert outcomes == ["done", "done"]
    last = article.events.order_by("-pk").first().verb
    live = [revision.number for revision in article.revisions.live(at=at(2))]
    assert (last, live) in (("withdraw", []), ("publish", [2]))


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_publishers_of_a_correction_one_says_it_and_it_is_said_once(magazine: Magazine, _round: int) -> None:
    article = magazine.live()
    magazine.change(article, body="<p>Changed since.</p>", now=at(1))
    magazine.approve_again(article, now=at(1))

    def publish(own: Article) -> None:
        verbs.publish(own, by=magazine.publisher, change=Change("note", right="A word."), now=at(2))

    assert at_once(article, publish, publish) == [Refused.__name__, "done"]
    (kept,) = article.corrections.all()
    assert kept.after == article.revisions.live(at=at(2)).get()
    assert [each.right for each in kept.after.put_right] == ["A word."]


@pytest.mark.parametrize("_round", ROUNDS)
def test_an_embargo_laid_while_it_is_published_comes_first_or_too_late(magazine: Magazine, _round: int) -> None:
    article = magazine.approved()
    outcomes = at_once(
        article,
        lambda own: verbs.publish(own, by=magazine.publisher, now=at(2)),
        lambda own: set_dates(own, by=magazine.editor, embargo_until=at(9), now=at(2)),
    )
    assert outcomes == [Refused.__name__, "done"]
    is_live = article.revisions.live(at=at(2)).exists()
    assert is_live is (Article.objects.get(pk=article.pk).embargo_until is None)


@pytest.mark.parametrize("_round", ROUNDS)
def test_an_expiry_set_while_a_change_is_published_ends_the_last_turn(magazine: Magazine, _round: int) -> None:
    article = magazine.live()
    magazine.change(article, body="<p>Changed since.</p>", now=at(1))
    magazine.approve_again(article, now=at(1))
    outcomes = at_once(
        article,
        lambda own: verbs.publish(own, by=magazine.publisher, change=SILENTLY, now=at(2)),
        lambda own: set_dates(own, by=magazine.publisher, expires_at=at(9), now=at(2)),
    )
    assert outcomes == ["done", "done"]
    ends = article.revisions.filter(live_from__isnull=False).order_by("number").values_list("live_until", flat=True)
    assert list(ends) == [at(2), at(9)]


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_schedules_leave_one_text_waiting_at_one_moment(magazine: Magazine, _round: int) -> None:
    article = magazine.approved()

    def schedule_for(hours: int) -> Deed:
        return lambda own: verbs.schedule(own, by=magazine.publisher, moment=at(hours), now=at(1))

    assert at_once(article, schedule_for(5), schedule_for(9)) == ["done", "done"]
    (waiting,) = article.revisions.filter(live_from__isnull=False)
    assert waiting.live_from == waiting.first_published == article.events.order_by("-pk").first().moment
    assert set(waiting.placements.values_list("first_published", flat=True)) == {waiting.live_from}


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_save_and_an_approval_never_approve_what_nobody_read(magazine: Magazine, _round: int) -> None:
    article = magazine.in_review()

    def change(own: Article) -> None:
        own.body = "<p>Slipped in.</p>"
        save(own, by=magazine.editor, now=at(1))

    outcomes = at_once(article, change, lambda own: verbs.approve(own, by=magazine.editor, seen=1, now=at(1)))
    article.refresh_from_db()
    assert outcomes in (["done", "done"], [Stale.__name__, "done"])
    assert article.stage == ("draft" if outcomes == ["done", "done"] else "in review")


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_save_and_a_sign_off_never_sign_what_nobody_read(magazine: Magazine, _round: int) -> None:
    article = magazine.in_review(kind="analysis")
    OwedCheck.objects.get_or_create(check_name="facts", kind="analysis")

    def change(own: Article) -> None:
        own.body = "<p>Slipped in.</p>"
        save(own, by=magazine.editor, now=at(1))

    outcomes = at_once(article, change, lambda own: sign(own, "facts", by=magazine.editor, seen=1, now=at(1)))
    assert outcomes in (["done", "done"], [Stale.__name__, "done"])
    signed = [row.revision.number for row in article.sign_offs.all()]
    assert signed == ([1] if outcomes == ["done", "done"] else [])
    assert len(list(unsigned(Article.objects.get(pk=article.pk)))) == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_what_is_taken_back_while_it_is_scheduled_was_scheduled_or_taken_back(magazine: Magazine, _round: int) -> None:
    article = magazine.approved(kind="analysis")
    OwedCheck.objects.get_or_create(check_name="facts", kind="analysis")
    sign(article, "facts", by=magazine.editor, now=at(1))
    outcomes = at_once(
        article,
        lambda own: verbs.schedule(own, by=magazine.publisher, moment=at(9), now=at(2)),
        lambda own: take_back(own, "facts", by=magazine.editor, now=at(2)),
    )
    assert outcomes == [Refused.__name__, "done"]
    is_signed = not list(unsigned(Article.objects.get(pk=article.pk)))
    assert article.revisions.scheduled(at=at(2)).exists() is is_signed


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_who_sign_the_same_check_one_does(magazine: Magazine, _round: int) -> None:
    article = magazine.in_review(kind="analysis")
    OwedCheck.objects.get_or_create(check_name="facts", kind="analysis")

    def sign_it(own: Article) -> None:
        sign(own, "facts", by=magazine.editor, now=at(1))

    assert at_once(article, *[sign_it] * 3) == [Refused.__name__] * 2 + ["done"]
    assert article.sign_offs.count() == 1


def test_many_articles_published_at_once_all_appear(magazine: Magazine) -> None:
    articles = [magazine.approved(now=NOW) for _number in range(6)]

    def publish(own: Article) -> Deed:
        return lambda _any: verbs.publish(own, by=magazine.publisher, now=at(1))

    assert at_once(articles[0], *map(publish, articles)) == ["done"] * 6
    assert all(article.revisions.live(at=at(1)).exists() for article in articles)


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_publishers_who_press_the_button_at_once_one_is_told_why_not(magazine: Magazine, _round: int) -> None:
    article, answers = magazine.approved(), []
    move = reverse("admin:articles_article_move", args=[article.pk, "publish"])
    clients = [client_of(magazine.publisher) for _number in range(2)]

    def press(own: Article) -> None:
        answer = clients.pop().post(move, {"seen": own.newest().number}, follow=True)
        assert "Readers already see this text" in answer.content.decode()
        answers.append(answer.status_code)

    assert at_once(article, press, press) == ["done", "done"]
    assert sorted(answers) == [200, 409]
    assert decided(article, "publish") == 1


def rows_of_a_merge(magazine: Magazine) -> tuple[Topic, Topic]:
    number = Topic.objects.count()
    return tuple(Topic.objects.create(name=f"Sea {number}{letter}", slug=f"sea-{number}{letter}") for letter in "ab")


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_merges_either_way_round_one_is_carried_out(magazine: Magazine, _round: int) -> None:
    one, other = rows_of_a_merge(magazine)
    article = magazine.live(topics=[one, other])

    def merge_into(source: Topic, into: Topic) -> Deed:
        return lambda _own: merge([source], into, by=magazine.publisher)

    outcomes = at_once(article, merge_into(one, other), merge_into(other, one), merge_into(one, other))
    assert outcomes == [Refused.__name__, Refused.__name__, "done"]
    (stays,) = Topic.objects.filter(pk__in=[one.pk, other.pk])
    assert [row.topic for row in article.placements.all()] == [row.topic for row in article.newest().placements.all()]
    assert article.placements.get().topic == stays
    assert {address.slug for address in stays.addresses.all()} == {one.slug, other.slug}


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_save_and_a_publication_during_a_merge_lose_nothing(magazine: Magazine, _round: int) -> None:
    one, other = rows_of_a_merge(magazine)
    saved, approved = magazine.draft(topics=[one, other]), magazine.approved(topics=[one, other])

    def save_it(own: Article) -> None:
        own.body = "<p>Written meanwhile.</p>"
        save(own, by=magazine.editor, now=at(1))

    outcomes = at_once(
        saved,
        save_it,
        lambda _own: verbs.publish(Article.objects.get(pk=approved.pk), by=magazine.publisher, now=at(1)),
        lambda _own: merge([one], other, by=magazine.publisher),
    )
    assert outcomes == ["done"] * 3
    saved.refresh_from_db()
    assert saved.body == "<p>Written meanwhile.</p>"
    for article in (saved, approved):
        assert article.placements.get().topic == other
        assert {row.topic for each in article.revisions.all() for row in each.placements.all()} == {other}
    assert approved.newest().placements.get().first_published == at(1)


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_places_at_once_make_no_circle(magazine: Magazine, _round: int) -> None:
    one, other = rows_of_a_merge(magazine)

    def place(topic: Topic, whole: Topic) -> Deed:
        row = Topic(pk=topic.pk, name=topic.name, slug=topic.slug, parent=whole)
        return lambda _own: file(row, by=magazine.editor, seen=seen(topic))

    article = magazine.draft()
    assert at_once(article, place(one, other), place(other, one)) == [Refused.__name__, "done"]
    assert Topic.objects.filter(pk__in=[one.pk, other.pk], parent=None).count() == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_who_begin_one_errand_one_does(magazine: Magazine, _round: int) -> None:
    Errand.objects.all().delete()

    def begin(_own: Article) -> None:
        apply(magazine.views, by=magazine.publisher, reason="So.", adds=True, rewords=True)

    assert at_once(magazine.draft(), begin, begin) == [Refused.__name__, "done"]
    assert Errand.objects.count() == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_an_author_is_merged_while_the_new_name_is_carried(magazine: Magazine, _round: int) -> None:
    """Whichever comes first at each article: all of them have the new name, and the row that stays."""
    author = Author.objects.create(name="Eve", slug=f"eve-{_round}", biography="Eve keeps a harbour.")
    articles = [magazine.live(authors=[author]) for _number in range(4)]
    Author.objects.filter(pk=author.pk).update(name="Eva")
    errand = carry_name(author, "Eve", by=magazine.publisher, reason="So.")

    def carry(_own: Article) -> None:
        list(go_on(errand, by=magazine.publisher))

    def join(_own: Article) -> None:
        merge([author], magazine.ada, by=magazine.publisher, choices={"biography": magazine.ada.pk})

    assert at_once(articles[0], carry, join) == ["done", "done"]
    newest = [article.newest().credits.get() for article in articles]
    assert {(credit.name, credit.author_id) for credit in newest} == {("Eva", magazine.ada.pk)}
    assert Errand.objects.get(pk=errand.pk).ended
