"""Learns how titles are weighed, from folders of files with their right values (tests/reading.py), and from layouts.

`python -m tests.titles FOLDER…` prints for each folder how many titles come out right by weights learnt from the others
and from the half of the layouts that is built on, then writes those learnt from all into `titles.toml`.
"""

import json
import random
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from overlap.errors import InputError
from overlap.read.content import Document
from overlap.read.formats import READERS
from overlap.read.kinds import titles, wording
from tests import reading
from tests.read import layouts

PATH = Path(titles.__file__).with_name("titles.toml")
NONE = "no title"
WRITTEN, MANY = 0.1, 500
"""What a written document counts beside a real one, and how many of them are learnt from."""
STIFFNESS = 1.0
"""How much each weight is held to zero."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A document: its candidates, and which are right; the last is to have none."""

    name: str
    texts: Sequence[str]
    seen: Array
    are_right: NDArray[np.bool_]
    worth: float = 1.0


def case(name: str, document: Document, wanted: Sequence[str | None], worth: float = 1.0) -> Case:
    """Gather what may be the title of a document."""
    names = list(signs())
    found = list(titles.candidates(document))
    seen = np.zeros((len(found) + 1, len(names)))
    for row, each in enumerate(found):
        for mark, value in each.marks.items():
            seen[row, names.index(mark)] = value
    seen[-1, names.index(NONE)] = 1
    right = [reading.fits(each.text, list(wanted)) for each in found]
    return Case(
        name, [*(each.text for each in found), ""], seen, np.array([*right, None in wanted and not any(right)]), worth
    )


def signs() -> Mapping[str, float]:
    """Give for each mark whether it can only speak for a title, 1, or against one, -1; 0 for what may do either."""
    page = wording.page("titles")
    return {**dict.fromkeys(page["for"], 1.0), **dict.fromkeys(page["against"], -1.0), NONE: 0.0}


def learn(cases: Sequence[Case]) -> Array:
    """Find the weights that make the right candidates the likeliest, each with the sign it can have."""
    able = [each for each in cases if each.are_right.any()]

    def loss(weights: Array) -> tuple[float, Array]:
        total, slope = STIFFNESS * float(weights @ weights) / 2, STIFFNESS * weights
        for each in able:
            logits = each.seen @ weights
            likely = np.exp(logits - logits.max())
            right = np.where(each.are_right, likely, 0)
            total += each.worth * float(np.log(likely.sum()) - np.log(right.sum() + 1e-300))
            slope = slope + each.worth * (each.seen.T @ (likely / likely.sum() - right / (right.sum() + 1e-300)))
        return total, slope

    bounds = [(None if sign <= 0 else 0, None if sign >= 0 else 0) for sign in signs().values()]
    return np.array(minimize(loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds).x)


def faults(cases: Sequence[Case], weights: Array) -> list[str]:
    """Name the documents whose title does not come out, and what does."""
    chosen = [(each, int(np.argmax(each.seen @ weights))) for each in cases]
    return [
        f"{each.name}: {each.texts[at][:100]!r}{'' if each.are_right.any() else ' (not among the candidates)'}"
        for each, at in chosen
        if not each.are_right[at]
    ]


def read(folder: Path) -> list[Case]:
    """Read the documents of a folder that have a title, or have none."""
    found = []
    for expected in json.loads((folder / "expected.json").read_text(encoding="utf-8")):
        path = next(each for each in (folder / "files" / expected["file"], folder / expected["file"]) if each.exists())
        if "title" not in expected or path.suffix not in READERS:
            continue
        try:
            content = READERS[path.suffix].read(path.read_bytes(), path.name)
        except InputError:
            continue
        if isinstance(content, Document):
            found.append(case(path.name, content, reading.many(expected["title"])))
    return found


def written() -> list[Case]:
    """Write documents in the layouts that are built on."""
    known = [each for each in layouts.cases() if not layouts.is_unseen(each.cover)]
    drawn = random.Random(5).sample(known, min(MANY, len(known)))
    return [
        case(f"{each.cover} [{each.format} {each.language}]", each.document, each.written.title, worth=WRITTEN)
        for each in drawn
    ]


def main() -> None:
    """Learn without each folder in turn, then from all."""
    folders = {path: read(path) for path in map(Path, sys.argv[1:])}
    made = written()
    total = right = 0
    for path, cases in folders.items():
        names = {each.name for each in cases}
        others = [each for other, many in folders.items() if other != path for each in many if each.name not in names]
        wrong = faults(cases, learn([*others, *made]))
        total, right = total + len(cases), right + len(cases) - len(wrong)
        print(
            f"{path}: {len(cases) - len(wrong)} of {len(cases)} by weights learnt from the others", *wrong, sep="\n  "
        )
    every = [*(each for cases in folders.values() for each in cases), *made]
    weights = learn(every)
    print(f"{right} of {total}; learnt from all: {total - len(faults(every[:total], weights))}")
    print(f"written: {len(made) - len(faults(made, weights))} of {len(made)}")
    text = PATH.read_text(encoding="utf-8")
    for (name, sign), weight in zip(signs().items(), weights, strict=True):
        text = re.sub(rf'^("{name}") = .*$', rf"\1 = {abs(weight) if sign else weight:.2f}", text, flags=re.MULTILINE)
    PATH.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
