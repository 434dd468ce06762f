"""The text of a mandate → statements: one point each that reads alone, what is excluded apart from what is claimed."""

import re
from collections.abc import Iterator

_BULLET = re.compile(r"^(?:(?:[-–—•*·▪◦]|\(?[a-z0-9]{1,2}[.)])\s+)+")
_INLINE_BULLET = re.compile(r"\s[•▪◦]\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"“(]?[A-Z]|exclu)")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|cf|vs|Rec|Recs|No|Fig|Dr|St|Art|ca|approx|resp)|\b[A-Z])\.$")
_NOTE = re.compile(r"^notes?\b\s*\d*\s*[:.–—-]?\s*(?:that\b)?", re.IGNORECASE)
_NOTE_WITHIN = re.compile(r"(?<=[\w.;)])\s+(?=NOTE\s*\d*\s*[:–—]|Notes?\s*\d*\s*:)")
_EXCLUDED = re.compile(
    r"^(?:excluded|excludes|excluding|exclusions?|out of scope|not (?:covered|included|in scope)|except(?:ion)?s?)\b"
    r"(?:\s+(?:from (?:the|this|its) (?:scope|area of work))?\s*(?:is|are)?\b)?\s*[:–—-]?\s*",
    re.IGNORECASE,
)
_EXCLUDES = re.compile(
    r"\b(?:(?:is|are|be|also) excluded|(?:scope|committee) (?:also )?excludes|does not (?:cover|include|address)|"
    r"do not (?:cover|include)|(?<!which )(?<!that )(?:is|are) not (?:covered|included|in scope|within the scope)|"
    r"(?:is|are) (?:out of|outside(?: of)?) (?:the |its )?scope)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[,;]?\s+(?:but\s+)?(?:excluding|excepting|with the exception of|with the exclusion of|to the exclusion of|"
    r"except(?: for)?|but (?:also )?to exclude|but excludes)(?::|\b(?! (?:where|when|if|that|as|in)\b))\s*",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:this|these|it|the)?\s*(?:\w+\s+){0,9}?(?:study items|tasks|topics|items|subjects|areas|work|activities|"
    r"following|this|it)\b[^:]*\b(?:includes?|including|are|following|limited to|covers?|comprises?|address)\b"
    r"[^:]{0,60}:$",
    re.IGNORECASE,
)
_SEMICOLON = re.compile(r";\s*(?:and\b|or\b)?")
_LONGEST_LEAD = 200
"""Characters; a longer lead-in would say more in each statement than the statement itself."""
_LONGEST_ABBREVIATION = 10
"""So many characters before a full stop show whether it ends an abbreviation."""


def split(text: str) -> list[tuple[str, str]]:
    r"""Cut a text, one paragraph or list item a line, into pairs of kind and statement.

    The kind is `scope`, `exclusion`, or `note` for what neither claims nor excludes. A lead-in that ends in a colon is
    put before each item of its list, a line of its own that begins with `- ` or the like.

    >>> split("Standardization of lots: terms; payment. Excluded: road vehicles covered by ISO/TC 22; toll roads.")
    ... # doctest: +NORMALIZE_WHITESPACE
    [('scope', 'Standardization of lots: terms'), ('scope', 'Standardization of lots: payment'),
     ('exclusion', 'Road vehicles covered by ISO/TC 22'), ('exclusion', 'Toll roads')]
    >>> split("Kerbs, e.g. raised ones, excluding bollards.\nNote 1: see Rec. No. 5. Ferries are excluded.")
    ... # doctest: +NORMALIZE_WHITESPACE
    [('scope', 'Kerbs, e.g. raised ones'), ('exclusion', 'Bollards'), ('note', 'See Rec. No. 5'),
     ('exclusion', 'Ferries are excluded')]
    >>> split("Excluded:\n- ferries (on rivers; at sea);\n- trams; buses.")
    [('exclusion', 'Ferries (on rivers; at sea)'), ('exclusion', 'Trams'), ('exclusion', 'Buses')]
    """
    found: list[tuple[str, str]] = []
    lead, is_note, is_marked = "", False, False
    for raw in _lines(text):
        bulleted = bool(_BULLET.match(raw))
        is_item = bulleted or raw.endswith(";") or (bool(lead) and raw[:1].islower())
        line = _BULLET.sub("", raw)
        if _NOTE.match(line) or (is_note and not _EXCLUDED.match(line)):
            plain = _NOTE.sub("", line).strip()
            found += _noted(plain)
            lead, is_note = "", bulleted or not plain
            continue
        is_note = False
        if lead and is_marked and not bulleted:
            lead = ""
        elif lead and not is_item and not _is_short(line):
            found += _judged(lead, [line]) if _EXCLUDED.match(lead) else []
            line, lead = "" if _EXCLUDED.match(lead) else line, ""
        is_marked = bulleted
        if line:
            statements, lead = _paragraph(line, lead, is_item)
            found += statements
    return [(kind, statement) for kind, statement in found if statement]  # a bare `; and` says nothing


def _lines(text: str) -> Iterator[str]:
    """Yield the lines that say something; a note that runs on in a line gets its own."""
    for raw in _INLINE_BULLET.sub("\n- ", text).split("\n"):
        yield from (line for line in _NOTE_WITHIN.split(" ".join(raw.split())) if re.search(r"\w", line))


def _noted(text: str) -> Iterator[tuple[str, str]]:
    """Read a note: no claim, but it may exclude."""
    for sentence in sentences(text) if text else ():
        yield ("exclusion" if _EXCLUDES.search(sentence) else "note"), _tidy(sentence)


def _paragraph(line: str, lead: str, is_item: bool) -> tuple[list[tuple[str, str]], str]:
    """Read a paragraph or an item: its statements, and the lead-in of what follows."""
    said = sentences(line)
    if not said[-1].endswith(":"):
        return list(_judged(lead, said)), lead if not line.endswith(".") or is_item else ""
    found, last = list(_judged("", said[:-1])), said[-1]
    tail = _TAIL.search(last)
    if tail and tail.end() == len(last):
        return [*found, *_claims(lead, last[: tail.start()])], "Excluded:"
    return found, "Excluded:" if _EXCLUDES.search(last) else last


def _is_short(line: str) -> bool:
    """Say whether a line after a lead-in may be an item of its list although nothing marks it as one."""
    return len(line.split()) <= 12


def _judged(lead: str, sentences: list[str]) -> Iterator[tuple[str, str]]:
    """Tell for each sentence, or each subject of a list in it, whether it claims or excludes."""
    for number, sentence in enumerate(sentences):
        before = lead if number == 0 else ""
        if excluded := _EXCLUDED.match(sentence):
            yield from (("exclusion", _tidy(each)) for each in _excluded(sentence[excluded.end() :]) if _tidy(each))
        elif before and _EXCLUDED.match(before):
            yield from (("exclusion", _tidy(each)) for each in _excluded(sentence))
        elif lead and _EXCLUDED.match(lead):
            yield "note", _tidy(sentence)
        elif _excludes(sentence):
            yield "exclusion", _tidy(sentence)
        else:
            yield from _claims(before, sentence)


def _claims(lead: str, sentence: str) -> Iterator[tuple[str, str]]:
    """Yield the subjects of a sentence, each with its lead-in, and apart from them what its tail excludes."""
    tail = next(_outside(_TAIL, sentence), None)
    claimed = sentence[: tail.start()] if tail else sentence
    head, colon, items = claimed.partition(": ")
    if colon and ";" in items and len(head) <= _LONGEST_LEAD and head.count("(") <= head.count(")"):
        yield from (("scope", _with_lead(f"{head}:", each)) for each in _listed(items))
    else:
        yield "scope", _with_lead(lead, claimed)
    if tail and re.search(r"\w", sentence[tail.end() :]):
        yield "exclusion", _tidy(sentence[tail.end() :])


def _excludes(sentence: str) -> bool:
    """Say whether a sentence excludes as a whole; what it says within parentheses does not count."""
    return next(_outside(_EXCLUDES, sentence), None) is not None


def _with_lead(lead: str, item: str) -> str:
    """Put the lead-in before an item so that it reads alone; one that says no subject is left out."""
    if not lead or _GENERIC.match(lead) or len(lead) > _LONGEST_LEAD:
        return _tidy(item)
    return f"{lead} {_ended(item)}".strip()


def _listed(text: str) -> list[str]:
    """Part a list at its semicolons, never within parentheses."""
    pieces, start = [], 0
    for found in _outside(_SEMICOLON, text):
        pieces.append(text[start : found.start()])
        start = found.end()
    return [piece for piece in (*pieces, text[start:]) if re.search(r"\w", piece)]


def _excluded(text: str) -> list[str]:
    """Part a list of excluded subjects: at semicolons, else at commas where each names whose subject it is."""
    pieces = _listed(text)
    if len(pieces) > 1 or len(re.findall(r"\b(?:covered|dealt with) by\b", text)) < 2:
        return pieces
    return re.split(r",\s+(?:and\s+)?(?=[A-Z])", text)


def sentences(line: str) -> list[str]:
    """Part a paragraph into sentences: no abbreviation ends one, nor does anything within parentheses.

    >>> sentences("Lots (e.g. Parking. Tolls) and cars, i.e. Vans. More.")
    ['Lots (e.g. Parking. Tolls) and cars, i.e. Vans.', 'More.']
    """
    found_sentences, start = [], 0
    for found in _outside(_SENTENCE_END, line):
        if not _ABBREVIATION.search(line[max(start, found.start() - _LONGEST_ABBREVIATION) : found.start()]):
            found_sentences.append(line[start : found.start()])
            start = found.end()
    return [*found_sentences, line[start:]]


def _outside(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches that do not begin within parentheses."""
    depth, place = 0, 0
    for found in pattern.finditer(text):
        depth += text.count("(", place, found.start()) - text.count(")", place, found.start())
        place = found.start()
        if depth <= 0:
            yield found


def _ended(text: str) -> str:
    return text.strip().rstrip(";,").removesuffix("; and").removesuffix(" and").rstrip(" .;,")


def _tidy(text: str) -> str:
    """Begin with a capital, and end without the marks of a list."""
    plain = re.sub(r"[;,]\s*(?:and|or)$", "", text.rstrip("; ,\t\n").lstrip()).rstrip("; ,\t\n")
    plain = plain if _ABBREVIATION.search(plain) else plain.removesuffix(".")
    return plain[:1].upper() + plain[1:]
