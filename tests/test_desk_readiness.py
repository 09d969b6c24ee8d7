"""Each check before print: the sentence it says, when it says nothing, and whether it stands in the way."""

from django.test import TestCase

from articles.desk import readiness
from articles.desk.saving import save
from articles.models import Article, Author, Disclaimer, Image, Rule
from tests.magazine import Magazine, at, disclaimer

LONG = f"<p>{'word ' * 400}</p>"


class Readiness(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.magazine = Magazine()
        cls.undescribed = Image.objects.create(file="a.png", checksum="a" * 64, width=64, height=48, caption="A lamp")
        cls.described = Image.objects.create(file="b.png", checksum="b" * 64, width=64, height=48, alt="A lighthouse")
        cls.decorative = Image.objects.create(file="c.png", checksum="c" * 64, width=64, height=48, decorative=True)

    def errors(self, article: Article | None = None, **changes: object) -> list[str]:
        return list(readiness.errors(article or self.magazine.draft(**changes)))

    def warnings(self, **changes: object) -> list[str]:
        return list(readiness.warnings(self.magazine.draft(**changes)))

    def test_a_complete_article_has_no_error(self) -> None:
        assert self.errors() == []

    def test_a_complete_article_of_some_length_has_no_warning(self) -> None:
        assert self.warnings(body=LONG, standfirst="Who pays?", image=self.described) == []

    def test_a_headline_is_needed(self) -> None:
        article = Article(headline="", slug="tolls", body=LONG)
        save(article, by=self.magazine.editor, authors=[self.magazine.ada], topics=[self.magazine.sea])
        article.disclaimers.add(self.magazine.views)
        assert self.errors(article) == ["Write a headline."]

    def test_a_body_is_needed(self) -> None:
        assert self.errors(body="<hr>") == ["Write the body."]

    def test_a_headline_without_letters_needs_a_slug(self) -> None:
        sentence = "Write a slug: the headline has no letter or digit to make one from."
        assert self.errors(headline="… ?") == [sentence]
        assert self.errors(headline="… ?", slug="what") == []

    def test_an_author_is_needed(self) -> None:
        assert self.errors(authors=[]) == ["Add at least one author to the byline."]

    def test_each_author_needs_a_biography(self) -> None:
        silent = [Author.objects.create(name=name, slug=name, biography=" ") for name in ("Cem", "Dora")]
        wanted = ["Write a biography for Cem.", "Write a biography for Dora."]
        assert self.errors(authors=[self.magazine.ada, *silent]) == wanted

    def test_a_topic_is_needed(self) -> None:
        assert self.errors(topics=[]) == ["Choose at least one topic."]

    def test_an_opinion_owes_its_disclaimer(self) -> None:
        article = self.magazine.draft(disclaimers=[], kind="analysis")
        Article.objects.filter(pk=article.pk).update(kind="opinion")
        article.refresh_from_db()
        assert self.errors(article) == [
            "It owes the disclaimer “Views”. It is opinion. Save it once more, and the disclaimer is attached; "
            "or ask a publisher to waive it."
        ]
        self.magazine.change(article)
        assert self.errors(article) == []

    def test_what_is_attached_has_a_wording(self) -> None:
        unworded = Disclaimer.objects.create(name="Unworded")
        article = self.magazine.draft(kind="analysis", disclaimers=[unworded])
        assert self.errors(article) == ["Write a wording for the disclaimer “Unworded”."]

    def test_other_kinds_owe_only_their_own(self) -> None:
        article = self.magazine.draft(kind="explainer", disclaimers=[])
        disclaimer("Owed by none", "x")
        assert self.errors(kind="analysis", disclaimers=[]) == self.errors(article) == []
        disclaimer("Not legal advice", "x", kind="explainer")
        assert [sentence[:42] for sentence in self.errors(article)] == ["It owes the disclaimer “Not legal advice”."]

    def test_pictures_are_described_or_marked_as_decorative(self) -> None:
        sentence = "Describe the picture “A lamp” for those who cannot see it, or mark it as decorative."
        inside = f'{LONG}<figure data-image="{self.undescribed.pk}"></figure>'
        assert self.errors(image=self.undescribed) == [sentence]
        assert self.errors(body=inside) == [sentence]
        assert self.errors(body=inside, image=self.undescribed) == [sentence]
        assert self.errors(image=self.decorative) == self.errors(image=self.described) == []

    def test_pictures_in_the_body_are_in_the_library(self) -> None:
        body = f'{LONG}<figure data-image="987"></figure><figure data-image="654"></figure>'
        assert self.errors(body=body) == [
            f"Picture {number} in the body is not in the library. Choose another or take it out."
            for number in (654, 987)
        ]

    def test_an_address_that_another_article_was_printed_at_is_refused(self) -> None:
        printed = self.magazine.live("Tolls")
        self.magazine.change(printed, slug="elsewhere", now=at(1))
        sentence = "Another article was published at the address “tolls”. Choose another slug."
        assert self.errors(headline="Tolls", slug="tolls") == [sentence]

    def test_the_former_addresses_of_an_article_are_its_own(self) -> None:
        printed = self.magazine.live("Tolls")
        self.magazine.change(printed, slug="elsewhere", now=at(1))
        assert self.errors(self.magazine.change(printed, slug="tolls", now=at(2))) == []

    def test_an_address_that_waits_for_its_moment_is_taken_too(self) -> None:
        waiting = self.magazine.scheduled("Tolls", moment=at(5))
        self.magazine.change(waiting, slug="elsewhere", now=at(1))
        assert len(self.errors(headline="Tolls", slug="tolls")) == 1

    def test_everything_that_is_missing_is_said_at_once(self) -> None:
        article = Article(kind="analysis")
        save(article, by=self.magazine.editor)
        assert len(self.errors(article)) == 4

    def test_what_may_be_left_is_only_a_warning(self) -> None:
        assert self.warnings(body=LONG, headline="x" * 111) == [
            "There is no standfirst; lists and search engines will show the first sentences.",
            "There is no lead picture.",
            "The headline has 111 characters; more than 110 are cut off in search results.",
        ]

    def test_a_short_and_a_long_unbroken_body_are_worth_a_word(self) -> None:
        complete = {"standfirst": "Who pays?", "image": self.described}
        assert self.warnings(body="<p>Two words.</p>", **complete) == ["The body has only 2 words."]
        assert self.warnings(body=LONG * 3, **complete) == ["The body has 1200 words and no section heading."]
        assert self.warnings(body=f"<h2>Why</h2>{LONG * 3}", **complete) == []

    def test_a_link_to_what_is_not_live_is_worth_a_word_that_tells_nothing_of_it(self) -> None:
        live, hidden = self.magazine.live(), self.magazine.draft("A secret", by=self.magazine.other_contributor)
        gone = self.magazine.withdrawn()
        numbers = (live.pk, hidden.pk, gone.pk, 999)
        links = " ".join(f'<a href="article:{number}">see {place}</a>' for place, number in enumerate(numbers))
        said = [line for line in self.warnings(body=f"<p>{links}</p>") if "links to" in line]
        assert sorted(line[:7] for line in said) == ["“see 1”", "“see 2”", "“see 3”"]
        assert "secret" not in " ".join(said)

    def test_a_pull_quote_says_what_the_text_says(self) -> None:
        text = "<p>The pilot’s word<small>in 1912</small> is <em>law</em>.</p>"
        assert not [line for line in self.warnings(body=f"{text}<aside>pilot's word is law</aside>") if "pull" in line]
        said = [line for line in self.warnings(body=f"{text}<aside>The word is law</aside>") if "pull" in line]
        assert said == ["The pull quote “The word is law” does not stand like this in the text."]

    def test_a_body_of_pictures_alone_is_no_body_and_not_a_short_one(self) -> None:
        complete = {"standfirst": "Who pays?", "image": self.described}
        assert self.warnings(body=f'<figure data-image="{self.described.pk}"></figure>', **complete) == []

    def test_opinion_owes_a_disclaimer_even_where_none_was_written_yet(self) -> None:
        article = self.magazine.draft(disclaimers=[])
        article.disclaimers.clear()
        Rule.objects.all().delete()
        assert self.errors(article) == [
            "This is opinion: attach a disclaimer. Where there is none yet, write one that opinion owes."
        ]

    def test_a_decorative_picture_is_printed_without_its_description(self) -> None:
        self.decorative.alt = "A flourish"
        self.decorative.save()
        assert self.magazine.draft(image=self.decorative).newest().lead.alt == ""
