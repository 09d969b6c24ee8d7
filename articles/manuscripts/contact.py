"""The e-mail address in a biography, which is for the desk and not for readers."""

import re

EMAIL = re.compile(r"(?:mailto:)?([A-Za-z0-9][A-Za-z0-9._%+\-]*@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,})")
_ADDRESS = rf"[<(\[]?{EMAIL.pattern}[>)\]]?"
REACHED = re.compile(
    r"""[,;]?\s*(?:\b(?:and|who|but)\b\s*)?
    (?:\b(?:she|he|they|you|readers?|the\s+authors?|the\s+writers?|both)\b
    |(?:(?<=[.!?]\s)|(?<=^))(?-i:[A-Z](?:\.|[\w'’\-]+)(?:\s[A-Z](?:\.|[\w'’\-]+)){0,3}))?
    \s*(?:\b(?:can|may|could)\s+(?:also\s+)?(?:be\s+)?(?:reached|contacted|found|e-?mailed|written\s+to|reach|contact|e-?mail|write\s+to)
    (?:\s+(?:her|him|them))?|\bis\s+(?:reachable|available)|\b(?:contact|reach|write\s+to|e-?mail)\s+(?:her|him|them|the\s+authors?))
    (?:\s+(?:by|via|through|on|with))?(?:\s+(?:an\s+)?e-?mail)?\s*(?:at|on|:|via|by|under)?\s*"""
    + _ADDRESS
    + r"(?:\s*(?:,|and|or|;)\s*"
    + _ADDRESS
    + r")*(?:,?\s*respectively)?",
    re.I | re.X,
)
LABELLED = re.compile(
    r"[(\[]?\s*(?:\b(?:e-?mail(?:\s+address)?|mail|contact|correspondence|ای\s?میل|ایمیل|رابطہ|رابطے\s+کا\s+پت[اہ]|برید)\s*[:：\-–—]?\s*)?"
    + _ADDRESS
    + r"\s*[)\]]?",
    re.I,
)
LABEL = re.compile(r"mail|contact|correspond|میل|رابط|برید", re.I)
CONTACT_ONLY = re.compile(LABELLED.pattern + r"(?:\s*[,;|/&]?\s*(?:and\s+)?" + LABELLED.pattern + r")*[.]?", re.I)
SENTENCE = re.compile(r"[^.!?۔؟]*(?:[.!?۔؟]+(?!\s|$)[^.!?۔؟]*)*[.!?۔؟]*\s*")


def emails(text: str) -> tuple[str, ...]:
    """The addresses of a text in order, each once."""
    return tuple(dict.fromkeys(EMAIL.findall(text)))


def is_contact(text: str) -> bool:
    """Whether a line is an address and nothing else."""
    return bool(CONTACT_ONLY.fullmatch(text.strip()))


def without_address(text: str) -> str:
    """A biography without its addresses and the words that only lead to them."""
    if not EMAIL.search(text):
        return text
    text = REACHED.sub("", text)
    text = "".join(_unaddressed(sentence) for sentence in SENTENCE.findall(text))
    text = re.sub(r"\s+([.,;])", r"\1", " ".join(text.split()))
    return _ended(re.sub(r"(?<![.])([.!?])\.(?!\.)", r"\1", text))


def _unaddressed(sentence: str) -> str:
    """The sentence without a labelled or bracketed address; ``""`` when the address is what it is about."""
    if not EMAIL.search(sentence):
        return sentence
    rest = LABELLED.sub("", sentence)
    return rest if rest.strip(" .,;") == "" or _stands_alone(sentence) else ""


def _stands_alone(sentence: str) -> bool:
    """Whether the address is labelled, in brackets or after a comma, so that the sentence is whole without it."""
    found = LABELLED.search(sentence)
    if found is None:
        return False
    before, after = sentence[: found.start()].rstrip(), sentence[found.end() :].strip(" .")
    bracketed, labelled = found[0].lstrip().startswith(("(", "[")), bool(LABEL.search(EMAIL.sub("", found[0])))
    return bracketed or (not after and (labelled or before.endswith((",", ";", "–", "—"))))


def _ended(text: str) -> str:
    """The text with a full stop where cutting took the last one, and without the comma that led on."""
    text = re.sub(r"^[\s.,;]+", "", text).rstrip(" ,;:–—-")
    return f"{text}." if text and text[-1].isalnum() and " " in text else text
