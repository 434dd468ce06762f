"""Word: a document to hand out at a meeting; the only package that knows python-docx.

A user's own template keeps its styles, headers and footers; its body is replaced. The same input gives the same bytes.
"""

from pathlib import Path

from overlap.comparison.dossier import Dossier
from overlap.record.changes import Difference
from overlap.report.word.annexes import write_annexes
from overlap.report.word.mandates import write_mandates
from overlap.report.word.pairs import write_pairs
from overlap.report.word.writer import WordWriter
from overlap.report.wording import NOTICE, header, moved, pairs
from overlap.settings import Level

_FIRST = 10
"""So many pairs stand on the first pages; the others are in an annex."""


def write_docx(dossier: Dossier, template: Path | None = None) -> bytes:
    """Write the document. Raises SettingsError when the template is no Word document."""
    paper = WordWriter(template)
    paper.title(dossier.title)
    paper.names([[name, text] for name, text in dossier.header.lines], (3.5, 13.0))
    paper.text(dossier.result())
    paper.text(NOTICE, italic=True)
    paper.contents()
    paper.heading("What was compared")
    _write_compared(paper, dossier)
    if dossier.since:
        _write_since(paper, dossier, dossier.since)
    _write_first(paper, dossier)
    write_mandates(paper, dossier)
    write_annexes(paper, dossier, dossier.agenda[_FIRST:])
    return paper.save(dossier.title)


def _write_compared(paper: WordWriter, dossier: Dossier) -> None:
    for line in header(dossier.items):
        paper.bullet(line)
    gaps = [
        f"{side.corpus.title}: {line}"
        for side in (dossier.items.left, dossier.items.right)
        for line in side.corpus.missing
    ]
    for line in gaps:
        paper.bullet(line)
    if dossier.items.has_scope_notes:
        paper.bullet("* Many scopes compared are notes written about the documents, not the publishers' texts.")
    if dossier.filters:
        paper.bullet(f"Only pairs with {dossier.filters}; the tables on mandates are of all work items.")
    paper.text("Where the lists come from stands in the last annex.")


def _write_since(paper: WordWriter, dossier: Dossier, since: Difference) -> None:
    """Write what changed among the pairs to look at; the many that are only related are counted."""
    paper.heading("Since the last meeting")
    paper.text(since.result())
    near = [each for each in since.changes if each.level is not Level.RELATED]
    if near:
        paper.caption("Pairs to look at that changed")
        rows = [
            [
                str(each.kind),
                f"{each.left}: {each.left_title}",
                f"{each.right}: {each.right_title}",
                f"{moved(each)}\n{each.pair}",
                each.why,
            ]
            for each in near
        ]
        left, right = dossier.items.left.corpus.title, dossier.items.right.corpus.title
        paper.table(["What", left, right, "Score", "Why"], rows, (1.6, 4.3, 4.3, 3.0, 3.4))
    far = len(since.changes) - len(near)
    if far:
        paper.text(
            f"{pairs(far)} more changed that {'is' if far == 1 else 'are'} related only: see the Excel report, the web "
            "page or Markdown."
        )
    for note in since.notes:
        paper.bullet(f"{note[:1].upper()}{note[1:]}.")


def _write_first(paper: WordWriter, dossier: Dossier) -> None:
    """Write the first pairs in full, on landscape pages."""
    first = dossier.agenda[:_FIRST]
    paper.landscape()
    paper.heading("Pairs to look at first")
    if not first:
        paper.text("No pair overlaps substantially.")
        return
    paper.caption(f"The {len(first)} closest of {len(dossier.agenda)} pairs to look at")
    write_pairs(paper, first, dossier)
    if dossier.items.has_scope_notes:
        paper.text("* The scope is a note written about the document, not the publisher's text.")
    if len(dossier.agenda) > len(first):
        paper.text(f"The other {len(dossier.agenda) - len(first)} are in Annex A.")
