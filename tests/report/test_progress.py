"""How far the reading of a list has come, in a sentence."""

from hypothesis import given
from hypothesis import strategies as st

from overlap.comparison.dossier import Estimate
from overlap.judge.stopping import NEXT, Progress
from overlap.report import progress

COUNTS = st.integers(0, 40)


@given(
    COUNTS,
    COUNTS,
    st.integers(0, 5),
    st.sampled_from((0.0, 0.4, 3.2, 1200.0)),
    st.sampled_from((0.3, 0.5, 7.0)),
    COUNTS,
)
def test_what_was_read_and_what_is_left_is_told_as_far_as_it_is_known(
    read: int, rest: int, found: int, left: float, soon: float, passed: int
) -> None:
    whole = read + rest * NEXT // 10
    told = progress.said(
        Progress(read, whole, found, Estimate(left, 0.0, 2000.0), soon, Estimate(0.754, 0.5, 0.96), 30, passed)
    )
    begin = f"{read} of {whole:,} pairs decided, {found} worth raising; "
    assert told.startswith(begin)
    rest_of_it = told.removeprefix(begin)
    if read == whole:
        assert rest_of_it == "none is left to read."
        return
    if not found:
        assert rest_of_it == "how many are left cannot be told before one is found."
        return
    skipped = f"{passed} of the closest 30 are undecided and count as not read; " if passed > 2 + read / 10 else ""
    among = ""
    if left and whole - read > NEXT:
        few = min(soon, left)
        among = f", {f'{few:.0f}' if few >= 0.5 else 'none'} of them among the next {NEXT}"
    more = f"probably {left:,.0f} more left (0 to 2,000){among}"
    assert rest_of_it == f"{skipped}{more}: you have probably seen 75% (50% to 96%)."
