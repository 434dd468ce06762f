"""The numbers that the score is made with, as `weights.toml` has them."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path

from overlap.errors import SettingsError
from overlap.settings import Level
from overlap.text.notation import read_toml

LIKENESS_POWER = 8
"""High, so that titles count as the same only when they nearly are."""
COVERED = 2.0
"""What a title has in the other text counts up to so many times the cosine of the words in common."""
SUPPORTED = 3.0
"""Related words count up to so many times the cosine of the words in common: alone they are no evidence."""
_GATE = "gate"
_LEVELS = {level.partition(" ")[0]: level for level in Level}
"""By the first word of each."""


@dataclass(frozen=True, slots=True)
class VectorSettings:
    """How a text becomes a vector."""

    genre: float
    introductory: float
    title: float
    half: float
    rarity: float


@dataclass(frozen=True, slots=True)
class Sum:
    """The summands of the log-odds of a pair, each times what it weighs; 0 for a channel that is not used."""

    base: float
    subject: float
    same_title: float
    phrases: float = 0.0
    breadth: float = 0.0
    coverage: float = 0.0
    related: float = 0.0
    meaning: float = 0.0


@dataclass(frozen=True, slots=True)
class Weights:
    """All numbers of the score."""

    vectors: VectorSettings
    title_and_scope: Sum
    title_only: Sum
    levels: Mapping[Level, float]
    """The lowest probability of each level, highest first."""
    gate: float = 0.0
    """The lowest probability that makes a check of a proposal fail, unless it is told otherwise."""
    title_and_scope_with_model: Sum | None = None
    """In place of `title_and_scope` where a sentence-embedding model is asked too; None for the same."""
    title_only_with_model: Sum | None = None

    def asked(self) -> "Weights":
        """Give the weights for a comparison that a sentence-embedding model is asked in."""
        return replace(
            self,
            title_and_scope=self.title_and_scope_with_model or self.title_and_scope,
            title_only=self.title_only_with_model or self.title_only,
        )


_WITH_MODEL = ("title_and_scope_with_model", "title_only_with_model")


@cache
def read(path: str = "") -> Weights:
    """Read the weights that overlap ships, or a file of the same form. Raises SettingsError when it has another one."""
    file = Path(path) if path else resources.files("overlap.score").joinpath("weights.toml")
    remedy = "A weights file has the form that 'overlap evaluate --learn FILE' writes."
    try:
        source = read_toml(file.read_text(encoding="utf-8-sig"))
        return _checked(
            Weights(
                vectors=VectorSettings(**source["vectors"]),
                title_and_scope=Sum(**source["title_and_scope"]),
                title_only=Sum(**source["title_only"]),
                levels={level: source["levels"][name] for name, level in _LEVELS.items() if level is not Level.DISTANT}
                | {Level.DISTANT: 0.0},
                gate=source["levels"].get(_GATE, source["levels"]["substantial"]),
                **{name: Sum(**source[name]) for name in _WITH_MODEL if name in source},
            )
        )
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}.", "Check the name of the weights file.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"{path}: no weights ({error}).", remedy) from error


def _checked(numbers: Weights) -> Weights:
    """Give weights that can be used. Raises ValueError for others."""
    asked = numbers.asked()
    sums = (numbers.title_and_scope, numbers.title_only, asked.title_and_scope, asked.title_only)
    parts = (numbers.vectors, *sums)
    values = [*(value for part in parts for value in asdict(part).values()), *numbers.levels.values(), numbers.gate]
    if not all(isinstance(value, int | float) and math.isfinite(value) for value in values):
        raise ValueError("every value is a number")
    below = [name for part in sums for name, value in asdict(part).items() if name != "base" and value < 0]
    if below or min(numbers.vectors.genre, numbers.vectors.title, numbers.vectors.introductory) < 0:
        raise ValueError("no weight is below 0, for to share more never lowers a score")
    levels = list(numbers.levels.values())
    if numbers.vectors.half <= 0 or levels != sorted(set(levels), reverse=True) or levels[0] > 1:
        raise ValueError("half is above 0, and levels fall from 1 or less to above 0")
    if not 0 < numbers.gate <= 1:
        raise ValueError("the gate is above 0 and at most 1")
    return numbers


def write(numbers: Weights) -> str:
    """Write weights in the form that `read` reads."""
    parts = {
        "vectors": asdict(numbers.vectors),
        "title_and_scope": asdict(numbers.title_and_scope),
        "title_only": asdict(numbers.title_only),
        "levels": {name: numbers.levels[level] for name, level in _LEVELS.items() if level is not Level.DISTANT}
        | {_GATE: numbers.gate},
    }
    parts |= {name: asdict(part) for name in _WITH_MODEL if (part := getattr(numbers, name))}
    lines = ([f"[{name}]", *(f"{key} = {value:.6g}" for key, value in part.items())] for name, part in parts.items())
    return "\n\n".join("\n".join(each) for each in lines) + "\n"
