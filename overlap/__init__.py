"""Tells standards people where two committees are about to do the same work.

>>> import overlap
>>> report = overlap.compare(overlap.load("sg20"), overlap.load("jc4"))
>>> report.pairs[0].level
<Level.LIKELY: 'likely duplication'>
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.2.0"

if TYPE_CHECKING:
    from overlap.comparison.comparison import compare, explain
    from overlap.corpus.corpora import load
    from overlap.errors import OverlapError
    from overlap.items.folding import fold
    from overlap.model import Corpus, Pair, Report, Statement, WorkItem
    from overlap.report import render
    from overlap.settings import Level, Settings

__all__ = [
    "Corpus",
    "Level",
    "OverlapError",
    "Pair",
    "Report",
    "Settings",
    "Statement",
    "WorkItem",
    "compare",
    "explain",
    "fold",
    "load",
    "render",
]

_HOME = {
    "compare": "comparison.comparison",
    "explain": "comparison.comparison",
    "load": "corpus.corpora",
    "OverlapError": "errors",
    "fold": "items.folding",
    "Corpus": "model",
    "Pair": "model",
    "Report": "model",
    "Statement": "model",
    "WorkItem": "model",
    "render": "report",
    "Level": "settings",
    "Settings": "settings",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- each name has its own type, which the block above declares
    """Import a public name when it is first used, so that `overlap --help` need not wait for scikit-learn."""
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"overlap.{_HOME[name]}"), name)
    raise AttributeError(f"module 'overlap' has no attribute {name!r}")
