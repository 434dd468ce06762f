"""How a liaison statement begins: what it is about, what was compared and as of when; or what was received."""

from collections.abc import Iterator

from overlap.comparison.matter import Matter
from overlap.items import liaisons
from overlap.model import Pair, Side, WorkItem
from overlap.report.liaison.ground import held
from overlap.report.liaison.head import MISSING, Head, what
from overlap.report.liaison.parts import FEW, Section, Table, counted, ids, listed, plain, quoted
from overlap.report.wording import standing

_KINDS = {"": "scopes", "summary": "summaries", "note": "short notes about the documents"}
"""What is compared of a work item beside its title, by where its scope is from."""
_NOT_STATED = "not stated"
PROMPT = (
    "That two texts are close in this way is a prompt for experts to look at them; whether the work overlaps is for "
    "the experts of both groups to say."
)


def background(head: Head, matter: Matter) -> Section:
    """Say what the statement is about, and to what end."""
    us, them = matter.us.corpus.title, matter.them.corpus.title
    many = len(matter.pairs)
    subjects = [each.name for each in matter.subjects]
    about = f" {'The subjects are' if len(subjects) > 1 else 'The subject is'} {quoted(subjects)}."
    about = about if many <= FEW else f" They are of {counted(len(subjects), 'subject')}."
    sender = us if head.source == us else f"{head.source}, for {us},"
    informs = (
        f"{sender} would like to inform you of {counted(many, 'pair')} of work items, one of {us} and one of {them},"
    )
    aim = f" We hope that the two {'texts' if many == 1 else 'programmes of work'} can complement each other."
    aim = "" if matter.is_coordinated else aim
    return Section("Background", (f"{informs} {what(matter)}.{about}{aim}", *grounds(head, matter)))


def grounds(head: Head, matter: Matter) -> tuple[str, ...]:
    """Say what was compared, that this finds nothing by itself, and who holds the items."""
    one, other = (_size(side) for side in (matter.us, matter.them))
    entries = [each for side in (matter.us, matter.them) for each in side.entries if isinstance(each, WorkItem)]
    kinds = {each.scope_origin for each in entries if each.scope}
    more = " or ".join(said for kind, said in _KINDS.items() if kind in kinds)
    read = f"the titles and, where our lists have them, {more}" if more else "the titles"
    prompt = "" if matter.is_coordinated else f" {PROMPT}"
    return (
        f"We compared {read} of {one} and {other}, and not the texts of the standards. "
        f"What has changed since is not known to us, and corrections are welcome.{prompt}",
        *_holders(head, matter),
    )


def _size(side: Side) -> str:
    corpus = side.corpus
    dated = f"as of {corpus.as_of}" if corpus.as_of else "an undated list"
    return f"{counted(len(side.entries), 'work item')} of {corpus.title} ({dated})"


def _holders(head: Head, matter: Matter) -> Iterator[str]:
    """Say which committees hold the items of a side that is another group, and have the statement reach them."""
    for side in (matter.us, matter.them):
        found = held(matter, side)
        if not found:
            continue
        is_few = len(matter.pairs) <= FEW
        names = listed(f"{name} ({ids(about)})" if is_few else name for name, about in found.items())
        annex = "" if is_few else "; the annex has the committee of each"
        title = side.corpus.title
        said = f"In our list, what is named here of {title} stands under {names}{annex}."
        reach = f" We would be glad if this statement reached {'them' if len(found) > 1 else 'it'} as well."
        is_sent = all(any(liaisons.is_listed(to, "", name) for to in head.to) for name in found)
        yield said if side is matter.us or is_sent else said + reach


def received(matter: Matter) -> Section:
    """Thank for a statement that came in, and say what it is."""
    came = matter.received
    assert came
    us = matter.us.corpus.title
    kind = "liaison statement" if came.is_recognised else "document"
    paragraphs = [f"{us} thanks {came.sender or 'you'} for the {kind} below."]
    if not matter.is_addressee:
        why = MISSING.format("why we answer")
        paragraphs.append(f"It is addressed to {listed(came.to)}. {us} answers, {why}.")
    rows = (
        ("Number", came.number or MISSING.format("its number")),
        ("Title", came.title or MISSING.format("its title")),
        ("From", came.sender or MISSING.format("who sent it")),
        ("To", listed(came.to) or _NOT_STATED),
        ("Purpose", came.purpose or _NOT_STATED),
        ("Reply by", came.deadline or _NOT_STATED),
        ("Documents named", ", ".join(came.documents) or "none"),
    )
    table = Table("The statement received", (), tuple((plain(a), plain(b)) for a, b in rows), (4.0, 12.6))
    return Section("Your statement", tuple(paragraphs), table=table)


def documents(matter: Matter) -> Section:
    """Say of each document that a received statement names what the lists say."""
    points = []
    for each in matter.named:
        if each.item is None or each.side is None:
            points.append(f"{each.name} is in neither list.")
            continue
        about = [pair for pair in matter.pairs if each.item.id in (pair.left.id, pair.right.id)]
        near = listed(_other(each.item, pair) for pair in about)
        close = f" It is close to {near}." if about else " No pair with it is close."
        called = "" if each.item.id == each.name else f", there {each.item.id}"
        there = f"{each.name} is in the list of {each.side.corpus.title}{called}"
        points.append(f"{there}: {each.item.title} ({standing(each.item)}).{close}")
    return Section("The documents that you name, and what our lists say of them", (), tuple(points))


def _other(item: WorkItem, pair: Pair) -> str:
    other = pair.right if pair.left.id == item.id else pair.left
    return f"{other.id} ({pair.id})"
