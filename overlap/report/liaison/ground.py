"""On what ground a liaison statement stands: who holds the texts, whose mandates it concerns, what was decided."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from overlap.comparison.matter import Matter
from overlap.comparison.territory import Claim
from overlap.items import liaisons, stages
from overlap.items.stages import State
from overlap.model import Corpus, Pair, Side, Statement, WorkItem
from overlap.record.register import Decision
from overlap.report.liaison.naming import open_id
from overlap.report.liaison.parts import FEW, Section, counted, ids
from overlap.report.liaison.requests import WHICH, has_open_direction, noted
from overlap.text.printing import listed

_MOST_OWNERS = 2
"""So many committees that hold texts are named where the texts are counted."""
_MAIN = 3
"""So many of the words that two texts share, the weightiest, say what the pair is about."""
_PERIOD = re.compile(r"\b(?:19|20)\d\d\s?[-–]\s?((?:19|20)\d\d)\b")
"""A study period in what a statement is called."""
_QUESTION = re.compile(r"\b(?:Question |Q(?=\d))([\w/]+)")
"""A Question, by its number or, as in a list that does not know it, by another word."""
_MOST_NAMED = 3
"""So many texts of one side are named in the words of a request."""
_PLACE = re.compile(r"\{(ours|theirs|each|both)\}")
"""Where texts are named in the words of a request (requests.toml)."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def held(matter: Matter, side: Side) -> Mapping[str, tuple[Pair, ...]]:
    """Give the committees that hold the items of a side, with the pairs, where they are not the side itself."""
    found: dict[str, tuple[Pair, ...]] = {}
    for pair in matter.pairs:
        entry = matter.both(pair)[side is matter.them]
        committee = entry.committee if isinstance(entry, WorkItem) else ""
        if committee and not _is_itself(committee, side.corpus):
            found[committee] = (*found.get(committee, ()), pair)
    return dict(sorted(found.items()))


def writes_for_itself(matter: Matter, source: str) -> bool:
    """Say whether who sends a statement is the committee that holds our texts, and not all of our list."""
    return {*held(matter, matter.us)} == {source}


def of(matter: Matter, side: Side, source: str = "") -> str:
    """Say whose the texts of a side are: its own, or those of another committee that works in its field."""
    found = held(matter, side)
    whose = [*found] if len({pair.id for some in found.values() for pair in some}) == len(matter.pairs) else []
    field = f"in the field of {side.corpus.title}"
    if not found:
        return f"of {side.corpus.title}"
    if {*found} == {source}:
        return f"of {source}"
    if not 0 < len(whose) <= _MOST_OWNERS:
        return field
    is_below = all(liaisons.is_listed(side.corpus.title, "", name) for name in whose)
    names = listed(whose, "or")
    return f"of {names}" if is_below else f"of {names}, {field}"


def called(matter: Matter) -> str:
    """Call what all pairs are of: texts, where each is in force, else work items."""
    every = (entry for pair in matter.pairs for entry in matter.both(pair))
    states = {stages.stage(each).opening.state if isinstance(each, WorkItem) else "" for each in every}
    return "texts" if states == {State.IN_FORCE} else "work items"


def size(side: Side) -> str:
    """Count the work items of a side; where others hold some of them they are documents in its field."""
    holders = {each.committee for each in side.entries if isinstance(each, WorkItem) and each.committee}
    title = side.corpus.title
    if all(_is_itself(name, side.corpus) or liaisons.is_listed(title, "", name) for name in holders):
        return f"{_by_state(side)} of {side.corpus.title}"
    return f"{counted(len(side.entries), 'document')} in the field of {side.corpus.title}"


def _by_state(side: Side) -> str:
    """Count texts in force and items under study where the list states of each which one it is, else work items."""
    states = [stages.stage(each).opening.state if isinstance(each, WorkItem) else "" for each in side.entries]
    final, drafts = states.count(State.IN_FORCE), states.count(State.DRAFT)
    if not final or final + drafts < len(states):
        return counted(len(states), "work item")
    items = [each for each in side.entries if isinstance(each, WorkItem)]
    drafts += sum(bool(stages.change(each)) for each in items if stages.stage(each).opening.state is State.IN_FORCE)
    texts = f"{counted(final, 'text')} in force"
    return f"{texts} and {counted(drafts, 'item')} under study" if drafts else texts


def informed(matter: Matter, to: Sequence[str]) -> tuple[str, ...]:
    """Give the committees beside the addressees that hold texts of theirs, so that the statement reaches them."""
    return tuple(
        name for name in held(matter, matter.them) if not any(liaisons.is_listed(each, "", name) for each in to)
    )


def worded(said: str, about: Sequence[Pair], matter: Matter) -> str:
    """Write in a request which texts it is about: by their numbers where those of a side are few.

    The committees that hold theirs are asked beside the addressee, so that the texts of either are `yours`.
    """
    ours, theirs = (tuple(dict.fromkeys(open_id(matter.both(pair)[n]) for pair in about)) for n in (0, 1))
    named = {
        "ours": listed(ours, "or") if len(ours) <= _MOST_NAMED else "one of our texts",
        "theirs": listed(theirs, "or") if len(theirs) <= _MOST_NAMED else "one of your texts named here",
        "each": "each of your texts named here",
        "both": f"{ours[0]} and {theirs[0]}" if len(about) == 1 else "these texts",
    }
    if len(theirs) <= _MOST_NAMED:
        named["each"] = f"each of {listed(theirs)}" if len(theirs) > 1 else theirs[0]
    return _PLACE.sub(lambda found: named[found[1]], said)


def _is_itself(committee: str, corpus: Corpus) -> bool:
    """Say whether a committee is the side itself, by one of its names, or by its last units where no other has them."""
    named = {group[1:] for group in liaisons.groups(committee)}
    names = (corpus.name, corpus.title, *corpus.aliases)
    if committee in names or any({group[1:] for group in liaisons.groups(name)} & named for name in names):
        return True
    known = {each.committee for each in corpus.work_items}
    return any(liaisons.long_for(name, known) == committee for name in names)


def mandates(matter: Matter) -> Section:
    """Name the mandate statements that the texts of the pairs are nearest to; of many pairs in an annex."""
    told: dict[str, list[Pair]] = {}
    for pair in matter.pairs:
        for name, claim in _nearest(pair, matter):
            said = f"{name} is closest to {_called(claim.statement)}, which our list gives as: {claim.statement.text}"
            told.setdefault(said.rstrip("."), []).append(pair)
    points = tuple(f"{said} ({ids(about)})." for said, about in told.items())
    note = "The mandates are given in the words of the lists compared; the official texts prevail."
    return _of_few("The mandates concerned", matter, points, (note,) if points else ())


def _called(statement: Statement) -> str:
    """Name a statement as a letter does: without its number among the points, which is that of our list alone."""
    whole, point, _ = statement.called.rpartition(", point ")
    if not point:
        return statement.called
    named = f"the {statement.kind} of {statement.body}"
    return f"a point of {named if whole == f'{statement.body}, {statement.kind}' else whole}"


def _of_few(heading: str, matter: Matter, points: tuple[str, ...], after: tuple[str, ...] = ()) -> Section:
    """Make a section of the text, or of many pairs an annex: so much as there is of it, the text stays short."""
    is_annex = len(matter.pairs) > FEW
    return Section(
        heading[:1].lower() + heading[1:] if is_annex else heading, (), points, after=after, is_annex=is_annex
    )


def _nearest(pair: Pair, matter: Matter) -> Iterator[tuple[str, Claim]]:
    """Yield for each text of a pair the statement in force, of whoever holds it, that is nearest to it."""
    sides = {"left": (matter.dossier.items.left, pair.left), "right": (matter.dossier.items.right, pair.right)}
    lapsed = {each.id for side, _ in sides.values() for each in side.corpus.mandate if _has_ended(each, side.corpus)}
    for name, claim in matter.dossier.nearest(pair, lapsed):
        side, entry = sides[name]
        if _is_of_subject(claim, pair) and _is_of_holder(claim.statement, entry, side):
            yield entry.id, claim


def _has_ended(statement: Statement, corpus: Corpus) -> bool:
    """Say whether a statement is of a study period that ended before the list was made."""
    period = _PERIOD.search(statement.called)
    years = _YEAR.findall(corpus.as_of)
    return period is not None and bool(years) and period[1] < max(years)


def _is_of_holder(statement: Statement, entry: object, side: Side) -> bool:
    """Say whether a statement is one of the side as a whole, or of the committee that holds the text."""
    committee = entry.committee if isinstance(entry, WorkItem) else ""
    if _is_of_another_question(statement, entry):
        return False
    whole = not statement.body or statement.body in (side.corpus.name, side.corpus.title, *side.corpus.aliases)
    return whole or not committee or liaisons.is_listed(statement.body, "", committee) or statement.body == committee


def _is_of_another_question(statement: Statement, entry: object) -> bool:
    """Say whether a statement is of a Question, and the text is not known to be of that one but of another."""
    own = {*_QUESTION.findall(entry.group)} if isinstance(entry, WorkItem) else set()
    named = {*_QUESTION.findall(statement.called)}
    return bool(own and named) and not own & named


def _is_of_subject(claim: Claim, pair: Pair) -> bool:
    """Say whether a statement claims a text by what makes the pair close, and by more than one word."""
    shared = {term.text.casefold() for term in sorted(pair.terms, key=lambda term: -term.share)[:_MAIN]}
    return len(claim.words) > 1 and any(word.casefold() in shared for word in claim.words)


def recorded(matter: Matter) -> Section:
    """Tell what was decided about pairs, with the reason; of many pairs in an annex.

    The document that it is recorded in is one of the group alone.
    """
    found = ((pair, matter.decisions[pair.id]) for pair in matter.pairs if pair.id in matter.decisions)
    points = tuple(filter(None, (_decided(pair, decision, matter) for pair, decision in found)))
    section = _of_few("What we have concluded so far", matter, points)
    doubtful = [pair for pair in matter.pairs if has_open_direction(pair, matter)]
    to_check = (f"{' and '.join(each.id for each in matter.both(pair))}: {WHICH}" for pair in doubtful)
    return replace(section, to_check=tuple(to_check))


def _decided(pair: Pair, decision: Decision, matter: Matter) -> str:
    texts = tuple(each.id for each in matter.both(pair))
    said = noted(decision, pair, matter)
    if not said:
        return ""
    reason = " ".join(decision.reason.split()).rstrip(".")
    by = ", ".join(filter(None, (decision.by, decision.decided)))
    told = [f"{' and '.join(texts)}{f' ({by})' * bool(by)}: {said}"]
    told += [f"The reason is: {reason}"] if reason else []
    return f"{'. '.join(told)} ({pair.id})."
