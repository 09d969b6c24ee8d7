"""All sections of the desk's front page at once hold what each of them holds by itself."""

from unittest.mock import patch

import pytest

from articles.desk import front
from articles.desk.access import articles_of
from articles.desk.front import look_into, look_into_each, sections_of
from tests.magazine import Magazine, at

LATER = at(5)


@pytest.mark.parametrize("most", [99, 1])
@pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
def test_each_section_is_as_by_itself_however_much_waits(db: None, role: str, most: int) -> None:
    cast = Magazine()
    person = getattr(cast, role)
    for _number in range(3):
        for made in (cast.draft, cast.in_review, cast.approved):
            made(by=person)
            made()
    cast.change(cast.live(), headline="A newer one")
    sections, articles = sections_of(person), articles_of(person)
    with patch.object(front, "MOST", most):
        found = look_into_each(sections, articles, person, LATER)
        assert found == {each: look_into(each, articles, person, LATER) for each in sections}
    assert any(found.values())
