"""The keys and values that a text begins with: as site generators take them, or as lines like those of a mail."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Paragraph, Table
from overlap.read.formats.visible import fold
from overlap.read.formats.yaml import load_yaml

_BLOCK = re.compile(
    r"\A(?:(?P<yaml>---[ \t]*\n.*?\n)(?:(?:---|\.\.\.)[ \t]*(?:\n|\Z)|(?=---[ \t]+\w+[ \t]*\n))"
    r"|(?P<mark>\+\+\+|%%%)[ \t]*\n(?P<toml>.*?\n)(?P=mark)[ \t]*(?:\n|\Z))",
    re.DOTALL,
)
"""YAML between lines of dashes, where drafts of the IETF go on with `--- abstract`; TOML between lines of pluses, or of
percent signs as mmark has it (https://mmark.miek.nl/syntax)."""
_PAIR = re.compile(r"^([A-Za-z][\w .-]{0,40}?):[ \t]+(.+)$", re.MULTILINE)
_HEADER = re.compile(
    r"\A\s*?(?:^[ \t]*(?P<fence>`{3,}|~{3,}|<pre>)[^\n]*\n)?"
    r"(?P<lines>(?:^[ \t]*[A-Za-z][\w-]{1,30}:(?:[ \t].*)?\n(?:^[ \t]+\S.*\n)*)+)"
    r"(?(fence)^[ \t]*(?:(?P=fence)|</pre>)[ \t]*(?:\n|\Z)|(?=\s*?\n|\Z))",
    re.MULTILINE,
)
"""Lines like those of a mail, alone or as a block of code: `PEP: 440`, `Title: Versions`."""
_LINE = re.compile(
    r"^[ \t]*([A-Za-z][\w-]{1,30}):[ \t]*(.*(?:\n[ \t]+(?![ \t]*[A-Za-z][\w-]{1,30}:[ \t])\S.*)*)", re.MULTILINE
)
_SERIES = re.compile(r"[A-Za-z]{2,6}")
_NUMBERS = re.compile(r"\d{1,5}(?:\s*[,;]\s*\d{1,5})*")
_NAMING = frozenset(("replaces", "requires", "supersedes", "superseded-by", "replaced-by", "obsoletes", "updates"))
"""Keys whose bare numbers are those of documents of the same series."""
_STANDING_FOR_ALL = ("id", "identifier", "title", "name", "en", "eng", "english", "English")
_MOST = 65_536
"""Characters of a front matter; what is longer is none."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands in a front matter, and the text after it."""

    stated: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""
    """The text with a blank line for each line of the front matter, so that places stay."""
    faults: tuple[Fault, ...] = ()


def take_off(text: str, source: str) -> FrontMatter:
    """Part the front matter from a text; a text without one stays as it is."""
    found = _BLOCK.match(text[:_MOST]) if text.startswith(("---", "+++", "%%%")) else None
    if found is None:
        return _header(text, source)
    faults: tuple[Fault, ...] = ()
    try:
        value = tomllib.loads(found["toml"]) if found["toml"] else load_yaml(found["yaml"], source)
    except (InputError, tomllib.TOMLDecodeError) as error:
        value = dict(_PAIR.findall(found[0]))
        cause = "the front matter is broken, so only its plain lines were read"
        said = error.problem if isinstance(error, InputError) else str(error)
        faults = (Fault(source, "line 1", cause, f"correct it: {said.removeprefix(source).lstrip(', :')}"),)
    if not isinstance(value, dict):
        return FrontMatter(rest=text)
    if found["mark"] == "%%%":
        value = _series(value)
    rest = text[found.end() :]
    return FrontMatter(_numbered(dict(_texts(value)), f"{source} {rest}"), "\n" * found[0].count("\n") + rest, faults)


def _series(value: Mapping[str, object]) -> dict[str, object]:
    """Take the identifier of a document of mmark from the series that it is of."""
    stated: dict[str, object] = {key.casefold(): each for key, each in value.items()}
    series = stated.get("seriesinfo")
    return {**stated, "identifier": series["value"]} if isinstance(series, dict) and "value" in series else stated


def _header(text: str, source: str) -> FrontMatter:
    """Part lines like those of a mail from a text: the number in a series comes first, and a title is among them."""
    found = _HEADER.match(text[:_MOST])
    stated = {key: fold(value) for key, value in _LINE.findall(found["lines"])} if found else {}
    rest = text[found.end() :] if found else text
    numbered = _numbered(stated, f"{source} {rest}")
    if not found or numbered == stated:
        return FrontMatter(rest=text)
    return FrontMatter(numbered, "\n" * found[0].count("\n") + rest)


def _numbered(stated: Mapping[str, str], rest: str) -> Mapping[str, str]:
    """Write out the numbers of a series that its first key names: `eip: 20` is EIP 20, which may replace others.

    The key is a series if it is in capitals, there or in the text, or if the file is called by it and the number.
    """
    key, number = next(iter(stated.items()), ("", ""))
    series = key.upper()
    is_titled = any(name.casefold() == "title" for name in stated)
    if not is_titled or not _SERIES.fullmatch(key) or not number.isdecimal():
        return stated
    named_so = rf"\b{series}\b|(?i:\b{series}[-_ ]?0*{number}\b)"
    if key != series and not re.search(named_so, rest):
        return stated
    named = {
        name: "; ".join(f"{series} {each}" for each in re.findall(r"\d+", text))
        for name, text in stated.items()
        if name.casefold() in _NAMING and _NUMBERS.fullmatch(text)
    }
    return {"identifier": f"{series} {int(number)}", **{k: v for k, v in stated.items() if k != key}, **named}


def _texts(value: Mapping[Any, object]) -> Iterator[tuple[str, str]]:
    """Yield the keys whose value is a text, or a list of texts; `id` or `title` stands for an entry of its own.

    Of a text in several languages the English one counts. A work item under a key of its own is taken as if it stood
    there without.
    """
    for key, each in value.items():
        if isinstance(each, dict) and {"title", "scope"} <= {str(name).casefold() for name in each}:
            yield from _texts(each)
            continue
        entries = each if isinstance(each, list) else [each]
        texts = [_text(entry) for entry in entries]
        if joined := "; ".join(dict.fromkeys(filter(None, texts))):
            yield fold(str(key)), joined


def _text(entry: object) -> str:
    if isinstance(entry, dict):
        return next((fold(str(entry[key])) for key in _STANDING_FOR_ALL if entry.get(key)), "")
    return "" if entry is None or isinstance(entry, list | bool) else fold(str(entry))


def titled(parts: list[Paragraph | Table], stated: Mapping[str, str]) -> Iterator[Paragraph | Table]:
    """Put the title of the front matter above a text that has no heading of its own that says so."""
    title = next((text for key, text in stated.items() if key.casefold() == "title"), "")
    headings = [part for part in parts if isinstance(part, Paragraph) and part.level]
    if title and not any(heading.text == title for heading in headings[:1]):
        yield Paragraph(title, "line 1, title", 1)
    yield from parts
