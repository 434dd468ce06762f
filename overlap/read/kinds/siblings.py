"""Texts that stand side by side, as headings of one level or bullets of one list do: which of them name documents."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from overlap.read.content import Paragraph, Table
from overlap.read.kinds import naming, references
from overlap.text import citations

TEXT = 10
"""The rank of running text, below that of headings; items of lists have ranks below it, by their depth."""
_LONGEST = 300
"""Characters; a longer line is a paragraph that begins with a reference."""
_ALIKE = 2 / 3
"""Of the texts that are built alike."""
_FEWEST = 3
_FEW_WORDS = 8
_SEPARATOR = re.compile(r"\s*[:：]\s+|\s+(?:[–—-]|[-=]>|[→⇒])\s+")
_SERIES = re.compile(r"[^\W\d_]+[-. ]")
"""What the numbers of one list begin with: `NIP-`, `Y.`, `ISO `."""
_LONGEST_NAME = 24
"""Characters of a number that is known by its series alone: `NIP-EE`."""
_SIGN = re.compile(r"\s*(?:[-–—•*·▪]|\(?[a-z0-9]{1,3}[.)])\s+(?=\S)")
_SENTENCES = re.compile(r"(?<=[^\W\d_]{2}|.[.)\d])\.\s+(?=[^\W\d_a-z][^\W\d_A-Z])")
"""Between two sentences."""
_SAID = re.compile(r"(?P<title>.*\S)(?:\s*[:：]|\s+[–—-]{1,3})\s+(?P<summary>\S+(?:\s+\S+){2,}\.)")
"""A title, and a sentence that says what the document does."""
_REMARK = re.compile(r"\s+[-–—]{2,}\s.*", re.DOTALL)
"""What a line says of its document after several dashes."""
_KEY_OF_LIST = re.compile(r"(?P<key>[A-Z]{0,3}[-.]?\d{1,4})(?:\s*[:：]\s+|\s+[–—-]\s+)(?P<rest>\S.*)", re.DOTALL)
"""The number of a line in its list: `S-601 : NF EN 1997-1`."""
_BRACKETS_AT_END = re.compile(r"\s*\((?!\d)[^()]*\)(?=\s*[–—-]\s|\s*[:：])")


@dataclass(frozen=True, slots=True)
class Sibling:
    """A text among others of its kind, what it names, and what stands below it."""

    part: Paragraph
    rank: int
    named: Mapping[str, str] = field(default_factory=dict)
    """Number, title and what else is said of the document that it names; empty where it names none."""
    below: tuple[Paragraph | Table, ...] = ()
    key: str = ""
    """Its number in the list."""


def rank(part: Paragraph) -> int:
    """Tell how high a text stands: headings by their level, then running text, then items by their depth."""
    if part.level:
        return part.level
    is_item = part.style.startswith("li") or part.style.lower().startswith(("list ", "dt")) or _SIGN.match(part.text)
    return TEXT + max(part.depth, bool(is_item)) + (part.style == "dd") * 2


def groups(parts: Sequence[Paragraph | Table]) -> Iterator[list[Sibling]]:
    """Yield the texts that stand side by side: headings of one level, texts of one rank below one heading.

    What stands below an item, and is of a lower rank, belongs to it.
    """
    found: dict[tuple[int, int], list[Sibling]] = {}
    section = 0
    ranks = [rank(part) if isinstance(part, Paragraph) else TEXT for part in parts]
    ends = _ends_of(ranks)
    for number, part in enumerate(parts):
        if not isinstance(part, Paragraph) or part.style == "code" or part.style.startswith("toc "):
            continue
        section += ranks[number] < TEXT
        key = (ranks[number], 0 if ranks[number] < TEXT else section)
        below = tuple(parts[number + 1 : ends[number]])
        found.setdefault(key, []).append(Sibling(part, ranks[number], below=below))
    for group in found.values():
        yield read(group)


def _ends_of(ranks: Sequence[int]) -> list[int]:
    """Give for each text the place of the next one that stands as high, or higher."""
    ends = [len(ranks)] * len(ranks)
    open_ones: list[int] = []
    for place, own in enumerate(ranks):
        while open_ones and ranks[open_ones[-1]] >= own:
            ends[open_ones.pop()] = place
        open_ones.append(place)
    return ends


def read(group: Sequence[Sibling]) -> list[Sibling]:
    """Tell what each of some texts names: where most name a document, any capitals with a figure do."""
    texts = [_bare(each) for each in group]
    listed = naming.series(_SEPARATOR.split(text, maxsplit=1)[0] for text in texts)
    keys = [_key(text) for text in texts]
    are_keyed = sum("id" in references.part(key["rest"], listed) for key in keys if key) >= _FEWEST
    texts = [key["rest"] if key and are_keyed else text for key, text in zip(keys, texts, strict=True)]
    strict = [_named(text, listed, each, is_sure=False) for text, each in zip(texts, group, strict=True)]
    is_list = 2 * sum(map(bool, strict)) >= len(group) and sum(map(bool, strict)) > 1
    sure = [
        _named(text, listed, each, is_sure=True) if is_list else {} for text, each in zip(texts, group, strict=True)
    ]
    named = [one or other for one, other in zip(sure, strict, strict=True)]
    if is_list and are_keyed:
        named = [one or _keyed(text) if key else one for one, text, key in zip(named, texts, keys, strict=True)]
    parted = _said_apart(_of_series(named, texts), texts)
    return [
        replace(each, named=one, key=key["key"] if key and are_keyed else "")
        for each, one, key in zip(group, parted, keys, strict=True)
    ]


def _bare(sibling: Sibling) -> str:
    """Give a text without the sign of its item."""
    text = sibling.part.text
    sign = _SIGN.match(text)
    return text[sign.end() :] if sign else text


def _key(text: str) -> re.Match[str] | None:
    found = _KEY_OF_LIST.match(text)
    return found if found and not citations.find(found["key"]) else None


def _keyed(text: str) -> dict[str, str]:
    """Read what has a number in the list as one that names a document, whatever it is called."""
    parted = _SEPARATOR.split(_SENTENCES.split(text)[0], maxsplit=1)
    return {"id": parted[0].strip(), "title": parted[1].strip(" .")} if len(parted) > 1 else {}


def _named(text: str, listed: Collection[str], sibling: Sibling, *, is_sure: bool) -> dict[str, str]:
    """Part a text; where it `is_sure` to stand in a list of documents, in any way that people write them."""
    if len(text) > _LONGEST and sibling.rank <= TEXT and not is_sure:
        return {}
    text = _REMARK.sub("", text) if sibling.rank >= TEXT else text
    bare = text if is_sure or sibling.rank < TEXT else _BRACKETS_AT_END.sub("", text)
    found = references.part(bare, listed)
    if "id" not in found:
        return {}
    found["title"] = references.without(found["id"], found["title"])
    if found["title"] == found["id"]:
        return found if is_sure or references.alone(text) or citations.find(found["id"]) else {}
    title, mark = found["title"], references.mark(text, found)
    is_known = bool(citations.find(found["id"])) or bool(mark)
    if sibling.rank < TEXT:
        return found if is_known or is_sure else {}
    is_sentence = text.rstrip().endswith(".") and len(title.split()) >= _FEW_WORDS and not mark
    is_one_word = len(title.split()) < 2 and title.isascii() and not mark
    if (title[:1].islower() and not mark) or ((is_sentence or is_one_word or not is_known) and not is_sure):
        return {}
    return found


def _said_apart(named: Sequence[Mapping[str, str]], texts: Sequence[str]) -> list[Mapping[str, str]]:
    """Part title and sentences: at the first full stop, and before it where most texts go on so after their title."""
    cut = [_SENTENCES.split(one["title"], maxsplit=1) if one else [""] for one in named]
    said = [
        _SAID.fullmatch(f"{head.removesuffix('.')}.") if one and (rest or _ends(text)) else None
        for one, (head, *rest), text in zip(named, cut, texts, strict=True)
    ]
    is_alike = sum(map(bool, said)) >= max(2, _ALIKE * sum(map(bool, named)))
    made: list[Mapping[str, str]] = []
    for one, (head, *rest), match in zip(named, cut, said, strict=True):
        title, first = (match["title"], match["summary"]) if match and is_alike else (head.removesuffix("."), "")
        summary = " ".join(filter(None, (first, *rest, one.get("summary", ""))))
        whole = {**one, "title": title.strip(" :–—-")} if one else one
        made.append({**whole, "summary": summary} if summary else whole)
    return made


def _of_series(named: Sequence[Mapping[str, str]], texts: Sequence[str]) -> list[Mapping[str, str]]:
    """Read as well what begins as several numbers do, and may have no figure: `NIP-EE: Messages`."""
    series = Counter(begun[0] for one in named if one and (begun := _SERIES.match(one["id"])))
    often = {begin for begin, count in series.items() if count >= _FEWEST}
    made: list[Mapping[str, str]] = []
    for one, text in zip(named, texts, strict=True):
        name, *rest = _SEPARATOR.split(_REMARK.sub("", text), maxsplit=1)
        begun = _SERIES.match(name)
        is_one = rest and begun and begun[0] in often and len(name) <= _LONGEST_NAME and not re.search(r"\s", name)
        made.append({"id": name, "title": rest[0].strip(" .")} if is_one and not one else one)
    return made


def _ends(text: str) -> bool:
    return text.rstrip().endswith(".")
