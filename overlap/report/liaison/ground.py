"""Whose mandates the pairs of a liaison statement concern, and which channel there is between the two sides."""

from dataclasses import replace

from overlap.comparison import links
from overlap.comparison.matter import Matter
from overlap.comparison.territory import Claim
from overlap.model import Committee, Pair
from overlap.report.liaison.parts import Section, ids

_MAIN = 3
"""So many of the words that two texts share, the weightiest, say what the pair is about."""


def mandates(matter: Matter) -> Section:
    """Name the mandate statements that the texts of the pairs are nearest to."""
    told: dict[str, list[Pair]] = {}
    for pair in matter.pairs:
        for side, claim in matter.dossier.nearest(pair):
            entry = pair.left if side == "left" else pair.right
            if _is_of_subject(claim, pair):
                said = f"{entry.id} is nearest to {claim.statement.called}: “{claim.statement.text}”"
                told.setdefault(said, []).append(pair)
    if not told:
        return Section("The mandates concerned")
    restated = matter.us.corpus.mandate_missing or matter.them.corpus.mandate_missing
    note = ("The wording is that of the lists compared; the official texts prevail.",) if restated else ()
    points = tuple(f"{said} ({ids(about)})." for said, about in told.items())
    return Section("The mandates concerned", (), points, after=note)


def _is_of_subject(claim: Claim, pair: Pair) -> bool:
    """Say whether a statement claims a text by what makes the pair close, and by more than one word."""
    shared = {term.text.casefold() for term in sorted(pair.terms, key=lambda term: -term.share)[:_MAIN]}
    return len(claim.words) > 1 and any(word.casefold() in shared for word in claim.words)


def channel(matter: Matter) -> Section:
    """Say which committees of the texts are in liaison with the other side, by their published lists."""
    told: dict[str, list[Pair]] = {}
    positions = dict(zip(("left", "right"), matter.dossier.positions, strict=True))
    for pair in matter.pairs:
        _, theirs = matter.both(pair)
        for side, entry in (("left", pair.left), ("right", pair.right)):
            position, committee = positions[side], getattr(entry, "committee", "")
            states = (
                (position.listed, f"{committee} lists a liaison with {position.partner}"),
                (position.not_listed, f"{committee} lists no liaison with {position.partner}"),
                (position.unknown if entry is theirs else (), f"No list of liaisons of {committee} is at hand"),
            )
            for some, said in states:
                found: Committee | None = next((each for each in some if each.name == committee), None)
                if found:
                    dated = f" (as of {found.as_of})" if found.as_of else ""
                    told.setdefault(f"{said}{dated}", []).append(pair)
        for link in links.links(replace(pair, declared="", decision="")):
            told.setdefault(link, []).append(pair)
    points = tuple(f"{said} ({ids(about)})." for said, about in told.items())
    is_known = any(" lists a liaison with " in said for said in told) or any(pair.declared for pair in matter.pairs)
    none = () if is_known else ("If no channel exists yet, we would be glad to agree on one with you.",)
    return Section("The liaison channel", (), points, after=none)
