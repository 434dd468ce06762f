"""Word: a document to hand out at a meeting; the only package that knows python-docx.

A user's own template keeps all it has: its head is filled in, the paper follows it, then what stood behind the head. Of
a template without a head the body is replaced. The same input gives the same bytes.
"""

from pathlib import Path

from overlap.comparison.dossier import Dossier
from overlap.record.changes import Difference
from overlap.report import summary
from overlap.report.word import head
from overlap.report.word.annexes import write_annexes
from overlap.report.word.charts import draw_drafts, draw_subjects
from overlap.report.word.cover import remaining, values
from overlap.report.word.mandates import write_mandates
from overlap.report.word.pairs import write_pairs, write_subjects
from overlap.report.word.writer import WordWriter, open_template, writing
from overlap.report.wording import BASIS, NOTICE, has_scope_notes, header, moved, pairs
from overlap.settings import Level


def write_docx(dossier: Dossier, template: Path | None = None) -> bytes:
    """Write the document. Raises SettingsError when the template is no Word document."""
    with writing(template) as paper:
        _write(paper, dossier)
        return paper.save(dossier.title)


def _write(paper: WordWriter, dossier: Dossier) -> None:
    filled = paper.fill(values(dossier))
    if "title" not in filled:
        paper.title(dossier.title)
    paper.names([[name, text] for name, text in remaining(dossier.header, filled)], (3.5, 13.0))
    is_told = "abstract" in filled and not dossier.header.abstract  # the first sentence stands in the abstract
    for sentence in summary.sentences(dossier)[int(is_told) :]:
        paper.bullet(sentence)
    paper.text(f"{BASIS} {NOTICE}", italic=True)
    draw_subjects(paper, dossier)
    paper.contents()
    if dossier.since:
        _write_since(paper, dossier, dossier.since)
    paper.landscape()  # to the end: each turn of the page would leave one half empty
    _write_open(paper, dossier)
    _write_subjects(paper, dossier)
    draw_drafts(paper, dossier)
    write_mandates(paper, dossier)
    paper.heading("What was compared")
    _write_compared(paper, dossier)
    _write_worth(paper, dossier)
    write_annexes(paper, dossier)


def unfilled(dossier: Dossier, template: Path) -> tuple[str, ...]:
    """Name what of a template a report of the dossier leaves as it is: fields of its head, and text behind it."""
    return head.unfilled(open_template(template).element.body, values(dossier))


def _write_compared(paper: WordWriter, dossier: Dossier) -> None:
    for line in header(dossier.items):
        paper.bullet(line)
    gaps = [
        f"{side.corpus.title}, missing: {line}"
        for side in (dossier.items.left, dossier.items.right)
        for line in side.corpus.missing
    ]
    for line in gaps:
        paper.bullet(line)
    if has_scope_notes(dossier.items):
        paper.bullet("* The scope is a note written about the document, not the publisher's text.")
    paper.text("Where the lists come from stands in the last annex.")


def _write_worth(paper: WordWriter, dossier: Dossier) -> None:
    if dossier.missed and dossier.missed.levels:
        paper.caption("What a level is worth: how many of its judged pairs belong on an agenda")
        paper.table(["Level", "Judged pairs", "On an agenda"], summary.worth(dossier.missed.levels), (6.5, 5.0, 5.0))


def _write_open(paper: WordWriter, dossier: Dossier) -> None:
    """Write the pairs that touch a text that is not yet final, most urgent first."""
    if not dossier.open_pairs:
        return
    paper.heading("Act now: pairs with a text that can still be changed")
    paper.caption("Pairs with a text that is not yet final, by closeness and by how much of it can be changed")
    write_pairs(paper, {"": dossier.open_pairs}, dossier, with_possible=True)


def _write_subjects(paper: WordWriter, dossier: Dossier) -> None:
    """Write the subjects in which the lists overlap, each with its closest pair."""
    paper.heading("The subjects, each with its closest pair")
    if not dossier.subjects:
        paper.text(summary.nothing_left(dossier))
        return
    count = f"The {len(dossier.subjects)} subjects of {len(dossier.agenda)} pairs"
    paper.caption(f"{count}, each with its closest pair; all pairs stand in Annex A")
    write_subjects(paper, dossier.subjects, dossier)


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
