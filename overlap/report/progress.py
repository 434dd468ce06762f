"""How far the reading of a list has come, in a sentence."""

from overlap.judge.stopping import NEXT, Progress

_FEW, _TENTH = 2, 10
"""Where no more than these and such a part of those read were passed over, some were skipped: not worth a word."""


def said(progress: Progress) -> str:
    """Say how much was read and found, how much is probably left, and how much was probably seen."""
    read = f"{progress.read:,} of {progress.whole:,} pairs decided, {progress.found:,} worth raising"
    if progress.read >= progress.whole:
        return f"{read}; none is left to read."
    if not progress.found:
        return f"{read}; how many are left cannot be told before one is found."
    left, seen = progress.left, progress.seen
    more = f"probably {left.value:,.0f} more left ({left.low:,.0f} to {left.high:,.0f})"
    if left.value and progress.whole - progress.read > NEXT:
        soon = min(progress.soon, left.value)
        more += f", {f'{soon:,.0f}' if soon >= 0.5 else 'none'} of them among the next {NEXT}"
    if progress.passed > _FEW + progress.read / _TENTH:
        more = f"{progress.passed:,} of the closest {progress.depth:,} are undecided and count as not read; {more}"
    share = f"{seen.value:.0%} ({seen.low:.0%} to {seen.high:.0%})"
    return f"{read}; {more}: you have probably seen {share}."
