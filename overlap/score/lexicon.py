"""The lexicon of the field: what words are related, as learnt from the catalogues of ITU, ISO and IEC.

Each term has a vector, and two terms whose vectors point the same way are written about the same things: the title of
a record had to find its own scope among those of its committee, most often without the words that both share, so that
others had to tell. They started from what a sentence model makes of such texts (all-MiniLM-L6-v2, Apache-2.0), which is
not needed to use them. A text is the sum of the vectors of its terms. The file holds terms and numbers only;
`make lexicon DATA=FOLDER` learns it anew.
"""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from overlap.errors import SettingsError
from overlap.settings import OFF

VERSION = 2
"""Raised when a file of an earlier form can no longer be read."""
SHIPPED = "lexicon.npz"
COMMON = 20
"""A term that one record in so many has, or more, says nothing of a subject."""
UNKNOWN = 4
"""A term that the lexicon does not know counts as one of so many records: it is rare in the field."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The vectors of the terms of a field."""

    terms: tuple[str, ...]
    """In the order of the alphabet."""
    steps: NDArray[np.int8]
    """One row a term: the vector in steps of its own length."""
    step: NDArray[np.float32]
    """For each term the length of a step."""
    records: NDArray[np.int32]
    """For each term the number of records it was learnt from."""
    total: int
    """The number of all records."""

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Give for each term its row."""
        return {term: n for n, term in enumerate(self.terms)}

    @property
    def width(self) -> int:
        """Give the number of dimensions."""
        return int(self.steps.shape[1])

    @property
    def digest(self) -> str:
        """Give the SHA-256 of all that it says."""
        return hashlib.sha256(write(self)).hexdigest()

    def vectors(self, terms: tuple[str, ...]) -> NDArray[np.float32]:
        """Give the vectors of some terms, one row each; 0 for one that it does not know."""
        known = np.array([self.place.get(term, -1) for term in terms], dtype=np.int64)
        found = np.zeros((len(terms), self.width), dtype=np.float32)
        rows = known[known >= 0]
        found[known >= 0] = self.steps[rows] * self.step[rows, None]
        return found

    def surprise(self, terms: tuple[str, ...]) -> NDArray[np.float64]:
        """Give how much some terms say in the field: ln of how much rarer than 1 in COMMON their records are, or 0."""
        records = np.array([self.records[self.place[each]] if each in self.place else UNKNOWN for each in terms])
        found: NDArray[np.float64] = np.maximum(np.log(self.total / (COMMON * np.maximum(records, 1.0))), 0.0)
        return found

    def learnt_from(self, one: str, other: str) -> int:
        """Give the number of records from which it knows the rarer of two terms."""
        return int(min(self.records[self.place[term]] for term in (one, other)))


def make(terms: tuple[str, ...], vectors: NDArray[Any], records: NDArray[Any], total: int) -> Lexicon:
    """Make a lexicon of vectors, one row a term, learnt from `total` records."""
    order = sorted(range(len(terms)), key=lambda n: terms[n])
    some = np.asarray(vectors, dtype=np.float64)[order]
    step = np.maximum(np.abs(some).max(axis=1), 1e-9) / 127
    steps = np.rint(some / step[:, None]).astype(np.int8)
    counted = np.asarray(records)[order].astype(np.int32)
    return Lexicon(tuple(terms[n] for n in order), steps, step.astype(np.float32), counted, total)


@cache
def read(path: str = "") -> Lexicon | None:
    """Read the lexicon that overlap ships, or a file of the same form; None when it is switched off.

    Raises SettingsError when the file cannot be used.
    """
    if path == OFF:
        return None
    try:
        source = Path(path).read_bytes() if path else resources.files("overlap.score").joinpath(SHIPPED).read_bytes()
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}.", f"Check the name, or give '{OFF}' for no lexicon.") from error
    try:
        return _checked(source)
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile) as error:
        remedy = "A lexicon is a file that 'make lexicon' writes."
        raise SettingsError(f"{path}: no lexicon of version {VERSION} ({str(error)[:100]}).", remedy) from error


def _checked(source: bytes) -> Lexicon:
    """Read a lexicon that can be used. Raises ValueError, KeyError, OSError or EOFError for another one."""
    with np.load(io.BytesIO(source), allow_pickle=False) as arrays:
        if int(arrays["version"]) != VERSION:
            raise ValueError("another version")
        terms = tuple(bytes(arrays["terms"]).decode().split("\n"))
        found = Lexicon(terms, arrays["steps"], arrays["step"], arrays["records"], int(arrays["total"]))
    lengths = {len(found.terms), len(found.steps), len(found.step), len(found.records)}
    if len(lengths) > 1 or found.steps.dtype != np.int8 or found.steps.ndim != 2 or list(terms) != sorted({*terms}):
        raise ValueError("its parts do not fit together")
    if found.total < found.records.max(initial=0):
        raise ValueError("a term has more records than there are")
    return found


def write(lexicon: Lexicon) -> bytes:
    """Write a lexicon in the form that `read` reads; equal lexicons are equal bytes."""
    file = io.BytesIO()
    np.savez(
        file,
        version=np.int64(VERSION),
        terms=np.frombuffer("\n".join(lexicon.terms).encode(), dtype=np.uint8),
        steps=lexicon.steps,
        step=lexicon.step,
        records=lexicon.records,
        total=np.int64(lexicon.total),
    )
    return file.getvalue()
