"""Columns whose headings are not known: what their cells hold tells identifier, title and scope, wherever they are."""

from hypothesis import given
from hypothesis import strategies as st

from overlap.read.kinds.guesses import guess

WORDS = ("ramps", "bells", "kerbs", "lamps", "tolls", "towns", "cars", "ropes", "roads", "signs")


def cells(count: int, words: int, first: int) -> list[str]:
    """Write so many cells of so many words, each another text."""
    return [
        " ".join(WORDS[(first + n + place * 3) % 10] for place in range(words)) + f" of {WORDS[n]}"
        for n in range(count)
    ]


@given(
    st.permutations(["id", "title", "scope", "same", "few", "short"]),
    st.integers(3, 8),
    st.integers(2, 8),
    st.integers(0, 1),
)
def test_columns_are_guessed_by_what_their_cells_hold(order: list[str], count: int, words: int, kind: int) -> None:
    made = {
        "id": [f"ISO {37100 + n}:2016" if kind else f"Y.{4400 + n}" for n in range(count)],
        "title": cells(count, words, 1),
        "scope": cells(count, 26, 5),
        "same": ["the same four words"] * count,
        "few": ["only one cell of words", *[""] * (count - 1)],
        "short": [WORDS[n] for n in range(count)],
    }
    rows = [[made[name][n] for name in order] for n in range(count)]
    assert guess(rows) == {name: order.index(name) for name in ("id", "title", "scope")}
    assert guess([row[: order.index("id")] for row in rows]) == {}
    without = [[made[name][n] for name in order if name != "scope"] for n in range(count)]
    kept = [name for name in order if name != "scope"]
    assert guess(without) == {name: kept.index(name) for name in ("id", "title")}


@given(st.integers(3, 8), st.integers(10, 24), st.booleans())
def test_of_two_columns_of_texts_the_first_short_one_is_the_title(count: int, words: int, is_first: bool) -> None:
    names = [f"ISO {37100 + n}:2016" for n in range(count)]
    short, long = cells(count, 4, 0), cells(count, words, 3)
    pair = (short, long) if is_first else (long, short)
    found = guess([[name, *each] for name, *each in zip(names, *pair, strict=True)])
    title = 1 if is_first else 2
    assert found["id"] == 0
    if words + 2 > 12:
        assert found == {"id": 0, "title": title, "scope": 3 - title}
    else:
        assert found["title"] == 1
