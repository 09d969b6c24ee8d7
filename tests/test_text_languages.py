"""Which way a language runs, and which language a text in right-to-left script is in."""

import pytest

from articles.text.languages import LANGUAGES, RIGHT_TO_LEFT, TELLING_LETTERS, direction, guess


@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
def test_right_to_left_languages_run_from_the_right(language: str) -> None:
    assert direction(language) == "rtl"


@pytest.mark.parametrize("language", ["en", "hi", "ru", "zh", "tr", "xx", ""])
def test_every_other_language_runs_from_the_left(language: str) -> None:
    assert direction(language) == "ltr"


def test_the_tables_name_the_same_languages() -> None:
    codes = [code for code, _name in LANGUAGES]
    assert len(codes) == len(set(codes))
    assert set(codes) >= RIGHT_TO_LEFT == {code for code, _telling in TELLING_LETTERS}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("آبنائے ہرمز دنیا کے لیے ایک اہم راستہ ہے اور اس پر بڑی طاقتوں کی نظر ہے۔", "ur"),
        ("مضيق هرمز ممر مائي مهم للعالم، وتراقبه القوى الكبرى منذ زمن طويل.", "ar"),
        ("تنگه هرمز گذرگاهی مهم برای جهان است و قدرت‌های بزرگ چشم به آن دارند.", "fa"),
        ("מצר הורמוז הוא נתיב מים חשוב לעולם כולו.", "he"),
        ("د هرمز تنګی د نړۍ لپاره یوه مهمه لاره ده او ټول ورته ګوري، ښه ده.", "ps"),
        ("The strait of Hormuz, in Arabic مضيق هرمز, is narrow.", "en"),
        ("Пролив и закон", "en"),
        ("", "en"),
        ("1234 — !", "en"),
    ],
)
def test_a_text_is_told_by_its_letters(text: str, language: str) -> None:
    assert guess(text, "en") == language


def test_any_other_script_keeps_the_language_it_came_with() -> None:
    assert guess("海峡的政治", "zh") == "zh"
