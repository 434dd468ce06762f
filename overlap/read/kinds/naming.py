"""What the cells of a column say of it: whether they name the rows, number them, or are texts."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise, takewhile

from overlap.read.kinds import headings
from overlap.text import citations

_SAMPLE = 200
"""So many rows are looked at: enough to tell a name from a number, quick on a million rows."""
_MOST_WORDS = 3
"""A name of more words has a figure in it, as `Supplement 73 to ITU-T Y-series Recommendations`."""
_DISTINCT = 0.6
"""A page that shows its items in two views repeats each name once; what is repeated more names a group."""
_FILLED = 0.5
_FEW_WORDS = 2.0
_MANY_WORDS = 6.0
"""A text of so many is no name."""
_ALL_DIFFER = 0.9
_LONGEST_NUMBER = 60
"""Characters of an identifier of a document."""
_FEWEST_OF_A_SERIES = 3
_UNPARTED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]{2}")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_CLAUSE = re.compile(r"[A-Z]\.\d{1,2}(?:\.\d+)*")
_ITU = re.compile(r"\b(?:ITU|UIT|МСЭ)\b|国际电联")
_NAME_AND_FIGURE = re.compile(r"(?=.*\d)(?=.*[^\W\d_]|\d+-\d+)[^\s,;]{1,30}(?:\s[^\s,;]{1,20}){0,2}")
"""Three words at most, with a figure and a letter, or figures with a hyphen between."""
_NO_NAME = re.compile(
    r"(?:\w+\s)?\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T\s].*)?|(?:19|20)\d\d-\d\d?|\d{1,2}[.\s-]*[^\W\d_]{3,9}[.\s-]*\d{2,4}|"
    r"[^\W\d_]{3,9}[.\s]+(?:\d{1,2},?\s)?(?:19|20)\d\d|[Vv]?\d+(?:\.\d+)+|[\d.,]+\s?[^\W\d_%]{1,12}|"
    r"[^\W\d_]{4,}\s\d+|\S+://.*|.*@.*|"
    r"Q[1-4]\W.*|(?:WG|SC|TC|SG|Q|Release|Rel|Phase|Version|Stage|Week|Page|Row|Table|Annex|Clause)\W?\d.*",
    re.IGNORECASE,
)
"""A date, a version, a quantity, a plain word with a number, an address, a group, a part of a text."""
_SEVERAL = re.compile(r"[;,\n].*\d")
_COMMITTEE = re.compile(r"\b(?:TC|SC|WG|SG|JTC|PC|WP|TG|SyC|JWG|AG)[\s-]?\d")
_OF_A_BODY = re.compile(r"[a-z][A-Z]{2,}-\d{3}|(?:pr|Fpr|\d)?[A-ZÀ-ÞŠŽČА-ЯЁ]{2,}|[A-Z][./-]\w")
_PADDED = re.compile(r"(?<!\d)0\d\d+\b")
"""Figures of a series, and of no date or count: `SEP 030`."""
_LONGEST_BODY, _MOST_BODIES = 8, 5
"""Letters of a body's name in capitals, and words before the figure: more are words of a text."""
_CAPITALS = re.compile(
    r"(?:pr|Fpr)?[A-ZÀ-ÞŠŽČА-ЯЁ][A-ZÀ-ÞŠŽČА-ЯЁ./&®™-]*(?:-No\.)?|\(.*|.*\)|Amd\.?|Cor\.?|Suppl?\.?|Rec\.?|Part|Std\.?|No\.?|Rev\.?|Guide|ed\.?|[:+/|-]"
)


def column(candidates: Sequence[int], rows: Sequence[Sequence[str]]) -> int:
    """Choose the column that names the rows, from those that may, best known first.

    One of identifiers of documents comes first, then one whose cells differ, one that only counts the rows, and one of
    groups or of sentences.
    """
    ranks = {each: _rank(cells(each, rows), min(len(rows), _SAMPLE)) for each in candidates}
    return min(candidates, key=lambda each: ranks[each])  # of equals the first


def cells(number: int, rows: Sequence[Sequence[str]]) -> list[str]:
    """List the filled cells of a column, of the first rows."""
    found = (row[number].strip() for row in rows[:_SAMPLE] if number < len(row))
    return [cell for cell in found if cell.strip("-–— ")]


def sampled(rows: Sequence[Sequence[str]]) -> int:
    """Give how many of the rows are looked at."""
    return min(len(rows), _SAMPLE)


def _rank(found: Sequence[str], rows: int) -> int:
    """Say how well cells name rows: 0 they do, 1 they are few, 2 they count them, 3 they do not.

    -1 they are identifiers of documents, -2 of those of known bodies.
    """
    if not found:
        return 3 if rows else 0
    if any(_SEVERAL.search(cell) and len(citations.find(cell)) > 1 for cell in found):
        return 3  # what is named is related
    if len(found) >= _FILLED * rows and are_documents(found):
        return -2 if sum(bool(citations.find(cell)) for cell in found) >= _DISTINCT * len(found) else -1
    named = sum(len(cell.split()) <= _MOST_WORDS or any(map(str.isdigit, cell)) for cell in found)
    if len({*found}) < _DISTINCT * len(found) or named < _DISTINCT * len(found):
        return 3
    if is_running(found):
        return 2
    return int(len(found) < _FILLED * rows)


def names_documents(number: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether most cells of a column are identifiers of documents, each another."""
    found = cells(number, rows)
    return len(found) > _FILLED * min(len(rows), _SAMPLE) and are_documents(found)


def is_key(number: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether a column has one word in each row, each another: `oc2arch`, `MQTT-TS`."""
    found = cells(number, rows)
    return (
        len(found) > 1
        and len(found) >= _ALL_DIFFER * sampled(rows)
        and len({*found}) >= _ALL_DIFFER * len(found)
        and all(len(cell.split()) == 1 and re.search(r"[^\W\d_]", cell) for cell in found)
    )


def are_keys(number: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the cells of a column are the keys of a program, in small letters: `iso-42001`, `en_301549`."""
    found = cells(number, rows)
    return bool(found) and all(re.fullmatch(r"(?=.*[a-z])[a-z\d]+(?:[-_.][a-z\d]+)*-?", cell) for cell in found)


def name_some(number: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether a third of the cells of a column, or more, are identifiers of documents of known bodies."""
    found = cells(number, rows)
    return bool(found) and 3 * sum(is_document(cell) and bool(citations.find(cell)) for cell in found) >= len(found)


def differ(number: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether each row has a short cell in a column, each another."""
    found = cells(number, rows)
    short = all(len(cell.split()) <= _MOST_WORDS for cell in found)
    return short and len({*found}) == len(found) > 1 and len(found) >= _ALL_DIFFER * sampled(rows)


def is_numbered(number: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether a column has a short name with a figure in each row, each another, and no dates, counts or addresses.

    `MSC.428(98)`, `draft-ietf-quic-http-34`, `Doc 9303`, `R 76-1` are no identifiers of a form that is known.
    """
    found = cells(number, rows)
    named = sum(bool(_NAME_AND_FIGURE.fullmatch(cell)) and not _NO_NAME.fullmatch(cell) for cell in found)
    return (
        len(found) > max(1, _ALL_DIFFER * sampled(rows) - 1)
        and len({*found}) >= _ALL_DIFFER * len(found)
        and named >= _ALL_DIFFER * len(found)
    )


def are_numbers(number: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the cells of a column are names with a figure, each another, as laws and orders have: `Act No. 152`.

    Some rows may have none: they go on with what the one above names.
    """
    found = cells(number, rows)
    return (
        len(found) > max(1, _FILLED * sampled(rows))
        and len({*found}) >= _ALL_DIFFER * len(found)
        and sum(any(map(str.isdigit, cell)) for cell in found) >= _ALL_DIFFER * len(found)
        and words(found) <= _MOST_WORDS * len(found)
    )


def are_documents(found: Sequence[str]) -> bool:
    """Say whether most of some cells are identifiers of documents, each another."""
    listed = series(found)
    documents = sum(is_document(cell, listed) for cell in found)
    return len({*found}) >= _ALL_DIFFER * len(found) and documents >= _DISTINCT * len(found) > 0


def series(names: Iterable[str]) -> frozenset[str]:
    """Give the letters that seldom are those of documents, and begin the names of several here.

    >>> series(["STEP 203", "STEP 214", "STEP 242", "RULE 1", "EUR 1", "EUR 2", "EUR 3"])
    frozenset({'step'})
    """
    counts = Counter(_before_figure(name) for name in {*names} if any(map(str.isdigit, name)))
    return frozenset(each for each in headings.seldom_documents() if counts[each] >= _FEWEST_OF_A_SERIES)


def names_itu(text: str) -> bool:
    """Say whether a text names ITU, in any of its languages: only there is `E.1.3` the number of a Recommendation."""
    return _ITU.search(text) is not None


def is_clause(identifier: str) -> bool:
    """Say whether an identifier is as well the number of a clause in an annex: `P.1.2`."""
    return _CLAUSE.fullmatch(identifier) is not None


def clauses(identifiers: Iterable[str], is_itu: bool) -> frozenset[str]:
    """Give those that number the clauses of the document they stand in, and no Recommendations.

    Where ITU is spoken of, `X.1` is a clause if all of its letter run on from the first, without a gap.

    >>> sorted(clauses(["X.1", "X.2", "X.2.1", "Y.4900"], is_itu=True)), [*clauses(["A.5", "ABC 101"], is_itu=False)]
    (['X.1', 'X.2', 'X.2.1'], ['A.5'])
    """
    alike = {each for each in identifiers if is_clause(each)}
    if not is_itu:
        return frozenset(alike)
    found: set[str] = set()
    for letter in {each[0] for each in alike}:
        of_letter = {tuple(map(int, each[2:].split("."))): each for each in alike if each[0] == letter}
        if len(of_letter) >= _FEWEST_OF_A_SERIES and _run_on(sorted(of_letter)):
            found |= {*of_letter.values()}
    return frozenset(found)


def _run_on(numbers: Sequence[tuple[int, ...]]) -> bool:
    """Say whether numbers of clauses, in order, are those of a text: each is the next one, or the first below it."""
    return set(numbers[0]) == {1} and all(
        after == (*before, 1)
        or (len(after) <= len(before) and after == (*before[: len(after) - 1], before[len(after) - 1] + 1))
        for before, after in pairwise(numbers)
    )


def is_document(cell: str, listed: Collection[str] = ()) -> bool:
    """Say whether a cell looks like the identifier of a document, of any body: capitals and figures, and little else.

    Some letters are those of documents only where more of the series are `listed`.

    >>> [is_document(each) for each in ("ETSI TS 102 508 V1.1.1 (2006-03)", "prEN 17412", "ISO/TC 268", "5G LTE")]
    [True, True, False, False]
    >>> [is_document(each) for each in ("EUR 100", "COVID-19", "EUROCAE ED-12C")]
    [False, False, True]
    """
    if len(cell) > _LONGEST_NUMBER or not any(map(str.isdigit, cell)) or _COMMITTEE.search(cell):
        return False
    if not cell.isascii() and _DENSE.search(cell):
        return False
    first, *rest = cell.split()
    words = rest if rest and first.istitle() and first.isalpha() and rest[0][:1].isupper() else [first, *rest]
    plain = [each for each in words if not any(map(str.isdigit, each))]
    before = list(takewhile(lambda each: not any(map(str.isdigit, each)), words))
    if len(before) > _MOST_BODIES or any(each.isalpha() and len(each) > _LONGEST_BODY for each in before):
        return False
    begun = _before_figure(words[0])
    is_none = (begun in headings.no_documents() and not _PADDED.search(cell)) or (
        begun in headings.seldom_documents() and begun not in listed
    )
    return _OF_A_BODY.match(words[0]) is not None and not is_none and all(map(_CAPITALS.fullmatch, plain))


def _before_figure(word: str) -> str:
    """Give the letters that a word begins with."""
    return "".join(takewhile(lambda sign: sign.isalpha() or sign == "$", word)).casefold()


def is_running(found: Sequence[str]) -> bool:
    """Say whether cells count the rows: whole numbers from 0 or 1 on, in order, with no large gaps.

    A section may begin again at 1.

    >>> is_running(["1", "2", "3", "5"]), is_running(["214", "198"]), is_running(["1.", "2.", "1."])
    (True, False, True)
    """
    numbers = [int(digits[1]) for cell in found if (digits := re.fullmatch(r"(\d{1,7})(?:\.0?|\))?", cell))]
    if len(numbers) < len(found) - 1 or not numbers or numbers[0] > 1:
        return False
    return all(1 <= after - before <= 3 or after <= 1 for before, after in pairwise(numbers))


def all_differ(number: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether nearly each row has a cell in a column, each another."""
    found = cells(number, rows)
    is_full = len(found) > 1 and len(found) >= _ALL_DIFFER * sampled(rows)
    return is_full and len({*found}) >= _ALL_DIFFER * len(found)


def says_much(number: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the cells of a column are texts of several words, as titles are; of no rows nothing is known."""
    found = cells(number, rows)
    return not rows or (bool(found) and words(found) >= _FEW_WORDS * len(found))


def is_prose(number: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the cells of a column are sentences."""
    found = cells(number, rows)
    return bool(found) and words(found) >= _MANY_WORDS * len(found)


def width(text: str) -> int:
    """Count the characters of a text; those of scripts that say with one what others say with two count twice.

    >>> width("Ramps"), width("坡道")
    (5, 4)
    """
    return len(text) + sum(map(len, _DENSE.findall(text))) if not text.isascii() else len(text)


def words(found: Sequence[str]) -> int:
    """Count the words; of scripts that part them by no space, two characters are one."""
    return sum(
        len(_UNPARTED.findall(word)) or 1 for cell in found for word in cell.split() if any(map(str.isalpha, word))
    )
