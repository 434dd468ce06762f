"""The text of a liaison statement: sentences made from the lists alone, each about a pair with the id of that pair."""

import re
from collections.abc import Sequence

from overlap.comparison.matter import Matter
from overlap.items import stages
from overlap.model import Pair
from overlap.record.liaisons import Purpose
from overlap.report.liaison import ground, opening, texts
from overlap.report.liaison.channel import channel as channel_of
from overlap.report.liaison.dated import with_date
from overlap.report.liaison.head import ATTACH, MISSING, Head, deadline
from overlap.report.liaison.naming import open_id
from overlap.report.liaison.parts import FEW, Section, counted, ids
from overlap.report.liaison.requests import Request, is_formula, numbers, requests, rules
from overlap.report.liaison.topics import names
from overlap.text import citations
from overlap.text.identifiers import parse
from overlap.text.phrases import small
from overlap.text.printing import listed

_REVISION = re.compile(r"\brevis(?:e|ed|ing|ions?)\b", re.IGNORECASE)
_MOST_SUBJECTS = 8
"""So many subjects of one request are named."""


def sections(head: Head, matter: Matter) -> tuple[Section, ...]:
    """Write the parts of a statement; those that have nothing to say are left out."""
    is_few = len(matter.pairs) <= FEW
    parts: tuple[Section, ...] = (opening.background(head, matter),)
    if matter.received:
        parts = (opening.received(head, matter), _answer(matter), opening.documents(matter))
        parts += (Section("What we compared", opening.grounds(head, matter)),) if matter.pairs else ()
    if matter.pairs:
        parts += texts.few(matter, head) if is_few else texts.many(matter, head)
        mandates, recorded = ground.mandates(matter), ground.recorded(matter)
        channel = Section("") if matter.received else channel_of(matter, head.to)
        parts += (mandates, channel, recorded) if is_few else (channel,)
        parts += (_asked(head, matter),)
        parts += () if is_few else (*texts.annexes(matter, head), mandates, recorded)
    said = tuple(each for each in parts if not each.is_empty)
    return tuple(each.without(f" ({matter.pairs[0].id})") for each in said) if len(matter.pairs) == 1 else said


def _answer(matter: Matter) -> Section:
    """Leave a place for the answer to each thing that was asked."""
    asked = [each for each in (matter.received.asked if matter.received else ()) if not is_formula(each)]
    answer = MISSING.format("our answer")
    points = tuple(f"You ask: “{each}” {_known(each, matter)}{answer}" for each in asked)
    closing = () if matter.pairs else ("We look forward to cooperating with you.",)
    return Section("Our answer", () if points else (answer,), points, after=closing)


def _known(asked: str, matter: Matter) -> str:
    """Say what our list has on our documents that a question names."""
    numbers = {number for name in citations.find(asked) for number in parse(name).numbers}
    told = []
    for each in matter.named:
        if each.item is None or each.side != matter.us or not {*parse(each.item.id).numbers} & numbers:
            continue
        has_none = not stages.change(each.item) and _REVISION.search(asked)
        stage = with_date(stages.standing(each.item), matter.us.corpus, each.item)
        told.append(
            f"Our list gives {each.item.id} as {small(stage)}{', and has no revision of it' * bool(has_none)}. "
        )
    return "".join(told)


def _asked(head: Head, matter: Matter) -> Section:
    """Ask what the pairs call for; a statement for information asks for nothing."""
    if head.purpose is Purpose.INFORMATION:
        said = "This statement is for information; no reply is needed. Your comments would be welcome at any time."
        return Section("For your information", (said,), after=_closing(head))
    lead = {
        Purpose.ACTION: "You are kindly invited to consider the following",
        Purpose.COMMENT: "We would welcome your comments, and kindly ask you the following",
    }
    is_few = len(matter.pairs) <= FEW
    more = "" if is_few else "; the table of the pairs has the number of each"
    known = numbers(matter, head.today)
    points = []
    for request, about in requests(matter, head.today).items():
        please = f"Please {ground.worded(request.ask, about, matter)}"
        if is_few:
            points.append(f"{please}{_names(about, matter, please)}.{_attached(request, about, matter)}")
        else:
            points.append(f"{known[about[0].id]} {please}: {_by_subject(about, matter)}.")
    about_modes = [pair for request, some in requests(matter, head.today).items() if request.is_mode for pair in some]
    modes = (f"The modes of cooperation are set out in {rules(about_modes, matter)}.",) if about_modes else ()
    return Section("What we ask", (f"{lead[head.purpose]}{more}:",), tuple(points), after=(*modes, *_closing(head)))


def _attached(request: Request, about: Sequence[Pair], matter: Matter) -> str:
    """Say that our drafts go with the statement, where they are needed; of many the head alone names them."""
    if not request.is_attached:
        return ""
    names = [*dict.fromkeys(open_id(matter.both(pair)[0]) for pair in about)]
    return f" The present draft{' is' if len(names) == 1 else 's are'} attached {ATTACH.format(listed(names))}."


def _closing(head: Head) -> tuple[str, ...]:
    by = "" if head.purpose is Purpose.INFORMATION else f"We would be grateful for a reply by {deadline(head)}. "
    return (
        f"{by}We will inform you of changes to our texts named here, and would be grateful to hear of changes to yours."
        " We look forward to cooperating with you.",
    )


def _by_subject(about: Sequence[Pair], matter: Matter) -> str:
    """Count pairs by their subjects, where those are few; the annex has the number of the request beside each."""
    named = names(matter)
    every = ((named[each.id], sum(pair in about for pair in each.pairs)) for each in matter.subjects)
    parts = [(name, counted(some, "pair")) for name, some in every if some]
    if len(parts) > _MOST_SUBJECTS:
        return f"{counted(len(about), 'pair')} of {counted(len(parts), 'subject')}"
    return "; ".join(f"{name} ({some})" for name, some in parts)


def _names(about: Sequence[Pair], matter: Matter, please: str) -> str:
    """Name the pairs of a request behind it; where its words name their texts, the ids are enough."""
    both = [(*map(open_id, matter.both(pair)), pair.id) for pair in about]
    is_told = all(ours in please and theirs in please for ours, theirs, _ in both)
    if is_told and 1 in (len({ours for ours, *_ in both}), len({theirs for _, theirs, _ in both})):
        return f" ({ids(about)})"
    return f": {'; '.join(f'{ours} and {theirs} ({name})' for ours, theirs, name in both)}"
