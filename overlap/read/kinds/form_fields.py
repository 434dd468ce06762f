"""The forms on which new work is proposed, as the pages in `form_pages/` describe them, one a form.

A page is there to be read and extended. It says how a form is known, which label leads to which field, and which fields
are named as missing when empty.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from overlap.read.kinds.labels import Value

ITU = "itu_a1"


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of form: what it is called, how it is known, and which label leads to which field."""

    name: str
    """That of its page."""
    kind: str
    sign: re.Pattern[str]
    """Stands somewhere in the first lines of each such form."""
    needed: tuple[str, ...]
    """Fields of which the labels, filled or not, must be there too."""
    labels: Mapping[str, str]
    """Patterns of labels by the field they lead to; the longest label first."""
    expected: tuple[str, ...]
    """Fields that are named as missing when nothing stands in them."""
    hints: frozenset[str] = frozenset()
    """What stands on a line of its own below a label, in lower case, and is no value: `required`."""

    def without_hints(self, value: Value) -> Value:
        """Take the hints out of a value."""
        kept = (line for line in value.text.split("\n") if line.strip(" ():*").casefold() not in self.hints)
        return replace(value, text="\n".join(kept)) if self.hints else value


@cache
def forms() -> Mapping[str, Form]:
    """Read the pages; forms that are known by more particular signs come first."""
    folder = resources.files("overlap.read.kinds").joinpath("form_pages")
    pages = {
        file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    }
    in_order = sorted(pages, key=lambda name: (pages[name]["rank"], name))
    return {name: _form(name, pages[name], pages) for name in in_order}


def _form(name: str, page: Mapping[str, Any], pages: Mapping[str, Mapping[str, Any]]) -> Form:
    labelled = page["labels"] if "labels" in page else pages[page["labels_of"]]["labels"]
    labels = {label: field for field, names in labelled.items() for label in names}
    longest_first = sorted(labels, key=lambda label: (-len(label), label))
    return Form(
        name=name,
        kind=page["kind"],
        sign=re.compile("|".join(rf"(?<!\w){pattern(sign)}(?!\w)" for sign in page["signs"]), re.IGNORECASE),
        needed=tuple(page["needed"]),
        labels={pattern(label): labels[label] for label in longest_first},
        expected=tuple(page["expected"]),
        hints=frozenset(page.get("hints", ())),
    )


def pattern(label: str) -> str:
    """Write a label of a page as a regular expression: `...` is any more words, `(s)` one or several, `the` may lack.

    >>> bool(re.fullmatch(pattern("supporting members ..."), "supporting members that commit themselves"))
    True
    """
    text = re.escape(" ".join(label.split())).replace("'", "['’]")
    text = text.replace(r"\ \.\.\.", r"(?:[\s,][\w ,’'()/-]*)?").replace(r"\.\.\.", r"\w*")
    return text.replace(r"\(s\)", r"(?:\(s\)|s)?").replace(r"\ the\ ", r"\s+(?:the\s+)?").replace(r"\ ", r"\s+")
