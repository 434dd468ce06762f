"""The sentences that every format for people shares, so that they never say two things."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from overlap.comparison.roles import Role, role
from overlap.items import rooms, stages
from overlap.items.filters import is_meant
from overlap.items.folding import column
from overlap.model import Channel, Corpus, Entry, Fault, Pair, Report, Side, Statement, Subject, WorkItem
from overlap.record.changes import Change
from overlap.score.weights import LIKENESS_POWER
from overlap.settings import Level
from overlap.store import files

NOTICE = files.MARK

_FEW = 5
"""So many of a list are named in a few lines below a ranking; the file formats have all."""
BASIS = (
    "The score is the probability that a pair belongs on a coordination agenda. It was learnt from pairs that language "
    "models judged by a rubric from titles and scopes; experts have not confirmed it."
)
"""What a probability rests on; said once wherever one is printed."""
SCORE = f"{BASIS} It is made of log-odds, which add up: 0 is one half, +3 is 0.95, -3 is 0.05."
_YEAR = re.compile(r"\b20\d\d\b")
"""A title may state the date."""
_FOUND = {
    "base": "what every pair starts with",
    "title": "words both titles use",
    "scope": "words both scopes use",
    "statement": "words both statements use",
    "title against scope": "words of one's title in the other's scope",
    "phrases": "word pairs both scopes use",
    "coverage": "how much of each title the other text has",
    "related words": "how near the lexicon of the field puts the words of both",
}
"""What each channel is, for a reader."""


def found(channel: Channel) -> str:
    """Say what a channel is and what was found by it."""
    if channel.name == "breadth":
        return "subject words in both: the more, and the rarer in the field, the higher"
    if channel.name == "same title":
        return f"titles {channel.value ** (1 / LIKENESS_POWER):.0%} alike, which counts near 100%"
    if channel.name == "meaning":
        return f"a cosine of {channel.value:.2f} by the sentence-embedding model"
    return _FOUND[channel.name]


def side_line(side: Side, report: Report) -> str:
    """Say what one side is: its name, its date, how much was read and how much compared."""
    corpus = side.corpus
    as_of = f", as of {corpus.as_of}" if corpus.as_of else ""
    left = side.rows - len(side.other_language) - len(side.apart)
    folded = f", {len(side.entries)} after folding" if len(side.entries) != left else ""
    folded += f", {len(side.other_language)} not in English" if side.other_language else ""
    folded += f", {len(side.apart)} of which claim nothing" if side.apart else ""
    subject = report.subject if side.rows != 1 else report.subject.removesuffix("s")
    return f"{corpus.title}{as_of}: {side.rows} {subject}{folded}"


def header(report: Report) -> list[str]:
    """Say what was compared with what, and what came of it."""
    sides = [report.left] if report.settings.within else [report.left, report.right]
    counts = [f"{report.levels[level]:,} {level}" for level in Level if level is not Level.DISTANT]
    joint = f", {len(report.coordinated)} already coordinated" if report.coordinated else ""
    joint += f", {len(report.decided)} decided" if report.decided else ""
    undated = [side.corpus.title for side in sides if not side.corpus.as_of and not _YEAR.search(side.corpus.title)]
    return [
        *(side_line(side, report) for side in sides),
        *([f"No date is stated for {' or '.join(undated)}."] if undated else []),
        f"{pairs(report.compared)} compared: {', '.join(counts)}{joint}.",
    ]


def moved(change: Change) -> str:
    """Write the score of a pair before and after, as `0.412 to 0.977`."""
    if change.before is None:
        return f"now {change.after:.3f}"
    return f"was {change.before:.3f}" if change.after is None else f"{change.before:.3f} to {change.after:.3f}"


def coordinated(pair: Pair) -> str:
    """Say which two are coordinated already, and by whose word."""
    return f"{pair.left.id} and {pair.right.id}: {pair.declared}"


def settled(pair: Pair, more: Sequence[str] = ()) -> str:
    """Say why a pair is no finding: what is declared or was decided, and what else is recorded of it."""
    said = coordinated(pair) if pair.declared else f"{pair.left.id} and {pair.right.id}: decided: {pair.decision}"
    return "; ".join((said, *more))


def rank_of(pair: Pair, report: Report) -> str:
    """Say where a pair stands among all."""
    return f"rank {pair.rank:,} of {pairs(report.compared)}" if pair.rank else "below those that are ranked"


def pairs(count: int) -> str:
    """Count pairs in words."""
    return f"{count:,} pair{'' if count == 1 else 's'}"


def pairs_of_subject(some: Sequence[Pair]) -> str:
    """Count the pairs of a subject, closest first, and say how close they are."""
    is_near = some[0].level in (Level.LIKELY, Level.SUBSTANTIAL)
    settled = sum(bool(pair.decision) and not pair.reopened for pair in some)
    decided = f", {'all' if settled == len(some) else settled} decided" if settled else ""
    return f"{pairs(len(some))} {'to look at' if is_near else 'that are related'}{decided}"


def footer(report: Report) -> list[str]:
    """Say what is not in the list above, and how to take it."""
    return [
        _shown(report),
        *filter_lines(report),
        *_joint(report),
        *_decided(report),
        *_no_neighbour(report),
        *notes(report),
    ]


def _decided(report: Report) -> list[str]:
    """Name the pairs on which a decision stands, and those that are open again."""
    again = [pair for pair in report.pairs if pair.reopened]
    return [
        *_set_aside("Decided", report.decided, lambda pair: f"{pair.left.id} and {pair.right.id}: {pair.decision}"),
        *(f"Open again: {pair.left.id} and {pair.right.id}: {pair.reopened}." for pair in again),
    ]


def _joint(report: Report) -> list[str]:
    """Name the pairs that are coordinated already."""
    return _set_aside("Already coordinated", report.coordinated, coordinated)


def _set_aside(what: str, aside: Sequence[Pair], say: Callable[[Pair], str]) -> list[str]:
    """Name what is not in the list of findings, of many the first few."""
    if not aside:
        return []
    more = [f"  {len(aside) - _FEW} more (--format json, csv or markdown lists all)."] if len(aside) > _FEW else []
    return [f"{what}, so not in the list: {pairs(len(aside))}.", *(f"  {say(each)}." for each in aside[:_FEW]), *more]


def _no_neighbour(report: Report) -> list[str]:
    """Count what has no near neighbour on the other side."""
    lines = []
    if report.lone:
        counts = [
            f"{report.lone_on[side]} of {len(whole.entries)} in {whole.corpus.title}"
            for side, whole in (("left", report.left), ("right", report.right))
            if report.lone_on.get(side)
        ]
        lines.append(f"No near neighbour: {', '.join(counts)} (listed in JSON and Markdown).")
    return lines


def has_scope_notes(report: Report) -> bool:
    """Say whether some scope shown is a note and not the publisher's text; where no list has one no pair is made."""
    sides = report.left, report.right
    if not any("note" in column(side.corpus.work_items, "scope_origin") for side in sides):
        return False
    shown = chain(report.pairs, report.coordinated, report.decided)
    return any(getattr(each, "scope_origin", "") == "note" for pair in shown for each in (pair.left, pair.right))


def notes(report: Report) -> list[str]:
    """Say what holds for every pair of a report."""
    lines = []
    if report.floor is not None:
        lines.append(
            f"Among so many pairs only those of score {report.floor:g} or more are ranked and listed; "
            f"{report.levels[Level.DISTANT]:,} are below."
        )
    if has_scope_notes(report):
        lines.append("* The scope is a note written about the document, not the publisher's text.")
    if report.subject is Subject.MANDATES:
        apart = [each for side in (report.left, report.right) for each in side.apart]
        for kind, told in ((Role.EXCLUSION, "Excluded"), (Role.COORDINATION, "About working with others, so no claim")):
            lines += [f"{told}: {each.text} ({each.called})." for each in apart if role(each) is kind]
        corpora = (report.left.corpus, report.right.corpus)
        lines += [f"{gap}." for gap in dict.fromkeys(gap for corpus in corpora for gap in corpus.mandate_missing)]
    lines += [f"While reading: {line}" for line in fault_lines(report.left_out)]
    return [*lines, BASIS, NOTICE]


def filter_lines(report: Report) -> list[str]:
    """Say which filters on work items hold, and how many work items have no Question to filter by."""
    settings = report.settings
    wanted = {
        "status": settings.status,
        "type": settings.type,
        "committee": settings.committee,
        "Question or group": settings.group,
    }
    said = "; ".join(f"{name} {' or '.join(values).replace('_', ' ')}" for name, values in wanted.items() if values)
    if not said:
        return []
    lines = [f"Only pairs with a work item of {said}."]
    if settings.group:
        for side in (report.left, report.right):
            items = [each for each in side.entries if isinstance(each, WorkItem)]
            groups = [{document.group for document in each.documents} - {""} for each in items]
            meant = sum(any(is_meant(name, settings.group) for name in named) for named in groups)
            bare = sum(not named for named in groups)
            has, lacks = ("has" if count == 1 else "have" for count in (meant, bare))
            lines.append(
                f"{meant} of {len(items)} work items of {side.corpus.title} {has} it; {bare} {lacks} none in the list."
            )
    return lines


def fault_lines(faults: Iterable[Fault], most: int = 5, rest: str = "--format json lists all") -> list[str]:
    """Write faults one a line; of many with the same remedy the first few, and how many more there are."""
    kinds: dict[str, list[Fault]] = {}
    for fault in faults:
        kinds.setdefault(fault.remedy, []).append(fault)
    lines = []
    for alike in kinds.values():
        shown = alike if len(alike) <= most + 1 else alike[:most]
        lines += [f"{fault}." for fault in shown]
        if len(alike) > len(shown):
            lines.append(f"{len(alike) - len(shown):,} more of that kind ({rest}).")
    return lines


def compared_on(pair: Pair) -> str:
    """Say which texts were compared; a star marks a scope that is a note and not the publisher's text."""
    noted = any(getattr(entry, "scope_origin", "") == "note" for entry in (pair.left, pair.right))
    return f"{pair.compared_on}{'*' if noted and 'scope' in pair.compared_on else ''}"


def top_terms(pair: Pair, count: int = 5) -> str:
    """List the shared terms that made two texts close, each once, largest share of all channels first."""
    shares: dict[str, float] = {}
    for term in pair.terms:
        if term.channel not in ("phrases", "related words"):  # what both write is there word by word
            shares[term.text] = shares.get(term.text, 0) + term.share
    first = sorted(shares, key=lambda text: (-shares[text], text))[:count]
    return ", ".join(first) or "no shared term"


def standing(entry: Entry) -> str:
    """Say what an entry is in its programme: committee and stage, or the kind of statement; and what is folded in."""
    if isinstance(entry, Statement):
        return " ".join(filter(None, [entry.body, f"[{entry.kind}]" if entry.kind else ""]))
    parts = [entry.committee, entry.group, stages.standing(entry)]
    others = [member.id for member in entry.members if member is not stages.live(entry)]
    parts += [f"with {', '.join(others)}"] if others else []
    return ", ".join(filter(None, parts))


def details(entry: Entry, corpus: Corpus, today: str) -> Iterator[tuple[str, str]]:
    """Yield every field of an entry of a list that says something today, by its name."""
    if isinstance(entry, Statement):
        fields = [("Body", entry.body), ("Kind", entry.kind), ("Statement", entry.text)]
    else:
        scope = {"note": "Scope*", "summary": "Summary"}.get(entry.scope_origin, "Scope")
        stage = ", ".join(filter(None, [stages.standing(entry), entry.date]))
        members = ", ".join(member.id for member in entry.members)
        fields = [
            ("Title", entry.title),
            ("Body", entry.body),
            ("Type", entry.type),
            ("Committee", ", ".join(filter(None, [entry.committee, entry.group]))),
            ("Stage", stage),
            ("Possible", rooms.possible(entry, corpus, today)),
            ("Folded in", members),
            ("Joint with", ", ".join(entry.joint_with)),
            ("Relations", ", ".join(entry.relations)),
            ("Liaisons", entry.liaisons),
            (scope, entry.scope or "none: only its title is compared"),
        ]
    yield from ((name, text) for name, text in [*fields, ("Address", entry.url), ("Source", entry.source)] if text)


def _shown(report: Report) -> str:
    shown, matching = len(report.pairs), report.matching
    if shown == matching == report.compared:
        return f"All {shown:,} pairs are shown."
    among = "pairs that share a term" if report.settings.limit else "pairs"
    if report.floor is not None:
        among = f"pairs of score {report.floor:g} or more"
    if report.settings.per_item:
        return f"Shown: {shown:,} of {matching:,} {among}, at most {report.settings.per_item} of each (--per-item)."
    every = "every pair" if report.floor is None else "them all"
    more = f"; --limit 0 shows {every}" if shown < matching or report.settings.limit else ""
    return f"Shown: {shown:,} of {matching:,} {among}{' that meet the filters' if _filtered(report) else ''}{more}."


def _filtered(report: Report) -> bool:
    settings = report.settings
    on_items = settings.status or settings.type or settings.committee or settings.group
    return bool(on_items or settings.level or settings.min_score)
