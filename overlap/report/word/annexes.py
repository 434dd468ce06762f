"""The annexes of a Word document: all pairs by subject, what is settled, scopes, and where all is from."""

from overlap.comparison.dossier import Dossier
from overlap.model import WorkItem
from overlap.report.word.pairs import write_pairs
from overlap.report.word.writer import WordWriter
from overlap.report.wording import BASIS, NOTICE, fault_lines, notes, settled
from overlap.settings import By


def write_annexes(paper: WordWriter, dossier: Dossier) -> None:
    """Write all that is not on the first pages."""
    parts = (_write_pairs, _write_settled, _write_scopes, _write_remarks)
    titles = ("all pairs", "coordinated or decided already", "scopes", "where the lists come from")
    there = (dossier.agenda, dossier.items.coordinated or dossier.items.decided, dossier.agenda, True)
    wanted = [(title, part) for title, part, is_there in zip(titles, parts, there, strict=True) if is_there]
    for letter, (title, part) in zip("ABCD", wanted, strict=False):
        paper.heading(f"Annex {letter}: {title}")
        part(paper, dossier)


def _write_pairs(paper: WordWriter, dossier: Dossier) -> None:
    if dossier.items.settings.by is By.PAIR:
        write_pairs(paper, {"": dossier.agenda}, dossier)
    else:
        write_pairs(paper, {f"{each.name} ({each.id})": each.pairs for each in dossier.subjects}, dossier)


def _write_settled(paper: WordWriter, dossier: Dossier) -> None:
    for pair in (*dossier.items.coordinated, *dossier.items.decided):
        paper.bullet(settled(pair, dossier.statements_on(pair)))


def _write_scopes(paper: WordWriter, dossier: Dossier) -> None:
    """Write what was compared of each work item of the pairs, once."""
    items = {each.id: each for pair in dossier.agenda for each in (pair.left, pair.right) if isinstance(each, WorkItem)}
    kinds = {"note": "note*", "summary": "summary"}
    rows = [
        [each.id, each.title, f"{kinds.get(each.scope_origin, 'scope')}: {each.scope}" if each.scope else "title only"]
        for _, each in sorted(items.items())
    ]
    paper.caption("What was compared of each work item of the pairs above")
    paper.table(["Work item", "Title", "Scope, or what stands in for it"], rows, (3.0, 5.5, 16.8))


def _write_remarks(paper: WordWriter, dossier: Dossier) -> None:
    for side in (dossier.items.left, dossier.items.right):
        for line in side.corpus.provenance:
            paper.bullet(f"{side.corpus.title}: {line}")
    lone = len(dossier.items.lone)
    paper.bullet(f"{lone} work items have no near neighbour on the other side.")
    said = [*notes(dossier.items), *(notes(dossier.statements) if dossier.statements else [])]
    for line in dict.fromkeys((*said, *fault_lines(dossier.items.left_out))):
        if line not in (BASIS, NOTICE):
            paper.bullet(line)
    paper.text("The score is a sum of what the two texts share; identifiers, committees and dates never count.")
