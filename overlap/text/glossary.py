"""The words of the field: concepts with several spellings, acronyms, words of the genre, words that never count."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from overlap.errors import SettingsError
from overlap.text.notation import read_toml

_TABLES: Mapping[str, type] = {"concepts": list, "expansions": str, "genre": str, "quantities": str, "ignored": str}
"""What a glossary may hold, and what each value in it is."""
_WORDS = ("genre", "quantities", "ignored")
"""The tables that hold nothing but words."""

_BREAK = r"[\s\-\u2010\u2011]+"
"""What may stand between two words of a spelling: edge computing, edge-computing."""


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """What one or more glossary files say, ready for looking up; all keys are in lower case."""

    concepts: Mapping[str, str]
    """Spelling → the term it counts as."""
    expansions: Mapping[str, str]
    """Acronym → the words it stands for."""
    genre: frozenset[str]
    quantities: frozenset[str]
    ignored: frozenset[str]
    acronyms: frozenset[str]
    """The spellings matched in exactly their own case: ITS is no `its`."""

    @property
    def digest(self) -> str:
        """Give the SHA-256 of all that it says."""
        told = (sorted(self.concepts.items()), sorted(self.expansions.items()))
        words = (sorted(each) for each in (self.genre, self.quantities, self.ignored, self.acronyms))
        return hashlib.sha256(repr((*told, *words)).encode()).hexdigest()

    @property
    def phrases(self) -> str:
        """Give a pattern for every spelling and acronym, the longest that fits, to its last letter."""
        in_words = {*self.concepts, *self.expansions} - set(map(folded, self.acronyms))
        spelt = [[_in_any_case(sign) for sign in spelling] for spelling in sorted(in_words)]
        return rf"(?:{_headed(spelt)}|{_headed(self._acronyms)})(?!\w)"

    @property
    def acronym(self) -> str:
        """Give a pattern for every acronym."""
        return _alternatives(self._acronyms)

    @property
    def _acronyms(self) -> list[list[str]]:
        return [[re.escape(sign) for sign in acronym] for acronym in sorted(self.acronyms)]


@cache
def read(path: str = "") -> Glossary:
    """Read the glossary that overlap ships, and a file of the user's own that adds to it.

    Raises SettingsError when that file cannot be used.
    """
    shipped = tomllib.loads(resources.files("overlap.text").joinpath("glossary.toml").read_text(encoding="utf-8"))
    own = _read_own(path) if path else {}
    source: dict[str, dict[str, Any]] = {
        "concepts": {term: [*spellings] for term, spellings in shipped["concepts"].items()},
        "expansions": {**shipped["expansions"], **own.get("expansions", {})},
    }
    for term, spellings in own.get("concepts", {}).items():
        source["concepts"].setdefault(term, []).extend(spellings)
    for name in _WORDS:
        source[name] = {"words": " ".join(each.get(name, {}).get("words", "") for each in (shipped, own)).casefold()}
    written = {
        spelling: term
        for term, spellings in source["concepts"].items()
        for each in (term, *spellings)
        for spelling in _in_number(each)
    }
    concepts = {folded(spelling): term for spelling, term in written.items()}
    spellings = {*written, *source["expansions"]}
    return Glossary(
        concepts=concepts,
        expansions={folded(acronym): words for acronym, words in source["expansions"].items()},
        genre=frozenset(source["genre"]["words"].split()),
        quantities=frozenset(source["quantities"]["words"].split()),
        ignored=frozenset(source["ignored"]["words"].split()),
        acronyms=frozenset(each for each in spellings if " " not in each and each[1:] != each[1:].lower()),
    )


def _read_own(path: str) -> dict[str, Any]:
    """Read a file of the user's and check that it has the form of the one that overlap ships."""
    remedy = "It has the form of overlap/glossary.toml: [concepts] term = [spellings], [expansions] acronym = words."
    try:
        own: dict[str, Any] = read_toml(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}.", "Check the name of the glossary.") from error
    except ValueError as error:
        raise SettingsError(f"{path}: not a glossary ({error}).", remedy) from error
    for name, table in own.items():
        if name not in _TABLES or not isinstance(table, dict):
            raise SettingsError(f"{path}: there is no table [{name}] in a glossary.", remedy)
        for key, value in table.items():
            listed = value if isinstance(value, list) else [value]
            fits = (
                key.strip()
                and isinstance(value, _TABLES[name])
                and all(isinstance(each, str) and each.strip() for each in listed)
            )
            if not fits or (name in _WORDS and key != "words"):
                raise SettingsError(f"{path}, [{name}]: {key} is not as it should be.", remedy)
    return own


def folded(spelling: str) -> str:
    """Write a spelling as the glossary looks it up, whatever joins its words.

    >>> folded("Edge-computing")
    'edge computing'
    """
    return re.sub(_BREAK, " ", spelling.strip().lower())


def _in_number(spelling: str) -> tuple[str, ...]:
    """Give a spelling, and its plural where it is several words of which the last is one in the singular.

    >>> _in_number("distributed ledger"), _in_number("edge computing"), _in_number("DLT")
    (('distributed ledger', 'distributed ledgers'), ('edge computing',), ('DLT',))
    """
    if " " not in spelling or not spelling[-1].islower() or spelling.endswith(("s", "ing")):
        return (spelling,)
    return spelling, re.sub(r"(?<![aeiou])y$", "ie", spelling) + "s"


def _in_any_case(sign: str) -> str:
    """Match one character of a spelling; a set of the two cases is quicker than ignoring the case."""
    if sign == " ":
        return _BREAK
    cases = {sign.lower(), sign.upper()} if sign.isalpha() else {sign}
    return "[" + "".join(sorted(cases)) + "]" if len(cases) == len("".join(cases)) == 2 else re.escape(sign)


def _headed(spellings: Sequence[Sequence[str]]) -> str:
    """Match any of some sequences of patterns; their first two are asked for first, for most words begin with none."""
    places = zip(*(each[:2] for each in spellings), strict=False)
    heads = (_alternatives([[each] for each in sorted({*signs})]) for signs in places)
    return f"(?={''.join(heads)}){_alternatives(spellings)}"


def _alternatives(spellings: Iterable[Sequence[str]]) -> str:
    """Match any of some sequences of patterns, the longest first; what they begin with in common is tried once."""
    root: dict[str, Any] = {}
    for spelling in spellings:
        branch = root
        for each in spelling:
            branch = branch.setdefault(each, {})
        branch[""] = {}

    def write(branch: dict[str, Any]) -> str:
        ways = [each + write(after) for each, after in branch.items() if each]
        if not ways:
            return "" if branch else "(?!)"
        return f"(?:{'|'.join(ways)}){'?' if '' in branch else ''}"

    return write(root)
