"""The head of a liaison statement: its fields, and the lines that they make in a form."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from overlap.comparison.matter import Matter, is_of
from overlap.corpus.received import Received
from overlap.items import liaisons
from overlap.items.dates import is_before
from overlap.model import WorkItem
from overlap.record.liaisons import Purpose
from overlap.report.contacts import parts
from overlap.report.liaison import joint, words
from overlap.report.liaison.forms import Form, forms
from overlap.report.liaison.ground import called, informed, worded
from overlap.report.liaison.naming import open_id, open_text
from overlap.report.liaison.parts import CHECK, FEW, counted
from overlap.report.liaison.requests import requests
from overlap.report.liaison.topics import joined, topics
from overlap.text.printing import listed

MISSING = "[to be completed: {}]"
"""Stands in a draft for what nobody has said yet."""
_OF_MEETING = ("place", "date")
"""Fields that stand together on the line of a meeting, and apart in some templates."""
ATTACH = "[to be attached: {}]"
"""Stands in a draft for a text that goes with it."""
_MOST_TOPICS = 3
_NAMED = re.compile(r"^(?:LS(?:/\w+)?|liaison statement)\s+(?:to\s+.{1,60}?\s+)?on\s+", re.IGNORECASE)
"""How a title says that it is one of a liaison statement."""
_QUESTION = re.compile(r"\d+/\d+")
WRONG = "[to be corrected: {}]"
"""Stands in a draft for a deadline that cannot be met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands at the head of a liaison statement; empty for what is not known."""

    number: str = ""
    question: str = ""
    source: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """The committees beside the addressees of whose texts something is asked."""
    purpose: Purpose = Purpose.ACTION
    approval: str = ""
    deadline: str = ""
    place: str = ""
    date: str = ""
    contact: str = ""
    title: str = ""
    abstract: str = ""
    keywords: str = ""
    """Only forms of one's own have a place for them."""
    related: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    reply: str = ""
    other_questions: str = ""
    """Of which Questions our texts are, as far as is known, where the one that was given is none of them."""
    today: str = ""
    """The day on which it is drafted; without it no deadline is past."""


def complete(head: Head, matter: Matter, form: Form) -> Head:
    """Fill in what follows from the matter where nothing was said: source, addressee, title, abstract, documents."""
    us, them, received = matter.us.corpus, matter.them.corpus, matter.received
    to = head.to or ((received.sender,) if received and received.sender else (them.title,))
    groups = {entry.group for entry, _ in map(matter.both, matter.pairs) if isinstance(entry, WorkItem)} - {""}
    copied = received.cc if received else informed(matter, to)
    beside = tuple(name for name in copied if name not in (*head.cc, *to) and not is_of(name, matter.us))
    is_asked = head.purpose is not Purpose.INFORMATION
    return replace(
        head,
        to=to,
        cc=head.cc if is_asked and not received else (*head.cc, *beside),
        asked=beside if is_asked and not received else (),
        source=head.source or us.title,
        question=head.question or (re.sub(r"^Q(?=\d)", "", groups.pop()) if len(groups) == 1 else ""),
        other_questions=_other_questions(head, matter),
        title=head.title or _title(matter, form),
        abstract=head.abstract or _abstract(replace(head, to=to), matter),
        keywords=head.keywords or "; ".join(topics(matter)),
        related=(*head.related, *_documents(matter)),
        attachments=_attachments(head, matter),
        reply=head.reply or _reply(matter),
    )


def _title(matter: Matter, form: Form) -> str:
    if matter.received:
        came = matter.received
        missing = MISSING.format("its title" if came.number else "its number and title")
        if not came.is_recognised:
            return f"Reply to {came.title or missing}"
        number = " ".join(filter(None, (came.number, _of_sender(came))))
        title = _NAMED.sub("", came.title or missing) if form.reply.startswith("LS") else came.title or missing
        return form.reply.format(number=number or MISSING.format("its number"), title=title)
    some = topics(matter)
    if 0 < len(some) <= _MOST_TOPICS:
        return form.on.format(subject=joined(some))
    what_of = called(matter) if matter.pairs else "work items"
    return form.on.format(subject=f"{what_of} of {matter.us.corpus.title} and {matter.them.corpus.title}")


def _abstract(head: Head, matter: Matter) -> str:
    us = head.source or matter.us.corpus.title
    if matter.received:
        number = matter.received.number or MISSING.format("its number")
        kind = "liaison statement" if matter.received.is_recognised else "document"
        return f"{us} answers the {kind} {' '.join(filter(None, (number, _of_sender(matter.received))))}."
    informs = f"We inform you of {counted(len(matter.pairs), 'pair')} of {called(matter)} {what(matter)}"
    if head.purpose is Purpose.INFORMATION:
        return f"{informs}."
    every = requests(matter, head.today).items()
    briefs = dict.fromkeys(worded(request.brief, about, matter) for request, about in every)
    return f"{informs}, and ask you to {'; to '.join(briefs)}."


def what(matter: Matter) -> str:
    """Say why there is a statement about the pairs; nobody says of those far apart that they are close."""
    if matter.is_coordinated:
        return f"which are already {joint.together(matter)}"
    if not words.weak(matter):
        return "which are close in title or subject"
    return "which we would like to look at together with you"


def _documents(matter: Matter) -> tuple[str, ...]:
    """Name the documents of few pairs; those of many stand in an annex."""
    named = list(dict.fromkeys(open_text(entry) for pair in matter.pairs for entry in matter.both(pair)))
    if len(matter.pairs) > FEW:
        return (f"The {len(named)} documents listed in the annexes",)
    return ("; ".join(named),) if named else ()


def _attachments(head: Head, matter: Matter) -> tuple[str, ...]:
    """Name the drafts of ours that a request needs beside it."""
    if head.purpose is Purpose.INFORMATION:
        return ()
    asked = requests(matter, head.today).items()
    needed = (matter.both(pair)[0] for request, about in asked if request.is_attached for pair in about)
    return tuple(dict.fromkeys(map(open_id, needed)))


def _reply(matter: Matter) -> str:
    received = matter.received
    sender = received.sender if received and _of_sender(received) else ""
    return ", ".join(filter(None, (received.number, received.title, sender))) if received else ""


def _of_sender(came: Received) -> str:
    """Say of whom a statement is, where its number does not."""
    return f"of {came.sender}" if came.sender and came.sender not in came.number else ""


def deadline(head: Head) -> str:
    """Give the deadline, marked where it is missing or cannot be met."""
    if not head.deadline:
        return MISSING.format("deadline")
    wrong = unmet(head)
    return WRONG.format(f"{head.deadline} {wrong}") if wrong else head.deadline


def unmet(head: Head) -> str:
    """Say why a deadline cannot be met: it is past, or before the date of the statement; empty where it can."""
    if head.deadline and head.today and head.deadline < head.today:
        return "is past"
    return f"is before {head.date}" if is_before(head.deadline, head.date) else ""


def of_others(head: Head) -> Mapping[str, str]:
    """Say by the name of a field which group it is of, where that is another one than the source."""
    own = _groups(head.source)
    every = {"number": head.number, "question": re.sub(r"\b(?=\d+/\d)", "Q", head.question), "approval": head.approval}
    named = {name: _groups(text) for name, text in every.items()}
    return {name: f"of {listed(sorted(some))}" for name, some in named.items() if own and some and not own & some}


def _other_questions(head: Head, matter: Matter) -> str:
    """Say of which Questions our texts are, and of how many that is known, where the one given is none of them."""
    ours = {entry.id: entry for entry, _ in map(matter.both, matter.pairs) if isinstance(entry, WorkItem)}
    groups = [{each.group for each in entry.documents} - {""} for entry in ours.values()]
    known, given = set[str]().union(*groups), {f"Q{number}" for number in _QUESTION.findall(head.question)}
    if not given or not known or given & known:
        return ""
    some = f", as far as our list says ({sum(map(bool, groups))} of {len(ours)})" if not all(groups) else ""
    return f"of {listed(sorted(known))}{some}"


def _groups(text: str) -> frozenset[str]:
    """Give the largest units that a text names, as SG20."""
    return frozenset(group[1] for group in liaisons.groups(text))


def doubts(head: Head, matter: Matter) -> tuple[str, ...]:
    """Say what of a head does not go together, and which pairs are weak."""
    told = [f"{name} {whose}, and the source is {head.source}" for name, whose in of_others(head).items()]
    if head.other_questions:
        given = listed(f"Q{number}" for number in _QUESTION.findall(head.question))
        told.append(f"no text of ours here is of {given}; they are {head.other_questions}")
    if matter.is_coordinated:
        told.append("its texts are coordinated already, so that it may not be needed")
    return (*told, *(f"{name} is weak: {why}" for name, why in words.weak(matter).items()))


def values(head: Head) -> Mapping[str, Sequence[str]]:
    """Give the lines of each field by its name; those of nothing that is known are missing.

    The addressees, and who else is asked, stand in the field of what is asked of them, too; those in copy, where they
    are informed.
    """
    to, purpose = [*head.to, *head.asked], head.purpose
    informed = to if purpose is Purpose.INFORMATION else []
    contact, reach = parts(head.contact)
    every = {
        "number": [head.number],
        "question": [head.question],
        "source": [head.source],
        "title": [head.title],
        "purpose": [f"For {purpose}"],
        "reply": [head.reply],
        "to": to,
        "cc": [*head.cc],
        "action_to": to if purpose is Purpose.ACTION else [],
        "comment_to": to if purpose is Purpose.COMMENT else [],
        "information_to": [*informed, *head.cc],
        "approval": [head.approval],
        "deadline": [deadline(head) if head.deadline else "-" if purpose is Purpose.INFORMATION else ""],
        "meeting": [", ".join(filter(None, (head.place, head.date)))],
        "place": [head.place],
        "date": [head.date],
        "contact": contact,
        "reach": reach,
        "abstract": [head.abstract],
        "keywords": [head.keywords],
        "related": [*head.related],
        "attachments": [ATTACH.format(each) for each in head.attachments],
    }
    texts = {"question": f"our texts here are {head.other_questions}"} if head.other_questions else {}
    for name, whose in {**texts, **of_others(head)}.items():
        every[name] = [f"{' '.join(every[name])} {CHECK.format(whose)}"]
    return {name: lines for name, lines in every.items() if any(lines)}


def rows(head: Head, form: Form) -> list[tuple[str, str]]:
    """Give the lines of a head in a form, by their labels; what is missing is marked."""
    known = values(head)
    told = []
    for label, name in form.rows:
        lines = [*known.get(name, ()), *(known.get("reach", ()) if name == "contact" else ())]
        if name == "cc" and any(each == "information_to" for _, each in form.rows):
            continue  # it stands there
        if lines:
            told.append((label, "\n".join(lines)))
        elif name not in form.if_any:
            told.append((label, "-" if name in form.optional else MISSING.format(label.lower())))
    return told


def missing(head: Head, form: Form) -> tuple[str, ...]:
    """Name the fields of a form that nobody has filled in, by their labels."""
    return tuple(label for label, text in rows(head, form) if text == MISSING.format(label.lower()))


def unplaced(head: Head, form: Form) -> tuple[str, ...]:
    """Name what was given for a head and has no line in a form."""
    shown = {name for _, name in form.rows}
    shown |= {*_OF_MEETING} if "meeting" in shown else set()
    return tuple(
        name
        for name in ("question", "place", "date", "number", "keywords", "approval")
        if getattr(head, name) and name not in shown
    )


def marked(head: Head, form: Form) -> Mapping[str, Sequence[str]]:
    """Give the lines of each field for a template, which may have others than a form.

    What is missing is marked, and what may be missing in the form holds a dash.
    """
    labels = {name: label.lower() for label, name in form.rows}
    gaps = {
        name: ["-" if may_be_empty else MISSING.format(labels.get(name, name))]
        for name, may_be_empty in _fields(form).items()
    }
    return {**gaps, **values(head)}


def _fields(form: Form) -> Mapping[str, bool]:
    """Say of each field whether it may be empty: by a form, and by the others where that has no line for it."""
    found: dict[str, bool] = {}
    for each in (form, *forms().values()):
        empty = {*each.optional, *each.if_any}
        for _, name in each.rows:
            for field in (name, *_OF_MEETING) if name == "meeting" else (name,):
                found.setdefault(field, name in empty)
    return found
