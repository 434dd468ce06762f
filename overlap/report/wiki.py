"""The report to hand out as Markdown, for a wiki."""

from overlap.comparison.dossier import Dossier, links
from overlap.model import Entry, Pair
from overlap.record.changes import Change, Difference
from overlap.report.markdown import escape
from overlap.report.territories.markdown import write as write_territory
from overlap.report.wording import NOTICE, compared_on, coordinated, header, moved, notes, standing, top_terms


def write_markdown(dossier: Dossier) -> str:
    """Write a dossier as one page."""
    left, right = dossier.items.left.corpus.title, dossier.items.right.corpus.title
    nothing = "none found" if dossier.declares_links else "not in the lists"

    def entry(each: Entry) -> str:
        return f"**{escape(each.id)}** {escape(each.title)}<br>{escape(standing(each))}"

    def row(number: int, pair: Pair) -> str:
        why = f"{pair.level}, {pair.score:.3f}, {compared_on(pair)}: {top_terms(pair)} ({pair.id})"
        claims = "<br>".join(escape(f"{each.id}: {each.text}") for _, each in dossier.concerned(pair)) or "none is near"
        known = escape("; ".join(links(pair)) or nothing)
        return f"| {number} | {entry(pair.left)} | {entry(pair.right)} | {escape(why)} | {claims} | {known} | |"

    lines = [f"# {escape(dossier.title)}", ""]
    lines += [f"- {name}: {escape(text)}" for name, text in dossier.header.lines]
    lines += ["", escape(dossier.result()), "", f"*{NOTICE}*", "", "## What was compared", ""]
    lines += [f"- {escape(line)}" for line in header(dossier.items)]
    lines += _since(dossier.since, left, right) if dossier.since else []
    lines += ["", "## Pairs to look at", ""]
    lines += [
        f"| # | {escape(left)} | {escape(right)} | what makes them close | mandates | known links | proposed action |"
    ]
    lines += ["|--:|---|---|---|---|---|---|", *(row(n, pair) for n, pair in enumerate(dossier.agenda, start=1))]
    if dossier.territory and dossier.statements:
        lines.append(write_territory(dossier.territory, dossier.statements))
    related = dossier.items.pairs[len(dossier.agenda) :]
    lines += [
        "",
        "## Related pairs",
        "",
        *(f"- {escape(f'{p.left.id} and {p.right.id}: {p.score:.3f} ({p.id})')}" for p in related),
    ]
    lines += ["", "## Already coordinated or decided", ""]
    lines += [f"- {escape(coordinated(pair))}" for pair in dossier.items.coordinated]
    lines += [f"- {escape(f'{pair.left.id} and {pair.right.id}: {pair.decision}')}" for pair in dossier.items.decided]
    lines += ["", "## Notes", "", *(f"- {escape(line)}" for line in notes(dossier.items))]
    return "\n".join(lines) + "\n"


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
