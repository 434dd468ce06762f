"""The sentences around a list: how much was compared, what is not shown, and what could not be used."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from overlap.comparison.comparison import compare
from overlap.model import Channel, Corpus, Fault, Report, Statement, Term, WorkItem
from overlap.record.changes import Change, ChangeKind
from overlap.report import wording
from overlap.score.weights import LIKENESS_POWER
from overlap.settings import Level, Settings

ITEM = WorkItem("X", "Smart parking", scope="Lots", committee="SG1", group="Q7/1", stage="60.60")
LEFT = Corpus("a", "Left", work_items=(ITEM,))
RIGHT = Corpus("b", "Right", work_items=(replace(ITEM, id="Y"),))
REPORT = compare(LEFT, RIGHT, Settings())
(PAIR,) = REPORT.pairs
COUNTS = st.integers(0, 12) | st.integers(0, 3000)


@given(
    st.lists(
        st.builds(
            Fault,
            st.sampled_from("ab"),
            st.sampled_from(("", "row 1", "row 2")),
            st.sampled_from("xy"),
            st.sampled_from(("mend", "fill", "save")),
        ),
        max_size=25,
    ),
    st.integers(1, 6),
)
def test_of_many_faults_of_a_kind_the_first_are_told_and_the_rest_counted(faults: list[Fault], most: int) -> None:
    lines = wording.fault_lines(faults, most, "see all")
    kinds = list(dict.fromkeys(fault.remedy for fault in faults))
    wanted = []
    for kind in kinds:
        alike = [f"{fault}." for fault in faults if fault.remedy == kind]
        if len(alike) <= most + 1:
            wanted += alike
        else:
            wanted += [*alike[:most], f"{len(alike) - most:,} more of that kind (see all)."]
    assert lines == wanted
    told = Counter(line.rpartition("; ")[2] for line in lines if " more of that kind" not in line)
    left = sum(int(line.split()[0].replace(",", "")) for line in lines if " more of that kind" in line)
    assert told.total() + left == len(faults)


TERMS = st.lists(
    st.builds(
        Term,
        st.sampled_from(("lots", "cars", "bells", "kerbs", "ramps", "lamps")),
        st.sampled_from(("title", "scope", "phrases", "related words")),
        st.integers(-3, 9).map(float),
    ),
    max_size=9,
)


@given(TERMS, st.integers(1, 5))
def test_the_words_of_a_pair_are_told_once_those_of_the_largest_shares_first(terms: list[Term], count: int) -> None:
    shares: Counter[str] = Counter()
    for each in terms:
        if each.channel in ("title", "scope"):
            shares[each.text] += each.share  # type: ignore[assignment]
    first = sorted(shares, key=lambda word: (-shares[word], word))[:count]
    assert wording.top_terms(replace(PAIR, terms=tuple(terms)), count) == (", ".join(first) or "no shared term")


@given(
    COUNTS,
    st.integers(0, 5),
    st.integers(0, 5),
    st.integers(0, 3),
    st.sampled_from(("", "May 2026")),
    st.booleans(),
    st.sampled_from(("Left", "Left 2024")),
)
def test_the_header_counts_what_was_read_left_aside_and_compared(
    kept: int, foreign: int, apart: int, folded: int, as_of: str, within: bool, title: str
) -> None:
    side = replace(
        REPORT.left,
        corpus=replace(LEFT, as_of=as_of, title=title),
        entries=(ITEM,) * kept,
        rows=kept + foreign + apart + folded,
        other_language=(ITEM,) * foreign,
        apart=(Statement("s", "x"),) * apart,
    )
    levels = dict(zip(Level, (1, 20, 3000, 7), strict=True))
    report = replace(
        REPORT,
        left=side,
        levels=levels,
        coordinated=(PAIR,) * apart,
        decided=(PAIR,) * foreign,
        settings=Settings(within=within),
    )
    first, *_, last = wording.header(report)
    items = f"{side.rows} work item{'' if side.rows == 1 else 's'}"
    more = f", {kept} after folding" if folded else ""
    more += f", {foreign} not in English" if foreign else ""
    more += f", {apart} of which claim nothing" if apart else ""
    assert first == f"{title}{', as of May 2026' if as_of else ''}: {items}{more}"
    aside = f", {apart} already coordinated" if apart else ""
    aside += f", {foreign} decided" if foreign else ""
    assert last == (
        f"{3028 + apart + foreign:,} pairs compared: "
        f"1 likely duplication, 20 substantial overlap, 3,000 related{aside}."
    )
    undated = [*([] if as_of or "2024" in title else [title]), *([] if within else ["Right"])]
    told = [line for line in wording.header(report) if line.startswith("No date")]
    assert told == ([f"No date is stated for {' or '.join(undated)}."] if undated else [])
    assert any(line.startswith("Right: 1 work item") for line in wording.header(report)) != within
    for count, aside_of in ((apart, "Already coordinated"), (foreign, "Decided")):
        lines = wording.footer(report)
        at = [n for n, line in enumerate(lines) if line.startswith(f"{aside_of}, so not in the list: ")]
        assert len(at) == bool(count)
        if count:
            assert lines[at[0]].endswith(f": {count} pair{'' if count == 1 else 's'}.")
            assert sum(line.startswith("  X and Y") for line in lines[at[0] + 1 : at[0] + 1 + count]) == count


@given(
    st.integers(0, 3),
    st.integers(0, 4),
    st.integers(0, 5),
    st.sampled_from((None, 3)),
    st.sampled_from((None, 2)),
    st.sampled_from((None, 0.25)),
    st.booleans(),
)
def test_how_much_of_the_list_is_shown_is_told_with_the_way_to_the_rest(
    shown: int, more: int, others: int, limit: int | None, per_item: int | None, floor: float | None, is_filtered: bool
) -> None:
    matching = shown + more
    settings = Settings(limit=limit, per_item=per_item, level=Level.RELATED if is_filtered else None)
    levels = dict(zip(Level, (matching, 0, 0, others), strict=True))
    report: Report = replace(
        REPORT,
        pairs=(PAIR,) * shown,
        matching=matching,
        levels=levels,
        settings=settings,
        floor=floor,
        coordinated=(),
        decided=(),
    )
    (line,) = (each for each in wording.footer(report) if each.startswith(("Shown", "All ")))
    among = "pairs of score 0.25 or more" if floor else "pairs that share a term" if limit else "pairs"
    if not more and not others:
        assert line == f"All {shown} pairs are shown."
    elif per_item:
        assert line == f"Shown: {shown} of {matching} {among}, at most 2 of each (--per-item)."
    else:
        among += " that meet the filters" if is_filtered else ""
        way = f"; --limit 0 shows {'them all' if floor else 'every pair'}" if limit or more else ""
        assert line == f"Shown: {shown} of {matching} {among}{way}."


def test_filters_are_told_with_what_they_meet() -> None:
    settings = Settings(status=("in_force", "draft"), type=("TR",), committee=("SG1",), group=("Q7/1",))
    bare = replace(ITEM, id="Z", group="", members=(replace(ITEM, id="W", group=""),))
    member = replace(ITEM, id="V", group="", members=(ITEM,))
    side = replace(REPORT.left, entries=(ITEM, bare, member))
    lines = wording.filter_lines(replace(REPORT, left=side, settings=settings))
    assert lines == [
        "Only pairs with a work item of status in force or draft; type TR; committee SG1; Question or group Q7/1.",
        "2 of 3 work items of Left have it; 1 has none in the list.",
        "1 of 1 work items of Right has it; 0 have none in the list.",
    ]
    assert len(wording.filter_lines(replace(REPORT, settings=replace(settings, group=())))) == 1
    assert wording.filter_lines(REPORT) == []


def test_a_channel_a_rank_and_a_move_are_told_in_words() -> None:
    assert "titles 90% alike" in wording.found(Channel("same title", 0.9**LIKENESS_POWER, 2.0, 1.0))
    assert "a cosine of 0.75 by" in wording.found(Channel("meaning", 0.75, 2.0, 1.5))
    assert {wording.found(Channel(name, 1.0, 1.0, 1.0)) for name in ("base", "title", "scope", "coverage")} >= {
        "what every pair starts with",
        "words both titles use",
    }
    assert wording.rank_of(replace(PAIR, rank=1200), REPORT) == "rank 1,200 of 1 pair"
    assert wording.rank_of(replace(PAIR, rank=None), REPORT) == "below those that are ranked"
    change = Change(ChangeKind.NEW, "P", "X", "Y", "", "", Level.RELATED, None, 0.5, "")
    assert wording.moved(change) == "now 0.500"
    assert wording.moved(replace(change, before=0.25)) == "0.250 to 0.500"
    assert wording.moved(replace(change, before=0.25, after=None)) == "was 0.250"
    settled = replace(PAIR, decision="merge")
    assert wording.settled(settled, ["kept"]) == "X and Y: decided: merge; kept"
    assert wording.settled(replace(settled, declared="X adopts Y")) == "X and Y: X adopts Y"


def test_an_entry_is_told_by_what_is_known_of_it() -> None:
    whole = replace(
        ITEM, body="ITU-T", type="Rec.", date="2026", joint_with=("J",), relations=("R", "S"), liaisons="L", url="u",
        source="row 1", members=(replace(ITEM, id="W"), replace(ITEM, id="D", stage="20.20", timing="2027")),
    )  # fmt: skip
    told = dict(wording.details(whole, LEFT, ""))
    wanted = {
        "Body": "ITU-T",
        "Type": "Rec.",
        "Committee": "SG1, Q7/1",
        "Joint with": "J",
        "Relations": "R, S",
        "Liaisons": "L",
        "Folded in": "W, D",
    }
    assert {name: told[name] for name in wanted} == wanted
    assert (told["Scope"], told["Address"], told["Source"], told["Title"]) == ("Lots", "u", "row 1", "Smart parking")
    assert told["Stage"].endswith(", due 2027, 2026")
    assert told["Possible"].startswith("D ")
    assert wording.standing(whole).endswith(", due 2027, with W")
    assert dict(wording.details(replace(ITEM, scope=""), LEFT, ""))["Scope"] == "none: only its title is compared"
    for origin, name in (("note", "Scope*"), ("summary", "Summary")):
        assert name in dict(wording.details(replace(ITEM, scope_origin=origin), LEFT, ""))
        starred = replace(PAIR, left=replace(ITEM, scope_origin=origin), compared_on="title+scope")
        assert wording.compared_on(starred) == ("title+scope*" if origin == "note" else "title+scope")
        assert wording.compared_on(replace(starred, compared_on="title only")) == "title only"
    point = Statement("s", "Lots", "scope", body="SG1")
    assert list(wording.details(point, LEFT, "")) == [("Body", "SG1"), ("Kind", "scope"), ("Statement", "Lots")]
    assert wording.standing(point) == "SG1 [scope]"
    assert wording.standing(replace(point, kind="")) == "SG1"
