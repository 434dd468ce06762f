"""The report to hand out as Markdown, for a wiki."""

from overlap.comparison.dossier import Dossier
from overlap.model import Entry, Pair
from overlap.record.changes import Change, Difference
from overlap.report import summary
from overlap.report.markdown import escape
from overlap.report.pairs import possible_of, score_of
from overlap.report.territories import markdown as territories
from overlap.report.wording import BASIS, NOTICE, header, moved, notes, settled
from overlap.settings import By
from overlap.text.printing import is_address


def write_markdown(dossier: Dossier, with_annex: bool = False) -> str:
    """Write a dossier as one page: the agenda, subject by subject; if asked for, what it rests on as an annex."""
    left, right = dossier.items.left.corpus.title, dossier.items.right.corpus.title
    lines = [f"# {escape(dossier.title)}", ""]
    lines += [f"- {name}: {escape(text)}" for name, text in dossier.header.lines]
    lines += ["", *(f"- {escape(line)}" for line in summary.sentences(dossier)), "", f"*{BASIS} {NOTICE}*"]
    lines += _since(dossier.since, left, right) if dossier.since else []
    if dossier.open_pairs:
        lines += ["", "## Act now: pairs with a text that can still be changed", ""]
        lines += _act_now(dossier)
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
    return "\n".join([*lines, *(_annex(dossier) if with_annex else ["", _MORE])]) + "\n"


_MORE = "What was compared, what a level is worth and the mandates: `overlap report -o report.md --annex`."


def _annex(dossier: Dossier) -> list[str]:
    """Write what was compared and how, what a level is worth, and the mandates."""
    said = [each for each in notes(dossier.items) if each not in (BASIS, NOTICE)]
    gaps = [f"{side.corpus.title}, missing: {line}" for side in dossier.sides for line in side.corpus.missing]
    lines = ["", "## What was compared", "", *(f"- {escape(line)}" for line in (*header(dossier.items), *gaps, *said))]
    if dossier.missed and dossier.missed.levels:
        lines += ["", "## What a level is worth", "", "| level | judged pairs | on an agenda |", "|---|--:|--:|"]
        lines += [f"| {' | '.join(map(escape, row))} |" for row in summary.worth(dossier.missed.levels)]
    if dossier.territory and dossier.statements:
        lines.append(territories.write(dossier.territory, dossier.statements))
    return lines


def _act_now(dossier: Dossier) -> list[str]:
    """Write the pairs that touch a text that is not yet final, those of one text together."""
    of_text: dict[str, list[Pair]] = {}
    for pair in dossier.open_pairs:
        of_text.setdefault("; ".join(possible_of(pair, dossier.items)), []).append(pair)
    lines = []
    for possible, pairs in of_text.items():
        lines.append(f"- {escape(possible)}:")
        lines += [f"  - {_named(pair, dossier)}" for pair in pairs]
    return lines


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


def _named(pair: Pair, dossier: Dossier) -> str:
    """Write a pair with its score and its links, in a line."""
    known = "; ".join(dossier.links(pair))
    return escape(
        f"{pair.left.id} and {pair.right.id} ({score_of(pair.score)}, {pair.id}){f'. {known}.' if known else ''}"
    )


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
