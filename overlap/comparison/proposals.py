"""One proposal against all that both sides have: what is close, whether it is named, and whose ground it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from types import MappingProxyType
from typing import cast

from overlap.comparison import mandates, pairs
from overlap.comparison.knowledge import Knowledge
from overlap.comparison.links import Kind, links, named
from overlap.comparison.sides import part_english
from overlap.comparison.territory import Claim
from overlap.items import coordination, dates, folding, rooms, stages
from overlap.model import Corpus, Pair, WorkItem
from overlap.record import lookup, register
from overlap.record.register import Decision, Standing
from overlap.score import scoring, weights
from overlap.score.rounding import STEP
from overlap.settings import DEFAULTS, Level, Settings
from overlap.text import citations, glossary
from overlap.text.words import is_genre, surfaces, term_of, tokens

_MOST_OF = 0.75


@dataclass(frozen=True, slots=True)
class Finding:
    """A close item."""

    pair: Pair
    """The proposal on the left."""
    corpus: str
    knowledge: Knowledge
    known: str
    """How it is known; empty for a silent one."""
    possible: str
    """What can still be done at the stage of the other item."""
    wording: str
    """What to write into the proposal's relations."""
    decision: str = ""
    """What was decided about it, from the register."""
    reopened: str = ""
    """Why that decision no longer holds; empty while it does."""


@dataclass(frozen=True, slots=True)
class Together:
    """Two close items that hold more of a proposal's title together than any one of them does alone."""

    ids: tuple[str, str]
    held: tuple[str, ...]
    """The subject words of the title that at least one of the two uses, as the proposal writes them."""
    open: tuple[str, ...]
    """Those that neither uses."""
    alone: int
    """How many one item holds at most."""


@dataclass(frozen=True, slots=True)
class Check:
    """What was found about one proposal."""

    item: WorkItem
    source: str
    findings: tuple[Finding, ...]
    """Silent ones first, closest first."""
    decided: tuple[Finding, ...]
    """Those on which a decision of the register stands."""
    claims: tuple[tuple[str, Claim], ...]
    """The statements that claim it, each with the title of its corpus."""
    together: Together | None
    line: int = 0
    """Where it begins in its file; 0 where that is not known."""
    also: tuple[str, ...] = ()
    """Where the same proposal was given once more."""


def check(
    proposals: Corpus,
    against: Sequence[Corpus],
    settings: Settings = DEFAULTS,
    decisions: Mapping[str, Decision] = MappingProxyType({}),
) -> tuple[Check, ...]:
    """Check each work item of a corpus against the work items and mandates of others, in English.

    What is rare is counted in the corpora alone, each against all others, or itself if there are none: no
    proposal changes the score of another.
    """
    words, numbers = glossary.read(settings.glossary), weights.read(settings.weights)
    items = [_naming(folding.named(each)) for each in proposals.work_items if each.language in ("", "en")]
    lists = [folding.fold(cast("Sequence[WorkItem]", part_english(corpus.work_items)[0])) for corpus in against]
    found: dict[int, list[Finding]] = {row: [] for row in range(len(items))}
    for place, (corpus, there) in enumerate(zip(against, lists, strict=True)):
        others = [side for n, side in enumerate(lists) if n != place] or [there]
        if not items or not there:
            continue
        scores = scoring.score_near(items, there, words, numbers, others, settings.embeddings, settings.lexicon)
        for row, finding in _findings(scores, corpus, decisions, settings):
            found[row].append(finding)
    claims = [_claims(items, corpus, words, numbers) for corpus in against]
    return tuple(
        Check(
            item=item,
            source=item.source,
            findings=tuple(_ordered(each for each in found[row] if not each.decision or each.reopened)),
            decided=tuple(_ordered(each for each in found[row] if each.decision and not each.reopened)),
            claims=tuple(
                (corpus.title, claim) for corpus, each in zip(against, claims, strict=True) for claim in each[row]
            ),
            together=_together(item, found[row], words),
        )
        for row, item in enumerate(items)
    )


def _naming(item: WorkItem) -> WorkItem:
    """Give a proposal with all documents that it names, wherever in its text."""
    text = "\n".join(filter(None, [item.scope, item.summary, item.justification, item.notes]))
    return replace(item, relations=tuple(dict.fromkeys((*item.relations, *citations.find(text)))))


def _findings(
    scores: scoring.Scores, corpus: Corpus, decisions: Mapping[str, Decision], settings: Settings
) -> Iterator[tuple[int, Finding]]:
    """Yield what of a corpus is related to each proposal, with the row of the proposal."""
    known, today = lookup.by_work(decisions), dates.day(settings.today, (corpus,))
    items, there = (cast("Sequence[WorkItem]", side) for side in (scores.left, scores.right))
    joint = coordination.declared(items, there)
    close = scores.points >= scores.numbers.levels[Level.RELATED] * STEP
    places = list(zip(scores.rows[close].tolist(), scores.columns[close].tolist(), strict=True))
    for (row, column), pair in zip(places, pairs.pairs(scores, places), strict=True):
        if items[row].id != there[column].id:
            decision = lookup.find(pair, decisions, known)
            standing = register.standing(pair, decision, settings.today) if decision else None
            yield row, _finding(pair, corpus, today, joint.get((row, column), ""), standing)


def _finding(pair: Pair, corpus: Corpus, today: str, declared: str, standing: Standing | None) -> Finding:
    known, found = links(pair), named(pair)
    knowledge = Knowledge.SILENT
    if declared:
        knowledge, known = Knowledge.JOINT, (declared,)
    elif any(each.kind is Kind.NAMED or (each.kind is Kind.MENTIONED and each.by == pair.left.id) for each in found):
        knowledge = Knowledge.NAMED
    elif any(each.kind is Kind.LIAISON for each in found):
        knowledge = Knowledge.LIAISON
    other = pair.right
    at = ", ".join(filter(None, [other.committee, stages.standing(other)])) if isinstance(other, WorkItem) else ""
    return Finding(
        pair=pair,
        corpus=corpus.title,
        knowledge=knowledge,
        known="; ".join(known),
        possible=rooms.possible(other, corpus, today) if isinstance(other, WorkItem) else "",
        wording=f"{other.id}, {other.title}{f' ({at})' if at else ''}",
        decision=register.said(standing.decision) if standing else "",
        reopened=standing.open_again if standing else "",
    )


def _together(item: WorkItem, findings: Iterable[Finding], words: glossary.Glossary) -> Together | None:
    """Find the two items that hold most of the title together, if that is most of it and more than one holds alone."""
    title = {token.term: token.surface for token in tokens(item.title, words) if not is_genre(token.term, words)}
    held: dict[str, frozenset[str]] = {}
    for each in sorted(findings, key=lambda each: (-each.pair.score, each.pair.right.id)):
        other = each.pair.right
        said = {*surfaces(f"{other.title}. {other.scope}", words)}
        held[other.id] = frozenset(term_of(each, words) for each in said) & title.keys()
    if len(held) < 2:
        return None
    one, two = max(combinations(held, 2), key=lambda pair: len(held[pair[0]] | held[pair[1]]))
    both, alone = held[one] | held[two], max(map(len, held.values()))
    if len(both) <= alone or len(both) < _MOST_OF * len(title):
        return None
    shown, rest = (tuple(title[term] for term in title if (term in both) is inside) for inside in (True, False))
    return Together((one, two), shown, rest, alone)


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    order = list(Knowledge)
    return sorted(findings, key=lambda each: (order.index(each.knowledge), -each.pair.score, each.pair.right.id))


def _claims(
    items: Sequence[WorkItem], corpus: Corpus, words: glossary.Glossary, numbers: weights.Weights
) -> list[tuple[Claim, ...]]:
    """Give the statements of one mandate that claim each item."""
    statements = [each for each in corpus.mandate if each.language in ("", "en")]
    if not items or not statements:
        return [() for _ in items]
    return mandates.claims(items, statements, words, numbers)
