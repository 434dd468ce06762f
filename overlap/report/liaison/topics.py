"""What a statement calls the subjects of its pairs: by the phrase that both titles have, as ours writes it."""

from collections.abc import Mapping

from overlap.comparison.matter import Matter
from overlap.comparison.subject_names import NAMELESS
from overlap.comparison.subjects import PairGroup
from overlap.report.liaison import words
from overlap.text import phrases
from overlap.text.printing import listed
from overlap.text.words import tokens

_TITLES = (words.TITLE, words.TITLE)


def topics(matter: Matter) -> tuple[str, ...]:
    """Name the subjects that have a name."""
    named = names(matter)
    return tuple(dict.fromkeys(named[each.id] for each in matter.subjects if each.name != NAMELESS))


def names(matter: Matter) -> Mapping[str, str]:
    """Name each subject, by its id."""
    field = words.of_the_field(matter)
    return {each.id: _topic(each, matter, field) for each in matter.subjects}


def joined(some: tuple[str, ...]) -> str:
    """Write several subjects as one text, parted by what none of them has in it."""
    return "; ".join(some) if any(" and " in each or "," in each for each in some) else listed(some)


def _topic(subject: PairGroup, matter: Matter, field: words.Field) -> str:
    """Take the phrase of both titles that holds the words of the subject, else all their phrases, else those words."""
    if subject.name == NAMELESS:
        return subject.name
    first = subject.pairs[0]
    title = matter.both(first)[0].title
    both = words.both(first, matter, field)
    found = [phrases.within(each.word, title) for each in both if each.is_same and each.places == _TITLES]
    wanted = {token.term for token in tokens(subject.name)}
    whole = [each for each in found if wanted and wanted <= {token.term for token in tokens(each)}]
    if whole:
        return whole[0]
    return listed(found or subject.name.split(", ")) if "," in subject.name else subject.name
