"""How a liaison statement begins: what it is about, what was compared and as of when; or what was received."""

from collections.abc import Iterator, Mapping, Sequence

from overlap.comparison.matter import Matter
from overlap.items.dates import is_past
from overlap.model import Pair, Side, WorkItem
from overlap.report.liaison.dated import catalogues
from overlap.report.liaison.ground import called, held, of, size, writes_for_itself
from overlap.report.liaison.head import MISSING, Head, what
from overlap.report.liaison.parts import CHECK, FEW, Section, Table, counted, ids, plain, quoted
from overlap.report.liaison.topics import topics
from overlap.report.wording import standing
from overlap.text.identifiers import parse
from overlap.text.printing import listed

_KINDS = {"": "their scope", "summary": "their summary", "note": "a short note about them"}
"""What is compared of a work item beside its title, by where its scope is from."""
_NOT_STATED = "not stated"
PROMPT = (
    "Closeness in title or subject is a prompt for experts; whether the work overlaps is for the experts of both "
    "groups to say."
)


def background(head: Head, matter: Matter) -> Section:
    """Say what the statement is about, and to what end."""
    us = matter.us.corpus.title
    many = len(matter.pairs)
    named = topics(matter)
    about = f" {'The subjects are' if len(named) > 1 else 'The subject is'} {quoted(named)}." if named else ""
    about = about if many <= FEW else f" They are of {counted(len(matter.subjects), 'subject')}."
    is_own = head.source == us or writes_for_itself(matter, head.source)
    sender = head.source if is_own else f"{head.source}, for {us},"
    each = "" if many == 1 else "each with "
    ours, theirs = of(matter, matter.us, head.source), of(matter, matter.them)
    pairs = f"{counted(many, 'pair')} of {called(matter)}, {each}one {ours} and one {theirs}"
    informs = f"{sender} would like to inform you of {pairs},"
    aim = f" We hope that the two {'texts' if many == 1 else 'programmes of work'} can complement each other."
    aim = "" if matter.is_coordinated else aim
    return Section("Background", (f"{informs} {what(matter)}.{about}{aim}", *grounds(head, matter)))


def grounds(head: Head, matter: Matter) -> tuple[str, ...]:
    """Say what was compared, that this finds nothing by itself, and who holds the items."""
    dated = {id(side): catalogues(side.corpus) for side in (matter.us, matter.them)}
    one, other = (size(side) + f" ({dated[id(side)]})" * bool(dated[id(side)]) for side in (matter.us, matter.them))
    since = " since then" * bool(matter.them.corpus.as_of)
    entries = [each for side in (matter.us, matter.them) for each in side.entries if isinstance(each, WorkItem)]
    kinds = {each.scope_origin for each in entries if each.scope}
    more = listed((said for kind, said in _KINDS.items() if kind in kinds), "or")
    read = f"by their titles and, where our lists have one, {more}" if more else "by their titles"
    prompt = "" if matter.is_coordinated else f" {PROMPT}"
    return (
        f"We compared {one} with {other}, {read}; the texts themselves were not compared. "
        f"What has changed in your programme{since} is not known to us; corrections are welcome.{prompt}",
        *_holders(head, matter),
    )


def _holders(head: Head, matter: Matter) -> Iterator[str]:
    """Say which committees hold the items of a side that is another group, and that the statement reaches them."""
    for side in (matter.us, matter.them):
        found = held(matter, side)
        if not found or (side is matter.us and writes_for_itself(matter, head.source)):
            continue
        is_few = len(matter.pairs) <= FEW
        is_told = is_few and any(len(about) < len(matter.pairs) for about in found.values())
        names = listed(f"{name} ({ids(about)})" if is_told else name for name, about in found.items())
        annex = "" if is_few else "; the annexes have the committee of each"
        said = f"In our list of {side.corpus.title}, {_held(matter, side, found)} the responsibility of {names}{annex}"
        whom = "them" if len(found) > 1 else "it"
        ways = ((head.asked, ", too"), (head.cc, " for information"))
        how = next((way for names, way in ways if side is matter.them and {*names} & {*found}), "")
        yield f"{said}. The statement is sent to {whom}{how}." if how else f"{said}."


def _held(matter: Matter, side: Side, found: Mapping[str, tuple[Pair, ...]]) -> str:
    """Say how many of the texts of a side other committees hold: the one, all or some."""
    about = {pair.id: pair for some in found.values() for pair in some}
    if len(about) < len(matter.pairs):
        return "some of the texts named here are"
    texts = {matter.both(pair)[side is matter.them].id for pair in matter.pairs}
    return "the text named here is" if len(texts) == 1 else "the texts named here are"


def received(head: Head, matter: Matter) -> Section:
    """Thank for a statement that came in, and say what it is."""
    came = matter.received
    assert came
    us = matter.us.corpus.title
    kind = "liaison statement" if came.is_recognised else "document"
    paragraphs = [f"{us} thanks {came.sender or 'you'} for the {kind} below."]
    if not matter.is_addressee:
        why = MISSING.format("why we answer")
        paragraphs.append(f"It is addressed to {listed(came.to)}. {us} answers, {why}.")
    is_late = is_past(came.deadline, head.today)
    rows = (
        ("Number", came.number or MISSING.format("its number")),
        ("Title", came.title or MISSING.format("its title")),
        ("From", came.sender or MISSING.format("who sent it")),
        ("To", listed(came.to) or _NOT_STATED),
        ("Purpose", came.purpose or _NOT_STATED),
        ("Reply by", f"{came.deadline} {CHECK.format('it is past')}" if is_late else came.deadline or _NOT_STATED),
        ("Documents named", ", ".join(map(_spelled, came.documents)) or "none"),
    )
    table = Table("The statement received", (), tuple((plain(a), plain(b)) for a, b in rows), (4.0, 12.6))
    to_check = (f"their deadline, {came.deadline}, is past",) if is_late else ()
    return Section("Your statement", tuple(paragraphs), table=table, to_check=to_check)


def documents(matter: Matter) -> Section:
    """Say of each document that a received statement names what the lists say."""
    points = []
    for each in matter.named:
        if each.item is None or each.side is None:
            points.append(_not_found(each.name, matter))
            continue
        about = [pair for pair in matter.pairs if each.item.id in (pair.left.id, pair.right.id)]
        near = listed(_other(each.item, pair) for pair in about)
        is_near = any(each.item.id in (pair.left.id, pair.right.id) for pair in matter.near)
        close = f" It is close to {near}." if about else "" if is_near else " No pair with it is close."
        there = _found(
            [*map(_spelled, (each.name, *each.others))], each.item, each.side, is_ours=each.side == matter.us
        )
        points.append(f"{there}: {each.item.title} ({standing(each.item)}).{close}")
    own = {each.item.id for each in matter.named if each.item}
    others: dict[str, str] = {}
    for pair in matter.near:
        for name in {pair.left.id, pair.right.id} - own:
            others.setdefault(name, pair.id)
    if others:
        told = [f"{name} ({others[name]})" for name in sorted(others)]
        points.append(f"Other texts close to these: {listed(told)}.")
    return Section("The documents that you name, and what our lists say of them", (), tuple(points))


def _found(names: Sequence[str], item: WorkItem, side: Side, *, is_ours: bool) -> str:
    """Say where a document is, and under which number where that is not only the one that was named."""
    said = f"{listed(names)} {'is' if len(names) == 1 else 'are'}"
    if is_ours:
        is_told = len(names) == 1 and f" {names[0]}".endswith(f" {item.id}")
        return f"{said} ours{'' if is_told else f', in our list as {item.id}'}"
    return f"{said} in the list of {side.corpus.title}{'' if [*names] == [item.id] else f', there {item.id}'}"


def _not_found(name: str, matter: Matter) -> str:
    """Say that a document is not known, in our programme where it would be ours, and ask which one it is."""
    where = "our work programme" if parse(name).owner in matter.organizations(matter.us) else "the lists compared"
    return f"We do not find {_spelled(name)} in {where} {CHECK.format('its number')}; which text do you mean?"


def _spelled(name: str) -> str:
    """Write `ITU-T Recommendations Y.1` as its publisher does; a name without words beside the number as it stands."""
    found = str(parse(name))
    return found if len(found.split()) < len(name.split()) else name


def _other(item: WorkItem, pair: Pair) -> str:
    other = pair.right if pair.left.id == item.id else pair.left
    return f"{other.id} ({pair.id})"
