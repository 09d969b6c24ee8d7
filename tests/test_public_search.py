"""Readers' search: what it finds and when, in which order, what it marks, and that any input is a page."""

import re
from datetime import UTC
from unittest import mock
from urllib.parse import quote, urlencode

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from articles.desk import addressing, merging, verbs
from articles.models import Findable, Revision, Word
from articles.search import printing
from tests.examples import examples
from tests.magazine import NOW, SILENTLY, Magazine, at, seen

HEADLINE = re.compile(r"<h2><a [^>]*>(.*?)</a></h2>")
TAGS = re.compile(r"</?mark>")
MOST_QUERIES = 6


class SearchCase(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()

    def read(self, typed: str, hours: float = 1, **choices: str) -> str:
        with mock.patch("django.utils.timezone.now", return_value=at(hours)):
            answer = self.client.get("/search/", {"q": typed, **choices})
        assert answer.status_code == 200, typed
        return answer.content.decode()

    def found(self, typed: str, hours: float = 1, **choices: str) -> list[str]:
        return [TAGS.sub("", headline) for headline in HEADLINE.findall(self.read(typed, hours, **choices))]


class TestWhatIsFound(SearchCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        live, cast = cls.magazine.live, cls.magazine
        cls.lamps = live("Lamps", standfirst="A keeper remembers", body="<p>Oil.</p>", authors=[cast.bao])
        live("Tolls", body="<p>Money.</p>", topics=[cast.borders])
        live("Toll", standfirst="Bridges", body="<p>Booths.</p>")
        live("Sanctioned ships", body="<p>Łódź et l’été. Les élections.</p>")
        live("One", body="<p>关于制裁俄罗斯的看法 العُقوبات على إيران Ёлки</p>")
        live("Long", body="<p>Under the long shadow.</p>")
        live("Short", body="<p>The shadow is long under noon.</p>", now=at(-1))

    def test_headline_standfirst_byline_and_body_are_found(self) -> None:
        for typed in ("lamps", "keeper", "Bao", "oil", "LAMPS keeper"):
            assert self.found(typed) == ["Lamps"], typed

    def test_words_are_found_in_any_form_and_with_or_without_accents(self) -> None:
        for typed in ("sanction", "SANCTIONS", "ship", "lodz", "lete", "election", "Élections"):
            assert self.found(typed) == ["Sanctioned ships"], typed

    def test_a_phrase_stands_as_it_was_typed_and_a_minus_takes_away(self) -> None:
        assert self.found('"long shadow"') == self.found("“long shadows”") == ["Long"]
        assert self.found("shadow -noon") == self.found('shadow -"long under"') == ["Long"]
        assert self.found("shadow") == ["Long", "Short"]

    def test_what_a_minus_takes_away_counts_wherever_it_stands(self) -> None:
        """A headline that fits is no excuse for what the body says."""
        assert sorted(self.found("toll")) == ["Toll", "Tolls"]
        assert self.found("toll -booths") == ["Tolls"]

    def test_neighbours_in_different_parts_are_no_phrase(self) -> None:
        assert self.found('"toll ada"') == self.found('"bridges booths"') == []
        assert self.found("toll booths") == ["Toll"]

    def test_notices_and_drafts_are_not_found(self) -> None:
        self.magazine.change(self.lamps, headline="Quinquereme", body="<p>Trireme.</p>", now=at(1))
        for typed in ("expressed", "quinquereme", "trireme"):
            assert self.found(typed, 2) == [], typed

    def test_what_is_scheduled_is_found_from_its_moment_on_and_what_is_withdrawn_no_more(self) -> None:
        self.magazine.scheduled("Tomorrow", moment=at(24))
        assert self.found("tomorrow", 23) == []
        assert self.found("tomorrow", 24) == ["Tomorrow"]
        verbs.withdraw(self.lamps, by=self.magazine.publisher, note="It was wrong.", now=at(2))
        assert self.found("lamps", 2) == []

    def test_a_change_that_is_scheduled_is_found_in_its_turn(self) -> None:
        self.magazine.change(self.lamps, headline="Afterwards", now=at(1))
        self.magazine.approve_again(self.lamps, now=at(1))
        verbs.schedule(self.lamps, by=self.magazine.publisher, change=SILENTLY, moment=at(24), now=at(1))
        assert (self.found("lamps", 23), self.found("afterwards", 23)) == (["Lamps"], [])
        assert (self.found("lamps", 24), self.found("afterwards", 24)) == ([], ["Afterwards"])

    def test_an_author_is_found_by_the_printed_name(self) -> None:
        self.magazine.bao.name = "Bao Lindqvist"
        addressing.keep(self.magazine.bao, by=self.magazine.editor, seen=seen(self.magazine.bao))
        assert (self.found("bao lin"), self.found("lindqvist")) == (["Lamps"], [])

    def test_what_is_on_a_topic_of_that_name_is_found(self) -> None:
        assert self.found("border") == self.found("borders money") == ["Tolls"]

    def test_any_script_is_found(self) -> None:
        for typed in ("俄罗斯", "ايران", "елки"):
            assert self.found(typed) == ["One"], typed


class TestOrderAndChoices(SearchCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        live, bao = cls.magazine.live, cls.magazine.bao
        live("A mention", body="<p>One toll.</p>", now=at(-1), authors=[bao], kind="analysis")
        live("A study", body="<p>Toll upon toll upon toll.</p>", now=at(-2), topics=[cls.magazine.borders])
        live("A view", standfirst="On the toll", now=at(-3))
        live("Toll booths", now=at(-4))
        live("Tolls", now=at(-24 * 365))

    def test_the_more_prominent_comes_first_and_of_these_the_newest(self) -> None:
        assert self.found("toll") == ["Toll booths", "Tolls", "A view", "A study", "A mention"]

    def test_choices_narrow_what_is_found(self) -> None:
        assert self.found("toll", kind="analysis") == self.found("toll", author="bao-lin") == ["A mention"]
        assert self.found("toll", topic="borders") == ["A study"]
        assert self.found("toll", year="2025") == ["Tolls"]
        assert self.found("toll", year="2025", kind="analysis") == []

    def test_a_merged_topic_narrows_as_the_one_that_stays(self) -> None:
        merging.merge([self.magazine.borders], self.magazine.sea, by=self.magazine.publisher)
        assert "A study" in self.found("toll", topic="the-sea")
        assert self.found("toll", topic="the-sea") == self.found("toll")

    def test_every_result_is_met_once_on_the_way_further(self) -> None:
        with mock.patch("articles.public.searching.SIZE", 2):
            met, query = [], urlencode({"q": "toll"})
            while query:
                page = self.client.get(f"/search/?{query}").content.decode()
                met.append([TAGS.sub("", headline) for headline in HEADLINE.findall(page)])
                link = re.search(r'rel="next" href="\?([^"]+)"', page)
                query = link[1].replace("&amp;", "&") if link else ""
        assert met == [["Toll booths", "Tolls"], ["A view", "A study"], ["A mention"]]

    def test_a_place_that_cannot_be_read_is_said_and_the_list_begins(self) -> None:
        for place in ("x", "4-1", "1-", "0-" + "9" * 19, ""):
            assert "cannot be read" in self.read("toll", further=place), place
        assert "The list ends here." in self.read("toll", further="3-0")


class TestThePage(SearchCase):
    def test_the_words_are_marked_in_headline_and_passage(self) -> None:
        body = (
            "<p>"
            + "Nothing here. " * 60
            + "Of <em>tolls</em> & <a href='/toll/'>tolling</a>. "
            + "More. " * 90
            + "</p>"
        )
        self.magazine.live("The toll", body=body)
        page = self.read("tolls")
        assert "The <mark>toll</mark></a>" in page
        assert "Of <mark>tolls</mark> &amp; <mark>tolling</mark>." in page

    def test_what_was_typed_and_printed_is_escaped(self) -> None:
        self.magazine.live("A < B", body="<p>One &lt;script&gt; of two scripts.</p>")
        page = self.read('script "<script>alert(1)</script>')
        assert "<script>alert" not in page
        page = self.read("script")
        assert "One &lt;<mark>script</mark>&gt; of two <mark>scripts</mark>." in page

    def test_a_mistyped_word_is_put_right(self) -> None:
        self.magazine.live("Sanctions", body="<p>Under the shadow.</p>")
        for typed in ("snactions", "sanctoins", "sanctionss", "sancttions", "santcions"):
            page = self.read(f"{typed} shadow")
            assert 'href="?q=sanctions+shadow"' in page, typed
        assert "Did you mean" not in self.read("xyzzyx")

    def test_a_word_of_what_is_still_to_come_is_never_suggested(self) -> None:
        self.magazine.scheduled("Resignation", moment=at(24))
        assert "Did you mean" not in self.read("resignatoin", 23)
        assert "Did you mean" in self.read("resignatoin", 24)

    def test_what_only_excludes_asks_for_a_word(self) -> None:
        assert "Say also what is to be found" in self.read("-toll")
        assert "Say also what is to be found" in self.read("…")

    def test_an_empty_box_says_nothing_of_results(self) -> None:
        assert "Nothing that is published" not in self.read("")

    def test_long_input_is_cut_and_said_to_be(self) -> None:
        assert "That was long" in self.read("toll " * 2_000)

    def test_a_page_asks_as_often_for_many_as_for_few(self) -> None:
        costs = []
        for number in (1, 2):
            for _each in range(number):
                self.magazine.live(authors=[self.magazine.ada], now=at(-1))
            with mock.patch("articles.public.searching.SIZE", 2):
                costs.append([self.cost(typed) for typed in ("narrow", "narrow -wide", "xyzzyx", "nrarow", "")])
        assert costs[0] == costs[1]
        assert max(costs[0]) <= MOST_QUERIES

    def cost(self, typed: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            self.read(typed)
        asked = [query["sql"] for query in captured]
        assert not [sql for sql in asked if re.search(r'COUNT\(|OFFSET|"articles_article"', sql)]
        return len(asked)

    def test_the_page_lives_until_something_is_found_that_was_not(self) -> None:
        self.magazine.live("Today")
        self.magazine.scheduled("Tomorrow", moment=at(1.01))
        for typed in ("today", "tomorrow"):
            with mock.patch("django.utils.timezone.now", return_value=at(1)):
                answer = self.client.get("/search/", {"q": typed})
            assert answer.headers["Cache-Control"].endswith("max-age=36"), typed


class TestKeeping(SearchCase):
    def test_making_all_anew_changes_nothing(self) -> None:
        self.magazine.live("Lamps")
        self.magazine.scheduled("Tomorrow", moment=at(24))
        kept = [list(model.objects.order_by("pk").values_list()) for model in (Findable, Word)]
        list(printing.rebuild(now=NOW, zone=UTC))
        assert kept == [list(model.objects.order_by("pk").values_list()) for model in (Findable, Word)]

    def test_words_go_with_the_last_text_that_has_them(self) -> None:
        article = self.magazine.live("Quinquereme")
        assert Word.objects.get(word="quinquereme").number == 1
        verbs.withdraw(article, by=self.magazine.publisher, note="It was wrong.", now=at(2))
        assert not Word.objects.exists()

    def test_only_what_is_or_will_be_live_is_kept(self) -> None:
        self.magazine.draft()
        self.magazine.withdrawn()
        live = self.magazine.live()
        assert [row.revision for row in Findable.objects.all()] == [Revision.objects.live(at=NOW).get(article=live)]


ANYTHING = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="\"“”-−*:^(){}|&!<>'\\ \x00\ud800aA1 AND OR NOT NEAR", max_size=60),
    st.sampled_from(["AND", "a AND", "NEAR(a b)", "headline:x", '"', '""', "- -", "{a} : b", "'; DROP", "a" * 10_000]),
)


class TestAnyInput(HypothesisTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        Magazine().live("A narrow AND or not NEAR sea")

    @examples(60)
    @given(ANYTHING, st.sampled_from(["", "opinion", "\x00"]))
    def test_any_input_is_a_page(self, typed: str, kind: str) -> None:
        query = f"q={quote(typed, errors='surrogatepass')}&kind={quote(kind)}"
        assert self.client.get(f"/search/?{query}").status_code == 200

    @examples(30)
    @given(st.binary(max_size=60))
    def test_bytes_that_are_no_text_are_a_page_too(self, data: bytes) -> None:
        answer = self.client.get("/search/", QUERY_STRING=(b"q=" + data).decode("latin-1"))
        assert answer.status_code == 200
