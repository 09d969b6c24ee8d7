"""Closing lines: disclaimers by their meaning, names, biographies, addresses."""

import pytest

from articles.manuscripts import plain
from articles.manuscripts.assembly import assemble
from articles.manuscripts.closing import disclaimer_in, same_meaning
from articles.manuscripts.contact import without_address
from articles.manuscripts.manuscript import Manuscript, Writer

PROSE = "It was a long and quiet evening, and nobody in the whole of the town thought of the river at all."
VIEWS = (
    "The views expressed in this article are the author’s own and do not necessarily reflect the policy of “Lantern”.",
    "The opinions expressed here are those of the authors alone and do not represent the position of Harbor Weekly.",
    "Views are personal.",
    "The author's opinions are solely her own; they don't necessarily represent the policies of this magazine.",
    "Opinions voiced by contributors are not necessarily endorsed by the journal or its editors.",
)
OTHERS = (
    "The author declares no conflict of interest and has received no funding for her own research.",
    "This article was translated from the French by the author himself.",
    "The author owns shares in the company named in this article.",
    "Nothing in this article is legal advice; consult a lawyer of your own.",
)


@pytest.mark.parametrize("one", VIEWS)
@pytest.mark.parametrize("other", VIEWS)
def test_views_disclaimers_mean_the_same_whatever_the_magazine(one, other):
    assert same_meaning(one, other) > 0.65


@pytest.mark.parametrize("views", VIEWS)
@pytest.mark.parametrize("other", OTHERS)
def test_other_notes_mean_something_else(views, other):
    assert same_meaning(views, other) < 0.3


def test_the_nearer_wording_wins_between_two_of_one_meaning():
    assert same_meaning(VIEWS[0], VIEWS[0].upper()) == 1
    assert same_meaning(VIEWS[0].replace("Lantern", "Beacon"), VIEWS[0]) > same_meaning(VIEWS[3], VIEWS[0])


def test_notes_without_a_known_meaning_are_compared_by_their_words():
    assert same_meaning("Printed on paper.", "Printed on green paper.") > 0.7
    assert same_meaning("", "Printed on paper.") == 0


@pytest.mark.parametrize("before", ["", "*", "* ", "Disclaimer: ", "**Disclaimer:** ".replace("*", ""), "† ", "_"])
def test_a_disclaimer_is_known_with_and_without_its_mark(before):
    assert disclaimer_in(f"{before}{VIEWS[0]}") == VIEWS[0]


def test_a_note_in_the_first_person_or_of_another_kind_is_no_disclaimer():
    assert disclaimer_in("My own views do not necessarily reflect what I wrote in this article.") == ""
    assert disclaimer_in("* The bridge was finished in 1904.") == ""


def read(*lines: str) -> Manuscript:
    return assemble(plain.read("\n".join([PROSE, PROSE, *lines]).encode()))


ANN = Writer("Ann Lee", "Ann Lee is a historian of rivers.", "ann@example.org")
ANN_LINE = "Ann Lee is a historian of rivers and can be reached at ann@example.org."
BOB = Writer("Bob Roy", "Bob Roy keeps wells.", "bob@example.org")
BOB_LINE = "Bob Roy keeps wells (bob@example.org)."


@pytest.mark.parametrize(
    ("lines", "writers"),
    [
        ((f"*{VIEWS[0]}", "Ann Lee", ANN_LINE), (ANN,)),
        (("Ann Lee", ANN_LINE, f"*{VIEWS[0]}"), (ANN,)),
        ((VIEWS[1], ANN_LINE), (ANN,)),
        (("About the author", ANN_LINE), (ANN,)),
        ((ANN_LINE,), (ANN,)),
        (("Ann Lee", "Ann Lee is a historian of rivers.", "E-mail: ann@example.org"), (ANN,)),
        (("By Ann Lee", "She is a historian of rivers."), (Writer("Ann Lee", "She is a historian of rivers."),)),
        ((f"*{VIEWS[1]}", "Ann Lee", ANN_LINE, "Bob Roy", BOB_LINE), (ANN, BOB)),
        ((f"*{VIEWS[1]}", "Ann Lee and Bob Roy", ANN_LINE, BOB_LINE), (ANN, BOB)),
        ((f"*{VIEWS[1]}", "Ann Lee and Bob Roy", BOB_LINE, ANN_LINE), (ANN, BOB)),
        ((f"*{VIEWS[1]}", ANN_LINE, BOB_LINE), (ANN, BOB)),
        (
            (VIEWS[1], "Ann Lee & Bob Roy", "They teach in Selby. Emails: ann@example.org, bob@example.org"),
            (
                Writer("Ann Lee", "They teach in Selby.", "ann@example.org"),
                Writer("Bob Roy", "They teach in Selby.", "bob@example.org"),
            ),
        ),
        (("— Ann Lee",), (Writer("Ann Lee"),)),
        ((VIEWS[0], "June March", "She is a poet."), (Writer("June March", "She is a poet."),)),
    ],
)
def test_who_signed_is_recognised(lines, writers):
    manuscript = read(*lines)
    assert manuscript.writers == writers
    assert manuscript.body == f"<p>{PROSE}</p><p>{PROSE}</p>"
    assert manuscript.words_in >= manuscript.words_out


@pytest.mark.parametrize(
    "lines",
    [
        (PROSE,),
        ("Looking Ahead", PROSE),
        ("Final Thoughts", f"We may all be reached by the river. {PROSE}"),
        ("The End",),
        ("Ann Lee walked home along the river, and the town slept.",),
        ("“We shall see,” said Ann Lee.",),
    ],
)
def test_the_last_lines_of_a_text_are_not_taken_for_a_signature(lines):
    manuscript = read(*lines)
    assert manuscript.writers == ()
    assert all(line in manuscript.body for line in lines)


def test_a_sentence_about_views_within_the_text_stays_there():
    sentence = "The opinions expressed by the authors of the treaty were not necessarily their own."
    manuscript = read(sentence, PROSE, "Ann Lee", ANN_LINE)
    assert manuscript.disclaimer == ""
    assert sentence in manuscript.body
    assert manuscript.writers == (ANN,)


@pytest.mark.parametrize(
    ("biography", "left"),
    [
        ("Ann is a poet. She can be reached at a@example.org.", "Ann is a poet."),
        ("Ann is a poet. Ann Lee may be contacted at a@example.org.", "Ann is a poet."),
        ("Ann is a poet who may be reached by email at <a@example.org>. She bakes.", "Ann is a poet. She bakes."),
        ("Ann is a poet; e-mail a@example.org", "Ann is a poet."),
        ("Ann and Bob teach. They can be reached at a@example.org and b@example.org.", "Ann and Bob teach."),
        ("Ann is a poet. Write to her about bees at a@example.org.", "Ann is a poet."),
        ("Ann is a poet.", "Ann is a poet."),
    ],
)  # fmt: skip
def test_an_address_never_stays_in_a_biography(biography, left):
    assert without_address(biography) == left


def test_what_is_cut_with_an_address_is_quoted():
    manuscript = read(VIEWS[0], "Ann Lee", "Ann Lee is a poet. Write to her concerning bees at a@example.org.")
    assert manuscript.dropped == ("concerning bees",)
