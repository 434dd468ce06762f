"""The annexes of a Word document: further pairs, what is coordinated or decided, and what to know about the list."""

from collections.abc import Sequence

from overlap.comparison.dossier import Dossier
from overlap.model import Pair
from overlap.report.word.pairs import write_pairs
from overlap.report.word.writer import WordWriter
from overlap.report.wording import NOTICE, coordinated, fault_lines, notes

_SILENT = "The lists compared do not say which texts are common, twin or identical, so none could be found."


def write_annexes(paper: WordWriter, dossier: Dossier, rest: Sequence[Pair]) -> None:
    """Write all that is not on the first pages; `rest` are the pairs to look at that are not."""
    first = len(dossier.agenda) - len(rest)
    if rest:
        paper.landscape()
        paper.heading("Annex A: further pairs to look at")
        paper.caption(f"Pairs {first + 1} to {len(dossier.agenda)}")
        write_pairs(paper, rest, dossier, first + 1)
    paper.portrait()
    paper.heading(f"Annex {'B' if rest else 'A'}: already coordinated or decided")
    for pair in dossier.items.coordinated:
        paper.bullet(coordinated(pair))
    if not dossier.items.coordinated:
        none = "No pair is declared as common, twin or identical text."
        paper.text(none if dossier.declares_links else _SILENT)
    for pair in dossier.items.decided:
        paper.bullet(f"{pair.left.id} and {pair.right.id}: decided: {pair.decision}")
    paper.heading(f"Annex {'C' if rest else 'B'}: what to know about the list")
    _write_remarks(paper, dossier)


def _write_remarks(paper: WordWriter, dossier: Dossier) -> None:
    for side in (dossier.items.left, dossier.items.right):
        for line in side.corpus.provenance:
            paper.bullet(f"{side.corpus.title}: {line}")
    lone = len(dossier.items.lone)
    paper.bullet(f"{lone} work items have no near neighbour on the other side.")
    said = notes(dossier.items)[:-1] + (notes(dossier.statements)[:-1] if dossier.statements else [])
    for line in dict.fromkeys((*said, *fault_lines(dossier.items.left_out))):
        paper.bullet(line)
    paper.text(
        "The score is the probability that experts would put the pair on a coordination agenda, learnt from pairs that "
        "were judged from title and scope. It is a sum of what the two texts share; identifiers, committees and dates "
        "never count."
    )
    paper.text(NOTICE, italic=True)
