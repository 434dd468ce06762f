"""The shares of channels and terms on the terminal: they add up, and none is left out."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from overlap.comparison import comparison
from overlap.model import Channel, Corpus, Term, WorkItem
from overlap.report import terminal
from overlap.report.layout import Screen
from overlap.settings import Settings

SETTINGS = Settings()
LEFT, RIGHT = (Corpus(name, name, work_items=(WorkItem(f"{name} 1", "Smart parking"),)) for name in ("a", "b"))
REPORT = comparison.explain(LEFT, RIGHT, "a 1", "b 1", SETTINGS)
SHARES = st.integers(-3_000_000, 3_000_000).map(lambda number: number / 1_000_000)
NAMES = ("base", "title", "phrases", "same title", "breadth")
CHANNELS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.just(0.0) | SHARES, st.lists(SHARES, max_size=3)),
    min_size=1,
    unique_by=lambda channel: channel[0],
)
ROW = re.compile(r"^(\S.*?)?\s{2,}(.*?)\s{2,}([+-]?\d+\.\d\d)(?:\s+([█▒]+))?$")


@given(CHANNELS, st.booleans())
def test_the_rows_add_up_and_each_is_told(channels: list[tuple[str, float, list[float]]], has_scope: bool) -> None:
    """The terms of a channel share what it has; the last of them gets what is left."""
    made, terms = [], []
    for name, share, parts in channels:
        whole = [*parts, share - sum(parts)] if parts else []
        terms += [Term(f"word{n}", name, part, ("Word", "word") if n else ()) for n, part in enumerate(whole)]
        made.append(Channel(name, 0.5, share / 0.5, share))
    total = sum(share for _, share, _ in channels)
    compared_on = "title+scope" if has_scope else "title only"
    pair = replace(
        REPORT.pairs[0], channels=tuple(made), terms=tuple(terms), log_odds=total, compared_on=compared_on, declared=""
    )
    lines = terminal.write_explanation(replace(REPORT, pairs=(pair,)), Screen(width=200)).splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("Channel "))
    rows = [found for line in lines[start + 1 :] if (found := ROW.match(line))]
    heads = [(row[1], row[3]) for row in rows if row[1]]
    cents = {name: round(float(share) * 100) for name, share in heads}
    told = [name for name, _, _ in channels if name != "same title" or name in cents]
    assert [name for name, _ in heads] == [*told, *([] if has_scope else ["scope"]), "sum"]
    assert cents.get("same title") != 0
    assert cents["sum"] == round(total * 100)
    shown = [round(float(share) * 100) for name, share in heads if name != "sum"]
    assert sum(shown) == cents["sum"]
    name = ""
    below: dict[str, list[int]] = {}
    for row in rows:
        name = row[1] or name
        number = round(float(row[3]) * 100)
        assert row[3] == (f"{number / 100:+.2f}" if number else "0.00")
        assert (row[4] or "") == ("" if row[1] == "sum" else ("█" if number > 0 else "▒") * round(abs(number) / 40))
        if not row[1]:
            below.setdefault(name, []).append(number)
    for name, _, parts in channels:
        if name in cents and parts:
            assert sum(below[name]) == cents[name]
            assert len(below[name]) == len(parts) + 1
    assert ("(Word, word)" in "\n".join(lines)) == any(parts for name, _, parts in channels if name in cents)
