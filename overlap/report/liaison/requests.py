"""What a liaison statement asks for: by what was decided about a pair, else by what can still be changed."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from overlap.comparison.matter import Matter
from overlap.items import stages
from overlap.model import Corpus, Pair, WorkItem

_OWN_RULES = "the rules of both organizations"


def requests(matter: Matter) -> Mapping[str, tuple[Pair, ...]]:
    """Give each request with the pairs that it is about, in the order of the pairs."""
    found: dict[str, tuple[Pair, ...]] = {}
    for pair in matter.pairs:
        asked = _page()["outcomes"].get((matter.outcomes or {}).get(pair.id, "")) or _by_stage(pair, matter)
        request = asked.format(modes=_modes(matter.us.corpus, matter.them.corpus))
        found[request] = (*found.get(request, ()), pair)
    return found


def _by_stage(pair: Pair, matter: Matter) -> str:
    if pair.declared:
        return str(_page()["open"]["joint"])
    ours, theirs = (isinstance(each, WorkItem) and stages.is_open(each) for each in matter.both(pair))
    names = {(True, True): "both", (True, False): "ours", (False, True): "theirs", (False, False): "none"}
    return str(_page()["open"][names[ours, theirs]])


def _modes(one: Corpus, other: Corpus) -> str:
    """Name the rules of cooperation of the organizations of two corpora, each once."""
    known = _page()["modes"]
    both = dict.fromkeys(known[body] for corpus in (one, other) for body in corpus.bodies if body in known)
    return " and of ".join(both) or _OWN_RULES


@cache
def _page() -> dict[str, Any]:
    text = resources.files("overlap.report.liaison").joinpath("requests.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
