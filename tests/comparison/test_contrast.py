"""What one title has alone and how two subjects lie to each other, beside the slow way over dense rows."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from overlap.comparison import contrast
from overlap.model import WorkItem
from overlap.score import scoring

WORDS = ["parking", "tunnel", "ferry", "lamp", "bridge", "kerb", "harbour", "tram", "requirements", "framework"]
titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8, unique=True).map(" ".join)
lists = st.lists(titles, min_size=1, max_size=4)
Row = dict[str, float]


def scored(left: Sequence[str], right: Sequence[str], scopes: Sequence[str] = ()) -> scoring.Scores:
    said = [*scopes, *[""] * (len(left) + len(right))]
    both = [*left, *right]
    items = [WorkItem(f"W{n}", title, said[n]) for n, title in enumerate(both)]
    return scoring.score(items[: len(left)], items[len(left) :])


def rows(scores: scoring.Scores, name: str, at: tuple[int, int]) -> tuple[Row, Row]:
    """Give the rows of a pair in a half of the space, dense, by word."""
    left, right = (getattr(side, name) for side in (scores.space.left, scores.space.right))
    dense = (left[[at[0]]].toarray()[0], right[[at[1]]].toarray()[0])
    one, other = ({t: float(v) for t, v in zip(scores.space.vocabulary, row, strict=True) if v} for row in dense)
    return one, other


def share(one: Row, other: Row, subject: set[str]) -> float:
    own = {term: value * value for term, value in one.items() if term in subject}
    return sum(value for term, value in own.items() if term in other) / sum(own.values())


@given(lists, lists)
def test_a_relation_is_told_by_how_much_of_each_subject_the_other_title_holds(
    left: list[str], right: list[str]
) -> None:
    scores = scored(left, right)
    for at in ((n, m) for n in range(len(left)) for m in range(len(right))):
        here, there = rows(scores, "naming", at)
        subjects = rows(scores, "subject", at)
        subject = {*subjects[0]} | {*subjects[1]}
        told = contrast.relation(scores, *at)
        if not subject & {*here} or not subject & {*there}:
            assert told == ""
            continue
        ours, theirs = share(here, there, subject), share(there, here, subject)
        kinds = {*here} - subject, {*there} - subject
        if ours >= 0.8 and theirs >= 0.8:
            assert told == ("complementing" if kinds[0] and kinds[1] and not kinds[0] & kinds[1] else "same")
        elif ours >= 0.8 and theirs < 0.6:
            assert told == "right inside left"  # it has more of its own: it is the narrower
        elif theirs >= 0.8 and ours < 0.6:
            assert told == "left inside right"
        else:
            assert told == ("overlapping" if min(ours, theirs) >= 0.3 else "")


@given(lists, lists)
def test_at_most_four_subject_words_of_a_title_are_named_that_the_other_text_lacks_the_weightiest_first(
    left: list[str], right: list[str]
) -> None:
    scores = scored(left, right, left)
    for at in ((n, m) for n in range(len(left)) for m in range(len(right))):
        titles, texts, subjects = (rows(scores, name, at) for name in ("title", "both", "subject"))
        for side, named in enumerate(contrast.one_sided(scores, *at)):
            alone = {t: v for t, v in titles[side].items() if t in subjects[side] and t not in texts[1 - side]}
            order = sorted(alone, key=lambda t: (-alone[t], scores.space.vocabulary.index(t)))
            assert named == tuple(scores.space.spelling(term) for term in order[:4])


def test_what_a_scope_says_no_title_has_alone() -> None:
    scores = scored(["Tunnel lamp"], ["Parking"], ["", "Parking by the tunnel"])
    assert contrast.one_sided(scores, 0, 0) == (("lamp",), ("parking",))
