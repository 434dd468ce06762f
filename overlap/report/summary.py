"""What came of a comparison, in the few sentences that stand first in every document."""

from collections import Counter
from collections.abc import Iterable

from overlap.comparison.dossier import SHOWN, Dossier, Estimate, LevelWorth, Missed
from overlap.items import stages
from overlap.items.stages import State
from overlap.model import Pair, WorkItem
from overlap.report.wording import filter_lines, pairs
from overlap.settings import Level
from overlap.text.printing import listed

_MOST_NAMED = 3
"""So many subjects, and so many documents, are named."""


_TEXTS = {
    "": "a title and a scope",
    "summary": "a title and a summary",
    "note": "a title and a short note about the document",
}
"""What is compared of a work item, by where its scope is from."""
_FOUND = "may overlap substantially or more (open, decided or coordinated)"
"""What was found by a comparison, whatever was decided since: the estimate of what is missed is of it."""
_STATES = {
    State.IN_FORCE: "{} {} in force",
    State.APPROVED: "{} {} approved and not yet published",
    State.ENDED: "{} {} withdrawn, replaced or stopped",
    State.UNKNOWN: "of {} the lists state no stage that is known",
}
"""What is said of texts that are no drafts, by their number."""


def result(dossier: Dossier) -> str:
    """Say it in one paragraph, as `sentences` give it."""
    return " ".join(sentences(dossier))


def sentences(dossier: Dossier) -> tuple[str, ...]:
    """Say in how many subjects two lists overlap, what is open, linked, compared and left out, and what is missed."""
    limits = filter_lines(dossier.items)
    parts = (
        _overlap(dossier),
        _open(dossier),
        _held(dossier),
        *limits,
        _settled(dossier),
        liaison(dossier),
        compared(dossier),
        "" if limits and dossier.missed else missed(dossier.missed),  # it is told of all pairs, not of some
    )
    return tuple(filter(None, parts))


def _overlap(dossier: Dossier) -> str:
    left, right = dossier.items.left.corpus.title, dossier.items.right.corpus.title
    subjects = dossier.subjects
    if not subjects:
        return nothing_left(dossier)
    named = [f"{each.name} ({each.pairs[0].left.id} and {each.pairs[0].right.id})" for each in subjects[:_MOST_NAMED]]
    closest = f"closest {'is' if len(named) == 1 else 'are'} {listed(named)}"
    many = f"{len(subjects)} subject{'' if len(subjects) == 1 else 's'}"
    return f"{left} and {right} may overlap in {many}, {pairs(len(dossier.agenda))} of work items: {closest}."


def nothing_left(dossier: Dossier) -> str:
    """Say why there is no pair to look at: none is close, or those that are were left out, decided or coordinated."""
    items = dossier.items
    left, right = items.left.corpus.title, items.right.corpus.title
    close = f"{{}} of {left} and {right} that may overlap substantially"
    settled = [sum(each.level in SHOWN for each in some) for some in (items.decided, items.coordinated)]
    if items.levels[Level.LIKELY] + items.levels[Level.SUBSTANTIAL]:
        return f"{close.format('No pair of work items')} is within the filters and limits of this document."
    if not any(settled):
        return f"No work item of {left} and {right} is close enough to one of the other side to overlap substantially."
    parts = zip(settled, ("decided", "coordinated already"), strict=True)
    told = listed(f"{count} {_are(count)} {said}" for count, said in parts if count)
    return f"No pair is left to look at: of {close.format('the ' + pairs(sum(settled)) + ' of work items')} {told}."


def _held(dossier: Dossier) -> str:
    """Say that the list was made shorter than the lists overlap; empty if it was not."""
    settings, levels = dossier.items.settings, dossier.items.levels
    every = levels[Level.LIKELY] + levels[Level.SUBSTANTIAL]
    if len(dossier.agenda) == every or filter_lines(dossier.items):
        return ""
    asked = f"level {settings.level}" if settings.level is Level.LIKELY else "the limit that was asked for"
    return f"These are the pairs within {asked}; {pairs(every)} overlap substantially or more in all."


def _open(dossier: Dossier) -> str:
    """Say how many of the pairs can still be changed, and of the other texts what is known of their stage."""
    found = dossier.open_pairs
    if not dossier.agenda:
        return ""
    rest = {each.id: stages.state(each) for pair in dossier.agenda if pair not in found for each in _items(pair)}
    told = _standing(Counter(rest.values()))
    if not found:
        if {*rest.values()} == {State.IN_FORCE}:
            return "All texts concerned are in force on both sides; none is a draft."
        return f"No text concerned is known to be a draft: {told}."
    drafts = dict.fromkeys(stages.live(item).id for pair in found for item in _items(pair) if stages.is_open(item))
    touch = "touches" if len(found) == 1 else "touch"
    others = "the others are in force" if {*rest.values()} == {State.IN_FORCE} else f"of the others {told}"
    said = f"{len(found)} of them {touch} a text that is not yet final ({listed([*drafts])})"
    return f"{said}; {others}." if rest else f"{said}."


def _standing(counts: Counter[State]) -> str:
    """Say of how many texts what is known: that they are in force, or ended, or nothing."""
    return "; ".join(said.format(count, _are(count)) for state, said in _STATES.items() if (count := counts[state]))


def _settled(dossier: Dossier) -> str:
    joint, decided = len(dossier.items.coordinated), len(dossier.items.decided)
    parts = [f"{joint} {_are(joint)} coordinated already"] if joint else []
    parts += [f"{decided} {_are(decided)} decided before"] if decided else []
    return f"{' and '.join(parts)[:1].upper()}{' and '.join(parts)[1:]}." if parts else ""


def liaison(dossier: Dossier) -> str:
    """Say which committees list the other side as a liaison, in one sentence; empty where no list is at hand."""
    return " ".join(f"Liaison: {said}" for each in dossier.positions if (said := each.said()))


def compared(dossier: Dossier) -> str:
    """Say what was compared, and what was not: the standards themselves."""
    sides = [dossier.items.left] if dossier.items.settings.within else [dossier.items.left, dossier.items.right]
    items = [each for side in sides for each in side.entries if isinstance(each, WorkItem)]
    kinds = {
        kind: sum(bool(each.scope) and each.scope_origin == origin for each in items) for origin, kind in _TEXTS.items()
    }
    kinds["a title only"] = sum(not each.scope for each in items)
    told = [f"{count:,} {'has' if count == 1 else 'have'} {kind}" for kind, count in kinds.items() if count]
    sizes = " and ".join(f"{len(side.entries):,} work items of {side.corpus.title}" for side in sides)
    return f"Compared were {sizes}, not the texts of the standards: {listed(told)}."


def missed(estimate: Missed | None) -> str:
    """Say how much is probably missed, or that nothing was judged."""
    if estimate is None:
        return "How much is missed is not known: no pairs of these lists were judged (overlap label, overlap evaluate)."
    if estimate.below is not None:
        drawn = sum(each.drawn for each in estimate.levels)
        told = f"By {drawn} pairs drawn at random and judged, {about(estimate.below)} pairs that belong on an agenda"
        held = f", which hold {about(estimate.recall, '.0%')} of all" if estimate.recall else ""
        return f"{told} are not among those that {_FOUND}{held}."
    rest = estimate.agenda - estimate.found
    return (
        f"Of {estimate.agenda} pairs of these lists that were judged to belong on an agenda {estimate.found} are among "
        f"those that {_FOUND}, so about {rest / estimate.agenda:.0%} of what there is to find is probably missed."
    )


def about(number: Estimate, form: str = ",.0f") -> str:
    """Write a number that is not known with its 95 % interval.

    >>> about(Estimate(12.4, 3, 40))
    'about 12 (3 to 40)'
    """
    return f"about {number.value:{form}} ({number.low:{form}} to {number.high:{form}})"


def worth(levels: Iterable[LevelWorth]) -> list[list[str]]:
    """Write what each level is worth: its name, its judged pairs, and how many of them belong on an agenda."""
    return [
        [str(each.level), str(each.judged), f"{each.agenda} ({each.agenda / each.judged:.0%})" if each.judged else "-"]
        for each in levels
    ]


def _items(pair: Pair) -> list[WorkItem]:
    return [each for each in (pair.left, pair.right) if isinstance(each, WorkItem)]


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
