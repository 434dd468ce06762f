"""In which way the two texts of a pair are coordinated already, as far as a list tells it."""

from enum import Enum

from overlap.comparison.matter import Matter
from overlap.model import Pair, WorkItem
from overlap.report.liaison.parts import CHECK
from overlap.text import citations
from overlap.text.identifiers import parse
from overlap.text.printing import listed

_ADOPTS = " adopts "
_MODIFIED = ": a modified adoption"
_ONE_DOCUMENT = "two identifiers of one document"


class Way(Enum):
    """How two texts are one: what is said of one such pair, of several, and what of that is open."""

    COMMON = ("one text, published as {} | {}", "one text, published under two numbers")
    TWIN = ("twin texts, published as {} and {}", "twin texts")
    ADOPTED = ("one text and its adoption", "one text and its adoption")
    MODIFIED = ("one text and a modified adoption of it", "one text and a modified adoption of it")
    OPEN = ("declared to be joint text, {} and {}", "declared to be joint text")

    @property
    def doubt(self) -> str:
        """What is to be checked of it; empty where the list tells it."""
        return "a common text, or twin texts" if self is Way.OPEN else ""


def way(pair: Pair) -> Way:
    """Say how the texts of a pair that is declared to be coordinated are: by the declaration, title or scope of one.

    A joint text with no more said of it may be a common or a twin text.
    """
    if _ADOPTS in pair.declared:
        return Way.MODIFIED if _MODIFIED in pair.declared else Way.ADOPTED
    items = [each for entry in (pair.left, pair.right) if isinstance(entry, WorkItem) for each in entry.documents]
    said = [f"{each.title}\n{each.scope}" for each in items]
    numbers = [{*parse(entry.id).numbers} for entry in (pair.left, pair.right)]
    if pair.declared == _ONE_DOCUMENT or any(_is_dual(text, numbers) for text in said):
        return Way.COMMON
    return Way.TWIN if any(citations.is_twin(text) for text in said) else Way.OPEN


def _is_dual(text: str, numbers: list[set[str]]) -> bool:
    """Say whether a text has the numbers of both, as the cover of a common text has them: `X.1 | ISO/IEC 2`."""
    one, other = numbers
    return any(
        {*parse(a).numbers} & one and {*parse(b).numbers} & other
        for both in citations.joined(text)
        for a, b in (both, both[::-1])
    )


def said(pair: Pair, matter: Matter) -> str:
    """Say of a pair what its texts are together, marked where the list leaves it open."""
    found = way(pair)
    return found.value[0].format(*(entry.id for entry in matter.both(pair))) + mark(found)


def mark(found: Way) -> str:
    """Mark what is open of a way; empty where nothing is."""
    return f" {CHECK.format(found.doubt)}" if found.doubt else ""


def together(matter: Matter) -> str:
    """Say it of all pairs, each of which is declared to be coordinated."""
    if len(matter.pairs) == 1:
        return said(matter.pairs[0], matter)
    there = {way(pair) for pair in matter.pairs}
    return listed((each.value[1] + mark(each) for each in Way if each in there), "or")


def to_check(matter: Matter) -> tuple[str, ...]:
    """Name the pairs of which the list leaves open what they are."""
    found = ((pair, way(pair).doubt) for pair in matter.pairs if pair.declared)
    return tuple(f"{' and '.join(each.id for each in matter.both(pair))}: {doubt}" for pair, doubt in found if doubt)
