"""How large blocks may be, so that scoring stays within a bound of memory.

The bytes were measured with tracemalloc on the catalogues of ITU-T, ISO and IEC and lie above what was found there.
They are counted as if every row met every column, and every text were as long as the longest.
"""

import os
from collections.abc import Iterator

import psutil

from overlap.errors import SettingsError
from overlap.score.blocks import COLUMNS, Block, Run, Size, Task, on_this_machine, spans, usual
from overlap.score.vectors import Half
from overlap.store import bound

_PLACE = 128
"""Bytes for a pair of a block while those that can reach a level are searched."""
_WORD = 128
"""Bytes for each term of the longest text, for every row of a block, while its vectors are made."""
_TERM = 40
"""Bytes for each term of the two texts of a pair while it is scored."""
_PAIR = 256
"""Bytes for the rest of such a pair."""
_LISTED = 128
"""Bytes for a pair that is listed, in its block and in the order of all."""
_FEWEST = 64
"""Scoring fewer pairs at a time would take longer than it is worth."""


def check_lists(memory: int, size: int) -> None:
    """Refuse so many bytes, before anything is read, where lists of that size in bytes cannot be held in them.

    Raises SettingsError; what it asks for is enough for reading and vectors, and not for every number of pairs.
    """
    needed = bound.STARTED + size * bound.READ[0]
    if memory < needed:
        what = f"the lists are {bound.in_mb(size)}, and read they take"
        raise _too_little(memory, needed, what, bound.enough(size), " (for reading and vectors only)")


def bounded(memory: int) -> Run:
    """Score on this machine so that the process takes no more than so many bytes.

    What lists and vectors leave goes in equal parts to the blocks and to the pairs that are listed. The run raises
    SettingsError when that is too little.
    """

    def run(task: Task) -> Iterator[Block]:
        bound.let_go()  # scoring knows what it takes, and libraries of compiled code end the process at a bound
        taken, count, blocks, threads = 0, 0, 1, os.cpu_count() or 1

        def size(task: Task) -> Size:
            nonlocal taken, blocks
            taken = psutil.Process().memory_info().rss
            needed = taken + 2 * least(task, threads)
            if memory < needed:
                raise _too_little(
                    memory, needed, f"lists and vectors take {bound.in_mb(taken)}, with blocks and results"
                )
            found = fit(task, (memory - taken) // 2, threads)
            blocks = len(spans(len(task.left), found.rows)) * len(spans(len(task.right), COLUMNS))
            return found

        for done, block in enumerate(on_this_machine(task, size), start=1):
            count += len(block[0])
            needed = taken + 2 * count * _LISTED
            if memory < needed:
                told = f"with {count:,} related pairs and more, the list takes"
                raise _too_little(memory, needed, told, taken + 2 * count * max(blocks, done) // done * _LISTED)
            yield block

    return run


def fit(task: Task, memory: int, threads: int) -> Size:
    """Give the largest blocks, up to the usual size, of which so many together take no more than so many bytes.

    Raises SettingsError when there are none.
    """
    if memory < least(task, threads):
        raise _too_little(memory, least(task, threads), "the smallest blocks take")
    half = memory // threads // 2  # for the search in a block, and for the scores of what it finds
    rows, pairs = usual(task)
    return Size(min(rows, half // _bytes_of_a_row(task)), min(pairs, half // _bytes_of_a_pair(task)))


def least(task: Task, threads: int) -> int:
    """Give how many bytes the smallest blocks take."""
    return 2 * threads * max(_bytes_of_a_row(task), _FEWEST * _bytes_of_a_pair(task))


def _bytes_of_a_row(task: Task) -> int:
    return _PLACE * min(COLUMNS, len(task.right)) + _WORD * _longest(task.left)


def _bytes_of_a_pair(task: Task) -> int:
    return _PAIR + _TERM * (_longest(task.left) + _longest(task.right))


def _longest(half: Half) -> int:
    """Count the terms of the text that has most."""
    return int((half.counts.title.lengths + half.counts.scope.lengths).max(initial=0))


def _too_little(memory: int, needed: int, what: str, enough: int = 0, of: str = "") -> SettingsError:
    """Say what takes how much, and what would do: `enough` is what all is reckoned to take, where more is known."""
    return SettingsError(
        f"--memory {bound.in_mb(memory)} is too little: {what} {bound.in_mb(needed)}.",
        f"Give {bound.asked(max(needed, enough))} or more{of}, or shorter lists.",
    )
