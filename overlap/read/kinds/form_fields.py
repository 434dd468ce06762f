"""The forms on which new work is proposed, as the pages in `form_pages/` describe them, one a form.

A page is there to be read and extended. It says how a form is known, which label leads to which field, and which fields
are named as missing when empty.
"""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from overlap.read.kinds import labels, wording
from overlap.read.kinds.labels import Value

ITU = "itu_a1"
A13 = "ITU-T A.13 justification"
IS_EMPTY = "that is empty or holds placeholders, so left out"
TITLES = frozenset(("title", "title_block", "title_fr", "reference"))
TELLING = TITLES | {"scope", "summary", "justification", "relations", "liaisons", "base", "process", "documents"}
"""Fields that every form has, under one label or another."""
_ENOUGH = 3
_GENERIC = re.compile(
    r"\b(?:draft|new|revised|proposed|recommendations?|standards?|supplement|technical|report|specification|work|item|"
    r"proposal|template|form|for|the|and|itu-t|iso|iec|annex|project|deliverable|publication)\b",
    re.IGNORECASE,
)
"""Words beside the name of a form that tell no subject."""
_SHORT = 3
"""Letters of a name, such as `NP`, that is one only where nothing else stands on the line."""
_OF_OTHERS = ("relations", "documents", "joint_work", "liaisons", "related", "parents", "base")


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of form: what it is called, how it is known, and which label leads to which field."""

    name: str
    """That of its page."""
    kind: str
    sign: re.Pattern[str]
    """Stands somewhere in the first lines of each such form."""
    names: re.Pattern[str]
    """What the form is called at the beginning of a line; less is enough of a form that says so itself."""
    needed: tuple[tuple[str, ...], ...]
    """Fields of which the labels, filled or not, must be there too; one of several where `|` stands between them."""
    telling: frozenset[str]
    """Fields that no other form has: the labels of three are as good as a sign."""
    labels: Mapping[str, str]
    """Patterns of labels by the field they lead to; the longest label first."""
    expected: tuple[str, ...]
    """Fields that are named as missing when nothing stands in them."""
    hints: frozenset[str] = frozenset()
    """What stands on a line of its own below a label, in lower case, and is no value: `required`."""

    def is_there(self, fields: Set[str], signed: bool) -> bool:
        """Say whether a form with labels of these fields is this one; `signed` says that it bears a sign of it."""
        return (signed or len(fields & self.telling) >= _ENOUGH) and self.has_needed(fields)

    def has_needed(self, fields: Set[str]) -> bool:
        """Say whether the labels that the form needs are there."""
        return all(not fields.isdisjoint(each) for each in self.needed)

    def without_hints(self, value: Value) -> Value:
        """Take the hints out of a value."""
        kept = (line for line in value.text.split("\n") if line.strip(" ():*").casefold() not in self.hints)
        return replace(value, text="\n".join(kept)) if self.hints else value


@cache
def forms() -> Mapping[str, Form]:
    """Read the pages; forms that are known by more particular signs come first."""
    folder = resources.files("overlap.read.kinds").joinpath("form_pages")
    names = (file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
    pages = {name: wording.page(f"form_pages/{name}") for name in names}
    in_order = sorted(pages, key=lambda name: (pages[name]["rank"], name))
    return {name: _form(name, pages[name], pages) for name in in_order}


def _form(name: str, page: Mapping[str, Any], pages: Mapping[str, Mapping[str, Any]]) -> Form:
    labelled = (pages[page["labels_of"]]["labels"] if "labels_of" in page else {}, page.get("labels", {}))
    labels = {label: field for each in labelled for field, names in each.items() for label in names}
    longest_first = sorted(labels, key=lambda label: (-len(label), label))
    return Form(
        name=name,
        kind=page["kind"],
        sign=re.compile("|".join(rf"(?<!\w){pattern(sign)}(?!\w)" for sign in page["signs"]), re.IGNORECASE),
        names=_names([*page.get("names", ()), *page["signs"]]),
        needed=tuple(tuple(map(str.strip, each.split("|"))) for each in page["needed"]),
        telling=frozenset(page.get("telling", ())),
        labels={pattern(label): labels[label] for label in longest_first},
        expected=tuple(page["expected"]),
        hints=frozenset(page.get("hints", ())),
    )


def _names(names: Iterable[str]) -> re.Pattern[str]:
    """Make a pattern of the names of a form, after the words of a body or the letter of an annex."""
    longest_first = "|".join(
        pattern(name) + (r"(?=[\W\d]*$)" if len(name) <= _SHORT else "")
        for name in sorted(names, key=len, reverse=True)
    )
    return re.compile(
        rf"\W*(?:(?:annex|annexe|anexo|appendix)\s+\w\W+)?(?-i:[A-Z][A-Z/-]*\s+){{0,3}}(?:{longest_first})(?!\w)", re.I
    )


@cache
def every_label(name: str) -> Mapping[str, str]:
    """Give the labels of all pages, those of one of them first: who rewords a form takes words of another one."""
    own = forms()[name].labels
    others = {label: field for form in forms().values() for label, field in form.labels.items()}
    return {**own} | {label: field for label, field in others.items() if label not in own}


def is_name(text: str) -> bool:
    """Say whether a text is the name of a form and tells no subject; the number of a draft is none.

    >>> is_name("A.1 justification for draft new Recommendation Y.lot"), is_name("New work item proposal: Ramps in use")
    (True, False)
    """
    for form in forms().values():
        if found := form.names.match(text):
            rest = _GENERIC.sub(" ", text[found.end() :])
            return len(re.findall(r"(?<![\w.])[^\W\d_]{3,}(?!\w*\.\w)", rest)) <= 1
    return False


def is_of_others(text: str) -> bool:
    """Say whether a text is the label of what a form is related to: what stands there is never its own number."""
    return any((found := labels.match(text, form.labels)) and found[0] in _OF_OTHERS for form in forms().values())


def kinds() -> frozenset[str]:
    """Give what the forms are called as kinds of documents."""
    return frozenset((*(form.kind for form in forms().values()), A13))


def pattern(label: str) -> str:
    """Write a label of a page as a regular expression: `...` is any more words, `(s)` one or several, `the` may lack.

    >>> bool(re.fullmatch(pattern("supporting members ..."), "supporting members that commit themselves"))
    True
    """
    text = re.escape(" ".join(label.split())).replace("'", "['’]")
    text = text.replace(r"\ \.\.\.", r"(?:[\s,][\w ,’'()/-]*)?").replace(r"\.\.\.", r"\w*")
    return text.replace(r"\(s\)", r"(?:\(s\)|s)?").replace(r"\ the\ ", r"\s+(?:the\s+)?").replace(r"\ ", r"\s+")
