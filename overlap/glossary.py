"""The words of the field: concepts with several spellings, acronyms, words of the genre, words that never count."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Glossary:
    """What `glossary.toml` says, ready for looking up; all keys are in lower case."""

    concepts: Mapping[str, str]
    """Spelling → the term it counts as."""
    expansions: Mapping[str, str]
    """Acronym → the words it stands for."""
    genre: frozenset[str]
    genre_weight: float
    ignored: frozenset[str]

    acronyms: frozenset[str]
    """The spellings matched in exactly their own case: ITS is no `its`."""

    @property
    def phrases(self) -> str:
        """Give a pattern (its group 1) for every spelling and acronym, longest first, each as whole words.

        An acronym in parentheses is matched without group 1: "Internet of things (IoT)" names the concept once.
        """
        in_words = {*self.concepts, *self.expansions} - {acronym.lower() for acronym in self.acronyms}
        acronyms = _alternatives(self.acronyms)
        return rf"\((?:{acronyms})\)|(?<!\w)((?i:{_alternatives(in_words)})|{acronyms})(?!\w)"


@cache
def read() -> Glossary:
    """Read the glossary that overlap ships."""
    source = tomllib.loads(resources.files("overlap").joinpath("glossary.toml").read_text(encoding="utf-8"))
    concepts = {
        spelling.lower(): term for term, spellings in source["concepts"].items() for spelling in (term, *spellings)
    }
    spellings = {*(s for many in source["concepts"].values() for s in many), *source["expansions"]}
    return Glossary(
        concepts=concepts,
        expansions={acronym.lower(): words for acronym, words in source["expansions"].items()},
        genre=frozenset(source["genre"]["words"].split()),
        genre_weight=source["genre"]["weight"],
        ignored=frozenset(source["ignored"]["words"].split()),
        acronyms=frozenset(spelling for spelling in spellings if " " not in spelling and not spelling[1:].islower()),
    )


def _alternatives(spellings: Iterable[str]) -> str:
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    return "|".join(re.escape(spelling).replace(r"\ ", r"\s+") for spelling in longest_first)
