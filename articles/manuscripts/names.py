"""People's names on a line: what looks like one, and whom a line of them names."""

import re

BY = re.compile(r"(?:written by|words by|text by|by|author|authors|تحریر|از|بقلم|نوشته)\s*[:：]?\s+", re.I)
EDGES = " \t*†‡_—–-―,:;|~()[]"
TITLE = re.compile(r"(?:dr|prof|professor|mr|mrs|ms|mx|sir|dame|lord|lady|rev|ڈاکٹر|پروفیسر|دکتر)\.?$", re.I)
PARTICLES = frozenset(
    re.findall(
        r"\S+",
        "de da do dos das di del della du la le van von der den ten ter zu af av al el ul e y bin ibn bint",
    )
)
AND = re.compile(r"\s*(?:,\s*and\s|,|;|&|\sand\s|\swith\s|\sاور\s|\sو\s|،)\s*", re.I)
TOKEN = re.compile(r"[^\W\d_][^\W\d_'’‘.\-\u200c]*(?:['’‘.\-\u200c][^\W\d_]+)*\.?")
CASED = re.compile(r"[A-Za-zÀ-ɏͰ-ϿЀ-ӿ]")
NOT_IN_NAMES = frozenset(
    re.findall(
        r"\S+",
        "a an the and or but if of in on at to for from with without by as is are was were be not no nor so than "
        "that this these those it its our my your their his her what when where which who whom why how all any some "
        "more most less university college school institute department faculty centre center academy laboratory "
        "museum library press magazine review journal society association foundation council ministry thoughts "
        "words remarks note notes end conclusion introduction summary afterword postscript appendix sources "
        "references further reading looking ahead back towards toward beyond between behind before after again into "
        "about against under over act part chapter section january february july september "
        "october november december monday tuesday wednesday thursday friday saturday sunday disclaimer biography "
        "contact email one two three new old first last final next",
    )
)
MOST_TOKENS = 6


def looks_like_name(text: str) -> bool:
    """Two to six words, each begun like a name; in scripts without capitals two to five words of letters alone."""
    tokens = text.split()
    if not (2 <= len(tokens) <= MOST_TOKENS) or not all(TOKEN.fullmatch(token) for token in tokens):
        return False
    if any(token.casefold().rstrip(".") in NOT_IN_NAMES for token in tokens):
        return False
    proper = [token for token in tokens if token.casefold() not in PARTICLES]
    return len(proper) >= 2 and all(not CASED.match(token) or token[0].isupper() for token in proper)


def named(text: str) -> tuple[str, ...]:
    """The people that a line names and nothing else: ``By Ann Lee and Bob Roy``; empty when it says anything more."""
    bare = BY.sub("", text.strip(EDGES), count=1) if is_byline(text) else text.strip(EDGES)
    names = tuple(part.strip(EDGES) for part in AND.split(bare))
    return names if names and len(names) <= 6 and all(map(looks_like_name, names)) else ()


def is_byline(text: str) -> bool:
    """Whether the line begins as a byline does."""
    return bool(BY.match(text.strip(EDGES)))


def leading_name(text: str) -> str:
    """The name a biography begins with (``Ann Lee is a historian``), ``""`` when it begins otherwise."""
    tokens = text.strip(EDGES).split()
    for length in range(min(MOST_TOKENS, len(tokens) - 1), 1, -1):
        if _ends_name(tokens, length):
            return " ".join(tokens[:length]).rstrip(",")
    return ""


def _ends_name(tokens: list[str], length: int) -> bool:
    name, after = " ".join(tokens[:length]).rstrip(","), tokens[length]
    if not CASED.match(after) and not after.startswith("("):
        return False
    return looks_like_name(name) and (after[0].islower() or after.startswith("(") or tokens[length - 1].endswith(","))


def surname(name: str) -> str:
    tokens = [token for token in name.split() if not TITLE.match(token)]
    return tokens[-1] if tokens else name


def same(a: str, b: str) -> bool:
    """Whether two spellings name one person: titles, case and stops do not matter."""
    return _bare(a) == _bare(b)


def _bare(name: str) -> str:
    return " ".join(token.rstrip(".").casefold() for token in name.split() if not TITLE.match(token))
