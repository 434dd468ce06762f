"""What a charter claims and what it excludes, told by how such texts speak: mandates.toml."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from overlap.read.content import Document, Paragraph
from overlap.read.kinds import outline, statements, wording

_GROUP_WILL = re.compile(
    r"^(?:the |this )?[^.:;]{0,80}?\b(?:group|committee|force|wg|swg|dwg|sig|rg|tc|team|community)\b[^.:;]{0,20}?\s"
    r"(?:will|shall|does) not (?:going to )?(?:define|specify|develop|standardi[sz]e|address|cover|include|consider|"
    r"deal with|work on|produce|create|design)\b:?\s*",
    re.IGNORECASE,
)
_NOR = re.compile(
    r",?\s+(?:and|nor|or)\s+(?:it\s+)?(?:will |shall |does )?(?:not )?(?:define|specify|develop|standardi[sz]e|address|"
    r"cover|include|consider|deal with|work on|produce|create|design)\s+",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"[,;]?\s+(?:but|and|yet|; however,|however,)\s+(?:it |they )?(?=(?:will|shall|does|do|is|are) not\b)",
    re.IGNORECASE,
)
_EMPTY_LEAD = re.compile(
    r"^(?:[^:]{0,140}?\b(?:purposes?|goals?|objectives?|aims?|mission|role|tasks?)\b[^:]{0,120}\b(?:is|are)|"
    r"[^:]{0,120}?\b(?:will|shall) (?!not\b)\w+|[^:]{0,120}?\b(?:is|are) responsible for(?: the following)?):\s+",
    re.IGNORECASE,
)
"""A lead-in that says only whose task it is; one that ends in `to` or `will` needs its items, and they need it."""
_OWN_SENTENCE = re.compile(
    r"^(?:the|this|these|all|any|it|we|in|for|as|no|other|further|also|le|la|les|el|los|die|der|das)\s"
)


_MOST_WORDS = 8
"""Of a heading that says in other words what stands below it."""
_MARK = re.compile(r"^[-–—•*·▪◦]\s+")
_NUMBERED = re.compile(r"\d{1,3}\.\s+[A-Z]")


@dataclass(frozen=True, slots=True)
class _Speech:
    """The patterns of mandates.toml, compiled."""

    names: dict[str, str]
    stems: dict[str, re.Pattern[str]]
    formal: re.Pattern[str]
    papers: re.Pattern[str]
    programmes: re.Pattern[str]
    plans: re.Pattern[str]
    around: re.Pattern[str]
    after: re.Pattern[str]
    groups: re.Pattern[str]
    loose: re.Pattern[str]
    name_labels: re.Pattern[str]
    tasks: re.Pattern[str]
    goals: re.Pattern[str]
    excludes: re.Pattern[str]
    no_claims: re.Pattern[str]
    chartered: re.Pattern[str]
    speaks: re.Pattern[str]


@cache
def speech() -> _Speech:
    """Read how charters are headed and how they speak."""
    data = wording.page("mandates")
    nouns = {f"<{language}>": "|".join(words) for language, words in data["nouns"].items()}

    def any_of(patterns: Sequence[str]) -> str:
        joined = "|".join(patterns)
        for language, words in nouns.items():
            joined = joined.replace(language, words)
        return f"(?:{joined})"

    said = {name: any_of(patterns) for name, patterns in data["speech"].items()}
    plain = (
        "formal",
        "papers",
        "programmes",
        "plans",
        "tasks",
        "goals",
        "excludes",
        "no_claims",
        "chartered",
        "speaks",
    )
    return _Speech(
        names={heading: role for role, headings in data["headings"].items() for heading in headings},
        stems={role: re.compile(any_of(stems), re.IGNORECASE) for role, stems in data["stems"].items()},
        around=re.compile(rf"^\W*{said['around']}(?:\s*[:：])?(?:\s+|$)", re.IGNORECASE),
        after=re.compile(rf"[\s,:–—-]*{said['after']}\W*$", re.IGNORECASE),
        groups=re.compile(
            rf"(?:\b|(?<=[^\x00-\x7f])){said['groups']}(?:\s?\d+)?\s*(?:\([^()]*\))?\s*$|^{said['named_first']}\b",
            re.IGNORECASE,
        ),
        loose=re.compile(rf"(?<!\w){said['loose']}(?!\w)|{said['loose_unspaced']}", re.IGNORECASE),
        name_labels=re.compile(rf"{said['name_labels']}\s*[:：]\s*", re.IGNORECASE),
        **{name: re.compile(said[name], re.IGNORECASE) for name in plain},
    )


def names(document: Document) -> dict[str, str]:
    """Give the headings that are known, and those marked ones of a document that say the same in other words."""
    said = speech()
    heads = (outline.heading_name(part.text) for part in document.paragraphs if part.level or _is_clause(part))
    others = {head: role(head) for head in heads if head not in said.names and len(head.split()) <= _MOST_WORDS}
    return {**{head: role for head, role in others.items() if role}, **said.names}


def role(head: str) -> str:
    """Say what a heading opens, as it is known or by the words in it; empty when they say nothing of the group."""
    return speech().names.get(head) or next((role for role, stem in speech().stems.items() if stem.search(head)), "")


def _is_clause(part: Paragraph) -> bool:
    return outline.is_numbered(part.text) and not part.text.rstrip().endswith((".", ";", ",", "。", "；"))


def judge(kind: str, text: str) -> list[tuple[str, str]]:
    """Tell claims from exclusions and from what is neither; give pairs of kind and statement.

    >>> judge("scope", "The Lots Working Group will not define tariffs, and will not define the colour of kerbs")
    [('exclusion', 'Tariffs'), ('exclusion', 'The colour of kerbs')]
    >>> judge("scope", "The next meeting is in Geneva"), judge("scope", "The group will define: lots")
    ([], [('scope', 'Lots')])
    """
    said = speech()
    if kind != "scope":
        return [(kind, text)]
    if said.no_claims.search(text):
        return []
    if not said.excludes.search(text):
        return [("scope", _begun(_EMPTY_LEAD.sub("", text, count=1)))]
    if (turn := _BUT.search(text)) and not said.excludes.search(text[: turn.start()]):
        subject = re.match(r"(?:The |This )?[^.,;:]{0,80}?(?=\s(?:will|shall|does|is|are)\b)", text)
        rest = f"{subject[0] if subject else 'It'} {text[turn.end() :]}"
        return [*judge("scope", text[: turn.start()]), *judge("scope", rest)]
    lead, colon, item = text.partition(": ")
    if colon and said.excludes.search(f"{lead}:") and not _GROUP_WILL.match(text):
        return [("exclusion", _begun(item))]
    if begun := _GROUP_WILL.match(text):
        return [("exclusion", _begun(each)) for each in _NOR.split(text[begun.end() :]) if each.strip()]
    return [("exclusion", text)]


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def listed(parts: Sequence[Paragraph]) -> Iterator[str]:
    """Yield the paragraphs of a section, one a line; an item of a list, or what follows a lead-in, is marked."""
    is_led, is_numbered, is_going_on = False, False, False
    for part in parts:
        numbered = _NUMBERED.match(part.text) is not None
        if is_led and is_numbered and numbered:
            is_led = False  # the lead-in was a paragraph of the same numbering
        for text in _apart(part.text):
            is_item = part.style.startswith(("li", "List")) or (is_led and not _OWN_SENTENCE.match(text.casefold()))
            if text.rstrip().endswith((":", "：")):
                is_led, is_numbered = True, numbered
                yield text.rstrip().removesuffix("：").removesuffix(" :").removesuffix(":") + ":"
            else:
                ends = is_item and is_going_on and text.rstrip().endswith(".")
                is_going_on = is_item and re.search(r"[;,](?:\s*(?:and|or))?$", text.rstrip()) is not None
                is_led = is_led and is_item and not ends
                yield f"- {_MARK.sub('', text)}" if is_item else text


def _apart(text: str) -> list[str]:
    """Put paragraphs that were run together on lines of their own: each begins with its number, as in the first."""
    if not _NUMBERED.match(text):
        return [text]
    return [re.sub(r"^\d{1,3}\.\s+", "", each) for each in re.split(r"(?<=[.;:])\s+(?=\d{1,3}\.\s+[A-Z])", text)]


def found(lines: Iterable[str]) -> tuple[list[str], list[str], list[str]]:
    """Pick out of running text the sentences and lists that give tasks, that say goals, and that exclude."""
    said = speech()
    tasks: list[str] = []
    goals: list[str] = []
    excluded: list[str] = []
    led: list[str] | None = None
    for line in lines:
        if led is not None and line.startswith("- "):
            led.append(line)
            continue
        led = None
        for sentence in statements.sentences(line.removeprefix("- ")):
            if said.no_claims.search(sentence):
                continue
            kept = next(
                (
                    where
                    for pattern, where in ((said.excludes, excluded), (said.goals, goals), (said.tasks, tasks))
                    if pattern.search(sentence)
                ),
                None,
            )
            if kept is not None:
                kept.append(sentence)
                led = kept if sentence.endswith(":") else None
    return tasks, goals, excluded
