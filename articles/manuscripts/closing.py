"""Disclaimers: which line is one, and how alike in meaning two of them are."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Concept:
    """Something a disclaimer says, the words it is said with, and its share in the meaning."""

    name: str
    words: re.Pattern[str]
    weight: float


def _concept(name: str, weight: float, words: str) -> Concept:
    return Concept(name, re.compile(words, re.I), weight)


VIEWS = _concept(
    "views",
    0.42,
    r"\b(?:views?|viewpoints?|opinions?|positions?\s+(?:expressed|taken|set\s+out)|arguments?\s+(?:expressed|made|presented)"
    r"|(?:thoughts?|ideas?|perspectives?|judge?ments?|beliefs?|sentiments?|assertions?|statements?|conclusions?)\b(?=.*\b(?:express|own|alone|reflect|represent))"
    r")|خیالات|آراء|رائے|نظریات|نظرات|دیدگاه|آراء",
)
DISTANCE = _concept(
    "distance",
    0.36,
    r"\b(?:own|alone|solely|personal|personally|only\s+those|exclusively|purely|entirely)\b|not\s+necessarily"
    r"|necessarily\s+(?:those|reflect|represent|shared?)|\b(?:do|does|should|need|may|can|is|are)(?:\s+not|n[o'’]t)\b.{0,40}\b"
    r"(?:reflect|represent|endorse|express|share|imply|constitute|taken|attributed?|those\s+of)"
    r"|\bnot\s+those\s+of\b|\bthose\s+of\s+the\s+(?:authors?|writers?|contributors?)\b|ذاتی|ضروری\s+نہیں|متفق|لزوما|شخصی",
)
WRITER = _concept(
    "writer",
    0.11,
    r"\b(?:authors?|writers?|contributors?|essayists?|columnists?|his|her|hers|their|theirs)\b|مصنف|مضمون\s*نگار|لکھاری|قلم\s*کار|نویسند|الكاتب",
)
HOUSE = _concept(
    "house",
    0.11,
    r"\b(?:polic(?:y|ies)|editorial|editors?|magazine|publication|publishers?|journal|newspaper|institution|organi[sz]ation"
    r"|employers?|universit(?:y|ies)|review|stance|staff|board)\b|ادار[ےہ]|پالیسی|جریدے|رسالے|مجل[هہة]|نشریه",
)
INTEREST = _concept(
    "interest",
    0.9,
    r"\bconflicts?\s+of\s+interests?\b|\bcompeting\s+interests?\b|\b(?:financial|commercial)\s+interests?\b|\bdeclares?\b.*\binterests?\b"
    r"|\b(?:owns?|holds?|holding)\s+(?:shares?|stock)|\bshares?\s+in\b|\b(?:was|were|is|been)\s+(?:paid|funded|sponsored)|\breceive[sd]?\b.{0,30}\b(?:fund|fees?|grants?|pay)"
    r"|\bfunding\b|\bpaid\s+(?:adviser|advisor|consultant)",
)
TRANSLATION = _concept("translation", 0.9, r"\btranslat(?:ed|ion|or)s?\b|\boriginal\s+language\b|\bترجمہ\b")
ORIGIN = _concept(
    "origin",
    0.9,
    r"\b(?:first|previously|originally|earlier)\s+(?:appeared|published|ran|printed)\b|\b(?:re-?published|re-?printed|excerpt(?:ed)?|adapted\s+from)\b",
)
ADVICE = _concept(
    "advice",
    0.9,
    r"\b(?:legal|medical|financial|investment|professional|tax)\s+(?:\w+\s+)?advice\b|\bconsult\s+(?:a|an|your)\b",
)
INVENTED = _concept(
    "invented",
    0.9,
    r"\bnames?\b.{0,40}\b(?:changed|altered|invented)\b|\bfictiti?ous\b|\bfictional\b|\bany\s+resemblance\b",
)
KINDS = (INTEREST, TRANSLATION, ORIGIN, ADVICE, INVENTED)
CONCEPTS = (VIEWS, DISTANCE, WRITER, HOUSE, *KINDS)

LABEL = re.compile(r"^(?:disclaimer|disclosure|ڈسکلیمر|اعلان)\s*(?:[:.：]|[-–—])\s*", re.I)
ASTERISK = re.compile(r"^[\s_(\[]*(?:\\?[*†‡])+")
EDGES = " \t*†‡_\\"
BRACKETS = ("()", "[]")
LONGEST_LINE = 1_200
LONGEST, LONGEST_MARKED = 70, 120
"""Characters; words without and with an asterisk or label."""
FIRST_PERSON = re.compile(r"\b(?:I|my|me|myself)\b")
IN_THE_THIRD_PERSON = re.compile(
    r"\b(?:authors?|writers?|contributors?|essayists?|columnists?|expressed|this\s+(?:article|essay|piece|column))\b"
    r"|مصنف|مضمون\s*نگار|لکھاری|قلم\s*کار|نویسند|الكاتب|ادار[ےہ]",
    re.I,
)
WORD = re.compile(r"[^\W_]+")


def same_meaning(a: str, b: str) -> float:
    """Likeness of two disclaimers by what they say, 0 to 1; above 0.75 they say the same.

    What counts is which concepts both hold (whose views, how they are kept apart from the house's); names, quotation
    marks, number and spelling do not. One tenth is left to the words, so that of two alike the nearer wording wins.
    """
    first, second = _words(a), _words(b)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    meant, also_meant = _concepts(a), _concepts(b)
    wording = len(set(first) & set(second)) / len(set(first) | set(second))
    if not (meant & _telling() and also_meant & _telling()):
        return wording if not (meant | also_meant) & _telling() else 0.1 * wording
    shared, either = _weight(meant & also_meant), _weight(meant | also_meant)
    return 0.9 * shared / either + 0.1 * wording


def _telling() -> frozenset[Concept]:
    return frozenset({VIEWS, *KINDS})


def _concepts(text: str) -> frozenset[Concept]:
    """The concepts of a text; distance, writer and house mean something only beside views."""
    text = " ".join(text.split())
    found = frozenset(concept for concept in CONCEPTS if concept.words.search(text))
    return found if VIEWS in found else found & _telling()


def _weight(concepts: frozenset[Concept]) -> float:
    return sum(concept.weight for concept in concepts)


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def is_disclaimer(text: str) -> bool:
    return bool(disclaimer_in(text))


def is_marked(text: str) -> bool:
    """Whether a line begins with an asterisk or a label as disclaimers do."""
    return bool(ASTERISK.match(text) or LABEL.match(_unbracketed(text.strip(EDGES))))


def disclaimer_in(text: str) -> str:
    """The wording of a line that is a disclaimer, without asterisk, label and brackets; ``""`` when it is none.

    A line with an asterisk or a label may be of any kind of disclaimer; one without must keep the views of the author
    apart from those of the house, in the third person.
    """
    if len(text) > LONGEST_LINE:
        return ""
    marked, bare = bool(ASTERISK.match(text)), _unbracketed(text.strip(EDGES))
    labelled = bool(LABEL.match(bare))
    wording = LABEL.sub("", bare).strip(EDGES)
    meant, length = _concepts(wording), len(wording.split())
    if labelled:
        return wording if 0 < length <= LONGEST_MARKED else ""
    if marked and length <= LONGEST_MARKED:
        return wording if meant & {*KINDS} or {VIEWS, DISTANCE} <= meant else ""
    stands = {VIEWS, DISTANCE} <= meant and IN_THE_THIRD_PERSON.search(wording)
    return wording if stands and 4 <= length <= LONGEST and not FIRST_PERSON.search(wording) else ""


def _unbracketed(text: str) -> str:
    whole = any(text.startswith(pair[0]) and text.endswith(pair[1]) for pair in BRACKETS)
    return text[1:-1].strip(EDGES) if whole else text
