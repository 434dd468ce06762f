"""The report to hand out as Markdown, for a wiki."""

from overlap.comparison.dossier import Dossier
from overlap.items import stages
from overlap.model import Entry, Pair, WorkItem
from overlap.record.changes import Change, Difference
from overlap.report import summary
from overlap.report.markdown import escape
from overlap.report.pairs import score_of
from overlap.report.wording import BASIS, NOTICE, header, is_address, moved, notes, settled
from overlap.settings import By


def write_markdown(dossier: Dossier) -> str:
    """Write a dossier as one page: the agenda, subject by subject."""
    left, right = dossier.items.left.corpus.title, dossier.items.right.corpus.title
    lines = [f"# {escape(dossier.title)}", ""]
    lines += [f"- {name}: {escape(text)}" for name, text in dossier.header.lines]
    lines += ["", *(f"- {escape(line)}" for line in summary.sentences(dossier)), "", f"*{BASIS} {NOTICE}*"]
    lines += _since(dossier.since, left, right) if dossier.since else []
    if dossier.open_pairs:
        lines += ["", "## Act now: pairs with a text that can still be changed", ""]
        lines += [f"- {_pair(pair, dossier)}" for pair in dossier.open_pairs]
    lines += ["", "## Pairs to look at"]
    told: set[str] = set()
    lists = [(f"{escape(each.name)} ({each.id})", each.pairs) for each in dossier.subjects]
    for name, listed in [("One by one", dossier.agenda)] if dossier.items.settings.by is By.PAIR else lists:
        lines += ["", f"### {name}", ""]
        lines += [f"| rank | {escape(left)} | {escape(right)} | score | proposed action |", "|--:|---|---|---|---|"]
        lines += [_row(pair, told) for pair in listed]
    told_of = (*dossier.items.coordinated, *dossier.items.decided)
    ended = [settled(pair, dossier.statements_on(pair)) for pair in told_of]
    lines += ["", "## Coordinated or decided already", "", *(f"- {escape(line)}" for line in ended)] if ended else []
    said = [each for each in notes(dossier.items) if each not in (BASIS, NOTICE)]
    lines += ["", "## Notes", "", *(f"- {escape(line)}" for line in (*header(dossier.items), *said))]
    return "\n".join(lines) + "\n"


def _row(pair: Pair, told: set[str]) -> str:
    score = f"{score_of(pair.score)} {pair.id}"
    return f"| {pair.rank or '–'} | {_entry(pair.left, told)} | {_entry(pair.right, told)} | {score} | |"


def _entry(entry: Entry, told: set[str]) -> str:
    """Write an entry; its title and its address stand where it comes first."""
    if entry.id in told:
        return escape(entry.id)
    told.add(entry.id)
    name = f"[{escape(entry.id)}]({entry.url})" if is_address(entry.url) and ")" not in entry.url else escape(entry.id)
    return f"{name} {escape(entry.title)}"


def _pair(pair: Pair, dossier: Dossier) -> str:
    """Write a pair with what is possible about it, in a line."""
    said = [
        stages.possible(entry)
        for entry in (pair.left, pair.right)
        if isinstance(entry, WorkItem) and stages.is_open(entry)
    ]
    known = "; ".join(dossier.links(pair))
    told = f"{pair.left.id} and {pair.right.id} ({score_of(pair.score)}, {pair.id}): {'; '.join(said)}"
    return escape(f"{told}. {known}." if known else f"{told}.")


def _since(since: Difference, left: str, right: str) -> list[str]:
    """Write what changed, a row a pair."""

    def row(each: Change) -> str:
        sides = [
            f"**{escape(name)}** {escape(title)}"
            for name, title in ((each.left, each.left_title), (each.right, each.right_title))
        ]
        return f"| {each.kind} | {' | '.join(sides)} | {moved(each)} ({each.pair}) | {escape(each.why)} |"

    lines = ["", "## Since the last meeting", "", escape(since.result())]
    head = [f"| what | {escape(left)} | {escape(right)} | score | why |", "|---|---|---|---|---|"]
    lines += ["", *head, *map(row, since.changes)] if since.changes else []
    return [*lines, *([""] if since.notes else []), *(f"- {escape(note)}" for note in since.notes)]
