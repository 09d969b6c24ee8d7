"""The words by which a paragraph of biography is told from the text."""

import re

PERSON = re.compile(
    r"\b(?:is|was|are|teach(?:es)?|writes?|works?|lives?|edits?|holds?|runs?|studie[sd]|leads?|has|have)\b.{0,160}?"
    r"\b(?:\w+(?:ist|ian|rapher|turer|essor|cher|itor|ologist|eer)s?|writers?|authors?|poets?|fellows?|students?|lawyers?|doctors?"
    r"|columnists?|directors?|scholars?|farmers?|judges?|clerks?|engineers?|architects?|critics?|nurses?|reporters?|keepers?|university"
    r"|teaches|writes|lives|works)\b",
    re.I | re.S,
)
PRONOUN = re.compile(r"(?:She|He|They|The\s+(?:author|writer)s?)\s+(?:is|was|are|has|have|[a-z]+s)\b")
