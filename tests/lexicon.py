"""Learns the lexicon of the field from catalogues, and writes it into the package; `make lexicon DATA=FOLDER`.

First a sentence model is asked what it makes of some titles and scopes (all-MiniLM-L6-v2, Apache-2.0), and each term
gets the vector with which the sum over the terms of a text comes nearest to that (ridge regression: Hoerl and Kennard,
1970). So the product needs no model, and rare terms have sensible neighbours. Then the title of each record has to find
its own scope among those of a batch, half of which are of its committee; most of the words that both share are left
out, so that others have to tell. The vectors become those that make this easiest, and are held near where they started:
the loss is the cross-entropy of a softmax over cosines, in both directions (van den Oord, Li and Vinyals,
Representation learning with contrastive predictive coding, 2018), the steps are those of Adam (Kingma and Ba, 2015).
One thread and one seed: the same bytes again on one machine.
"""

import gzip
import json
import os
import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import Ridge
from sklearn.preprocessing import normalize

from overlap.model import WorkItem
from overlap.score import lexicon, meaning
from overlap.score.counts import Counts, count
from overlap.text import glossary
from overlap.text.identifiers import parse
from overlap.text.identifiers.rules import PUBLISHERS
from overlap.text.words import CONCEPT, term_of

PATH = Path(__file__).parent.parent / "overlap/score" / lexicon.SHIPPED
FEWEST = 8
"""A term of fewer records is not learnt."""
LONGEST = 60
"""So many terms of a scope are read: it begins with its subject."""
NAME = 0.6
"""A term of whose words in scopes so large a share is written like Geneva is a name, and is not learnt."""
NAMED = {
    *("arctic", "din", "ecma", "etsi", "gs1", "iaea", "icao", "ietf", "imo", "interpol", "mediterranean", "omg"),
    *("onem2m", "un", "w3c"),
    *map(str.lower, PUBLISHERS),
}
"""Names of places and bodies that are written in small letters, or as acronyms; those of publishers are known."""
TOGETHER = re.compile(r"(\d+|csv|rlv)iec")
"""The end of an identifier of IEC, a year or a mark of the version, and the next word, written as one."""
DIMENSIONS = 128
TITLES, SCOPES = 34_000, 16_000
"""So many titles, and titles with their scopes, are shown to the model."""
SHORTEST, LETTERS = 80, 400
"""Letters of a scope that is shown, at least; of a title with its scope, at most."""
RIDGE = 1.0
"""What the squared coefficients of the regression cost; its texts are of length 1."""
HELD = 0.001
"""How much a vector is drawn back to where it started."""
PASSES = 4
BATCH = 1024
RUN = 24
"""So many records of one committee stand together in a batch."""
SHARED, OTHER = 0.6, 0.3
"""So many of the words of a scope that its title has too, and of the others, are left out, anew in each pass."""
RATE = 0.003
DECAY = (0.9, 0.999)

Array = NDArray[np.float32]
Terms = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a catalogue."""

    item: WorkItem
    committee: str


@dataclass(frozen=True, slots=True)
class Example:
    """The different terms of a title and of its scope, as numbers, in their order."""

    committee: str
    title: Terms
    scope: Terms


def read(folder: Path) -> list[Record]:
    """Read the records of all catalogues in a folder, in the order of their names."""
    found = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                item = WorkItem(row["id"], row.get("title") or "", row.get("scope") or "")
                found.append(Record(item, row.get("committee") or ""))
    return found


def ask(records: Sequence[Record]) -> dict[str, Array]:
    """Give what the sentence model makes of some texts of the records, by the text; they are drawn by lot."""
    first: dict[str, int] = {}
    for n, each in enumerate(records):
        if each.item.title:
            first.setdefault(each.item.title.lower(), n)
    drawn = [*first.values()]
    Random(0).shuffle(drawn)
    scoped = [n for n in drawn if len(records[n].item.scope) > SHORTEST]
    found: dict[str, Array] = {}
    for part, (some, together) in enumerate(((drawn[:TITLES], 2000), (scoped[:SCOPES], 1000))):
        for start in range(0, len(some), together):
            texts = [_shown(records[n])[part] for n in sorted(some[start : start + together])]
            found |= zip(texts, meaning.embed(meaning.INSTALLED, texts).astype(np.float32), strict=True)
    return found


def _shown(record: Record) -> tuple[str, str]:
    """Write a title, and the title with its scope, as the model is shown them; empty where there is no scope."""
    title, scope = record.item.title, record.item.scope
    return title, f"{title}. {scope}"[:LETTERS] if scope else ""


def learn(records: Sequence[Record], answers: Mapping[str, Array]) -> lexicon.Lexicon:
    """Learn a lexicon from records, and from what the model made of those of their texts that it was asked about."""
    counts = count([each.item for each in records], glossary.read())
    titles, scopes = _texts(counts.read(counts.title), counts.title.ends), _scopes(counts)
    kept = _distinct(records, titles, scopes)
    frequency = np.zeros(len(counts.terms), dtype=np.int64)
    for n in kept:
        frequency[np.union1d(titles[n], scopes[n])] += 1
    known = np.flatnonzero((frequency >= FEWEST) & ~_names(counts))
    place = np.full(len(counts.terms), -1)
    place[known] = np.arange(len(known))
    idf = np.log(len(kept) / frequency[known]).astype(np.float32)
    start = _start(*_answered(kept, records, (titles, scopes), place, answers), idf)
    vectors = _contrast(list(_examples(kept, records, (titles, scopes), place)), idf, start)
    vectors -= frequency[known] @ vectors / frequency[known].sum()  # what all texts have in common tells none apart
    names = {term_of(each, glossary.read()) for each in NAMED}
    spelled = [counts.terms[term] for term in known]
    told = [n for n, term in enumerate(spelled) if term not in names and not TOGETHER.fullmatch(term)]
    terms = tuple(spelled[n] for n in told)  # those left out helped to learn the others
    return lexicon.make(terms, vectors[told], frequency[known[told]], len(kept))


def _texts(terms: Terms, ends: Terms) -> list[Terms]:
    """Part the terms of all texts into those of each."""
    return [terms[start:end] for start, end in pairwise(ends.tolist())]


def _scopes(counts: Counts) -> list[Terms]:
    return [each[:LONGEST] for each in _texts(counts.read(counts.scope), counts.scope.ends)]


def _distinct(records: Sequence[Record], titles: Sequence[Terms], scopes: Sequence[Terms]) -> list[int]:
    """Keep one record of each title, and one of a series with one boilerplate scope."""
    seen: set[tuple[str, bytes]] = set()
    found = []
    for n, record in enumerate(records):
        keys = {("title", titles[n].tobytes())}
        if len(scopes[n]) > 5:
            keys.add((record.committee, scopes[n][:40].tobytes()))
        if len(titles[n]) and not keys & seen:
            found.append(n)
            seen |= keys
    return found


def _names(counts: Counts) -> NDArray[np.bool_]:
    """Say for each term whether it is mostly written as a name; a concept of the glossary is none."""
    written = np.bincount(counts.scope.written, minlength=len(counts.surfaces))
    titled = np.array([each[:1].isupper() and each[1:].islower() for each in counts.surfaces])
    concept = np.array([each.startswith(CONCEPT) for each in counts.surfaces])
    counted = counts.term_of >= 0
    every, named, exempt = (
        np.bincount(counts.term_of[counted], weights=of[counted], minlength=len(counts.terms))
        for of in (written, written * titled, concept)
    )
    found: NDArray[np.bool_] = (named > NAME * every) & (exempt == 0)
    return found


def _examples(
    kept: Sequence[int], records: Sequence[Record], texts: tuple[Sequence[Terms], Sequence[Terms]], place: Terms
) -> Iterator[Example]:
    """Yield the records that have words enough in title and scope."""
    for n in kept:
        title, scope = (np.array(list(dict.fromkeys(place[text[n]].tolist())), dtype=np.int64) for text in texts)
        title, scope = title[title >= 0], scope[scope >= 0]
        if len(title) >= 2 and len(scope) >= 4:
            yield Example(records[n].committee, title, scope)


def _answered(
    kept: Sequence[int],
    records: Sequence[Record],
    texts: tuple[Sequence[Terms], Sequence[Terms]],
    place: Terms,
    answers: Mapping[str, Array],
) -> tuple[list[Terms], Array]:
    """Find the terms of each text that the model was asked about, and how what it made of it differs from the mean."""
    titles, scopes = texts
    read: list[Terms] = []
    said = []
    for part in (0, 1):
        found = [(n, text) for n in kept if (text := _shown(records[n])[part]) in answers]
        made = np.stack([answers[text] for _, text in found])
        said.append(made - made.mean(axis=0))
        for n, _ in found:
            terms = place[np.union1d(titles[n], scopes[n]) if part else np.unique(titles[n])]
            read.append(terms[terms >= 0])
    return read, np.concatenate(said)


def _start(texts: Sequence[Terms], said: Array, idf: Array) -> Array:
    """Give each term the vector that its texts are nearest to what the model made of them with, in fewer dimensions."""
    rarity = np.sqrt(idf).astype(np.float64)
    read = normalize(_matrix(texts, len(idf)).multiply(rarity).tocsr())
    learnt = Ridge(alpha=RIDGE, fit_intercept=False, solver="cholesky").fit(read, said.astype(np.float64)).coef_.T
    summed = read @ learnt
    _, directions = np.linalg.eigh(summed.T @ summed)
    vectors = learnt @ directions[:, : -DIMENSIONS - 1 : -1] * (rarity / _weights(idf))[:, None]
    found: Array = (vectors / np.linalg.norm(vectors, axis=1).mean()).astype(np.float32)
    return found


def _weights(idf: Array) -> Array:
    """Give what terms weigh at first: the rarer, the more, within bounds."""
    found: Array = np.exp(np.log(idf / idf.mean()).clip(-2, 1)).astype(np.float32)
    return found


class _Adam:
    """Steps downhill for one array, which it changes in place."""

    def __init__(self, values: Array) -> None:
        self.values, self.mean, self.square, self.count = values, np.zeros_like(values), np.zeros_like(values), 0

    def step(self, slope: Array) -> None:
        """Make one step against a slope."""
        first, second = DECAY
        self.count += 1
        self.mean += (1 - first) * (slope - self.mean)
        self.square += (1 - second) * (slope * slope - self.square)
        rate = RATE * (1 - second**self.count) ** 0.5 / (1 - first**self.count)
        self.values -= (rate * self.mean / (np.sqrt(self.square) + 1e-8)).astype(np.float32)


def _contrast(examples: Sequence[Example], idf: Array, start: Array) -> Array:
    """Learn the vector of each term, times what it weighs."""
    random = np.random.default_rng(0)
    vectors, weights = _Adam(start.copy()), _Adam(np.log(_weights(idf)))
    scale = _Adam(np.log(np.array([15.0], dtype=np.float32)))
    for _ in range(PASSES):
        order = _shuffled(examples, random)
        for begin in range(0, len(order) - BATCH // 2, BATCH):
            few = [examples[n] for n in order[begin : begin + BATCH]]
            titles = _matrix([each.title for each in few], len(idf))
            scopes = _matrix([_thinned(each, random) for each in few], len(idf))
            _descend((titles, scopes), start, (vectors, weights, scale))
    found: Array = vectors.values * np.exp(weights.values)[:, None]
    return found


def _shuffled(examples: Sequence[Example], random: np.random.Generator) -> list[int]:
    """Put runs of records of one committee in a random order."""
    by_committee: dict[str, list[int]] = {}
    for n, each in enumerate(examples):
        by_committee.setdefault(each.committee, []).append(n)
    runs = []
    for _, places in sorted(by_committee.items()):
        mixed = random.permutation(places).tolist()
        runs += [mixed[begin : begin + RUN] for begin in range(0, len(mixed), RUN)]
    return [n for place in random.permutation(len(runs)).tolist() for n in runs[place]]


def _thinned(example: Example, random: np.random.Generator) -> Terms:
    """Leave out some words of a scope, most of those that the title has."""
    left_out = np.where(np.isin(example.scope, example.title), SHARED, OTHER)
    kept = example.scope[random.random(len(example.scope)) >= left_out]
    return kept if len(kept) else example.scope


def _matrix(texts: Sequence[Terms], width: int) -> csr_matrix:
    ends = np.cumsum([0, *map(len, texts)])
    columns = np.concatenate(texts)
    return csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), (len(texts), width))


def _descend(sides: tuple[csr_matrix, csr_matrix], start: Array, learnt: tuple[_Adam, _Adam, _Adam]) -> None:
    """Make one step on a batch: row n of the titles belongs to row n of the scopes."""
    vectors, weights, scale = learnt
    weight = np.exp(weights.values)[:, None]
    weighed = vectors.values * weight
    summed = [side @ weighed for side in sides]
    lengths = [np.linalg.norm(each, axis=1, keepdims=True) + 1e-6 for each in summed]
    one, other = (each / length for each, length in zip(summed, lengths, strict=True))
    log_odds = one @ other.T * np.exp(scale.values)
    slope = (_softmax(log_odds, 1) + _softmax(log_odds, 0)) / 2
    slope[np.diag_indices(len(slope))] -= 1
    slope /= len(slope)
    of_scale = np.array([(slope * log_odds).sum()], dtype=np.float32)
    slope *= np.exp(scale.values)
    found = []
    for unit, length, towards in zip((one, other), lengths, (slope @ other, slope.T @ one), strict=True):
        found.append((towards - unit * (unit * towards).sum(axis=1, keepdims=True)) / length)
    of_terms = sum(side.T @ each for side, each in zip(sides, found, strict=True))
    vectors.step(of_terms * weight + HELD * (vectors.values - start))
    weights.step((of_terms * weighed).sum(axis=1))
    scale.step(of_scale)


def _softmax(log_odds: Array, axis: int) -> Array:
    powers = np.exp(log_odds - log_odds.max(axis=axis, keepdims=True))
    found: Array = powers / powers.sum(axis=axis, keepdims=True)
    return found


def without_lists(records: Sequence[Record], ids: Collection[str]) -> list[Record]:
    """Leave out the works that some ids name, in any spelling and at any stage, and all of their committees."""
    works = {number for each in ids for number in parse(each).numbers}

    def is_listed(record: Record) -> bool:
        return record.item.id in ids or not works.isdisjoint(parse(record.item.id).numbers)

    listed = [is_listed(each) for each in records]
    committees = {each.committee for each, here in zip(records, listed, strict=True) if here} - {""}
    return [each for each, here in zip(records, listed, strict=True) if not here and each.committee not in committees]


def main() -> int:
    """Learn the lexicon and write it; return 1 when there is nothing to learn from."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
    records = read(folder)
    if not records:
        print(f"no catalogue (*.jsonl.gz) in {folder}; DATA=FOLDER names another place", file=sys.stderr)
        return 1
    found = learn(records, ask(records))
    PATH.write_bytes(lexicon.write(found))
    print(f"{PATH.name}: {len(found.terms):,} terms of {len(records):,} records, {PATH.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        if os.environ.get(name) != "1":  # sums of several threads are rounded in another order
            os.environ[name] = "1"
            os.execv(sys.executable, [sys.executable, "-m", "tests.lexicon", *sys.argv[1:]])
    sys.exit(main())
