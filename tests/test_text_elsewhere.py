"""Cards of video and maps: which links become one, what they say, and that nothing only looks like a known host."""

import pytest

from articles.text.abroad import abroad
from articles.text.cleaning import clean
from articles.text.elsewhere import known
from articles.text.printing import print_body

STRAIT = "https://www.youtube.com/watch?v=abc&amp;t=9"
LINK = f'<p><a href="{STRAIT}">The <em>strait</em></a></p>'
CARD = (
    '<p class="elsewhere"><span>Video</span> '
    f'<a href="{STRAIT}" rel="external noopener">The <em>strait</em></a> <span><bdi>youtube.com</bdi></span></p>'
)


def test_a_paragraph_that_is_one_link_to_a_video_is_a_card() -> None:
    assert print_body(f"<p>a</p>{LINK}<p>b</p>").html == f"<p>a</p>{CARD}<p>b</p>"


def test_a_card_says_its_kind_in_the_words_that_are_given() -> None:
    html = print_body(LINK.replace(STRAIT, "https://www.openstreetmap.org/#map=9/36/29"), map_label="Karte").html
    assert "<span>Karte</span>" in html


@pytest.mark.parametrize(
    "body",
    [
        f"<p>See {LINK[3:]}",
        LINK.replace("</a>", "</a>."),
        LINK.replace("</em>", "<small>A note.</small></em>"),
        f"<p>{LINK[3:-4]}{LINK[3:]}",
        LINK.replace(STRAIT, "https://example.org/watch?v=abc"),
        LINK.replace(STRAIT, "mailto:a@youtube.com"),
        LINK.replace(STRAIT, "/articles/youtube.com/"),
    ],
)
def test_any_other_paragraph_stays_as_it_is(body: str) -> None:
    assert 'class="elsewhere"' not in print_body(body).html


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://youtu.be/abc", ("video", "youtu.be")),
        ("http://M.YouTube.com/shorts/abc", ("video", "m.youtube.com")),
        ("https://vimeo.com/channels/staffpicks/17", ("video", "vimeo.com")),
        ("https://www.dailymotion.com/video/x1", ("video", "dailymotion.com")),
        ("https://www.ted.com/talks/a", ("video", "ted.com")),
        ("https://www.openstreetmap.org/#map=9/36/29", ("map", "openstreetmap.org")),
        ("https://www.google.com/maps/@36,29,9z", ("map", "google.com")),
        ("https://maps.app.goo.gl/abc", ("map", "maps.app.goo.gl")),
        ("https://maps.apple.com/?ll=36,29", ("map", "maps.apple.com")),
        ("https://www.bing.com/maps?cp=36~29", ("map", "bing.com")),
        ("https://www.youtube.com/", None),
        ("https://www.youtube.com/@somebody", None),
        ("https://vimeo.com/about", None),
        ("https://www.google.com/mapsearch", None),
        ("https://www.google.com/search?q=maps", None),
        ("https://youtube.com.example.org/watch?v=a", None),
        ("https://example.org/youtube.com/watch?v=a", None),
        ("https://youtube.com@example.org/watch?v=a", None),
        ("https://a@youtube.com/watch?v=a", None),
        ("https://example.org\\@youtube.com/watch?v=a", None),
        ("https://youtube.com:8443/watch?v=a", None),
        ("https://yоutube.com/watch?v=a", None),
        ("https://youtube。com/watch?v=a", None),
        ("https://youtube．com/watch?v=a", None),
        ("https://[/watch?v=a", None),
    ],
)
def test_what_is_known_is_known_by_its_very_host(address: str, told: tuple[str, str] | None) -> None:
    assert known(address) == told


def test_nothing_outside_is_asked_for_before_the_click() -> None:
    html = print_body(LINK).html
    assert not any(word in html for word in ("src=", "<iframe", "<img", "<link", "url(", "preload"))


def test_what_somebody_pastes_never_breaks_out_of_its_card() -> None:
    typed = "<p><a href='https://youtu.be/\"><script>x</script>'>&lt;b&gt;</a></p>"
    html = print_body(clean(typed)).html
    assert 'class="elsewhere"' in html
    assert "<script" not in html
    assert "<b>" not in html


def test_a_feed_carries_the_plain_link() -> None:
    html = abroad(print_body(LINK).html, site="https://s.test", page="https://s.test/a/")
    assert html == f'<p><a href="{STRAIT}" rel="external noopener">The <em>strait</em></a></p>'
