"""Scoring on a cluster: the blocks of `scoring`, worked on by the workers of a Dask scheduler.

The scheduler keeps what each worker was given, so that another can go on when one dies. A worker holds only the parts
of the two sides that its blocks need. This is the only module that knows Dask.
"""

import logging
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from overlap import __version__
from overlap.errors import ClusterError, SettingsError
from overlap.score.blocks import (
    COLUMNS,
    Block,
    Part,
    Progress,
    Rules,
    Run,
    Size,
    Task,
    is_needed,
    left_part,
    right_part,
    score_parts,
    spans,
    usual,
)
from overlap.score.memory import fit
from overlap.score.vectors import Half, SideVectors

if TYPE_CHECKING:
    from distributed import Client, Future

_PATIENCE = 10.0
"""Seconds to wait for a scheduler or a worker."""
_GLANCE = 1.0
"""Seconds after which the workers are looked at when no block is done."""
_AHEAD = 4
"""So many blocks a thread are handed out at one time."""
_RETRIES = 3
"""So often a block is tried again when it fails; when its worker dies it is as well."""
_LIBRARIES = ("numpy", "scipy")


def on(address: str, memory: int | None = None, progress: Progress | None = None) -> Run:
    """Score on the cluster whose scheduler has this address, as `tcp://host:8786`.

    The blocks that a worker has in hand at one time take no more than `memory` bytes. The run raises SettingsError when
    that is too little or Dask is not installed, and ClusterError when nobody is there or all workers are gone.
    """

    def run(task: Task) -> Iterator[Block]:
        with _connected(address) as client:
            threads = max(_threads(client, address).values())
            size = usual(task) if memory is None else fit(task, memory, threads)
            yield from _gathered(client, address, task, size, progress)

    return run


def check_address(address: str) -> None:
    """Raise SettingsError when no scheduler can have this address."""
    if not re.fullmatch(r"(tcp|tls)://(\[[0-9A-Fa-f:]+\]|[^\s:/@]+):[0-9]{1,5}", address):
        raise SettingsError(f"--scheduler {address} is no address.", "Write it as tcp://host:8786.")


def versions() -> dict[str, str]:
    """Name the versions on which the bytes of a result depend."""
    python = ".".join(map(str, sys.version_info[:2]))
    return {"overlap": __version__, "Python": python, **{name: version(name) for name in _LIBRARIES}}


@contextmanager
def _connected(address: str) -> "Iterator[Client]":
    """Connect to a scheduler whose workers have these versions, and leave nothing there."""
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        problem = f"{error.name} is not installed, and --scheduler needs it."
        raise SettingsError(problem, "pip install 'standards-overlap[distributed]'") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is said once, by us
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1TB"}):  # the parts are large by design
        try:
            client = Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, TimeoutError) as error:
            raise ClusterError(
                f"No scheduler answers at {address} within {_PATIENCE:.0f} seconds.",
                "Start one with 'dask scheduler', or leave out --scheduler.",
            ) from error
        try:
            _check(client, address)
            yield client
        finally:
            client.close(timeout=_PATIENCE)  # and with it all that it submitted is dropped


def _check(client: "Client", address: str) -> None:
    """Refuse workers that have another version of what a score depends on."""
    _threads(client, address)
    ours = versions()
    for worker, theirs in client.run(versions, on_error="return").items():
        if isinstance(theirs, ImportError):
            problem = f"The worker {worker} has no overlap {__version__} ({theirs})."
        elif isinstance(theirs, BaseException):
            problem = f"The worker {worker} does not answer ({type(theirs).__name__}: {theirs})."
        elif theirs == ours:
            continue
        else:
            other = ", ".join(
                f"{name} {theirs.get(name)} for {mine}" for name, mine in ours.items() if theirs.get(name) != mine
            )
            problem = f"The worker {worker} has {other}."
        raise ClusterError(problem, "Install the same versions on all workers as here.")


def _threads(client: "Client", address: str) -> dict[str, int]:
    """Give the threads of each worker, and wait for one if there is none."""
    end = time.monotonic() + _PATIENCE
    while client.status == "running":
        found: dict[str, int] = client.nthreads()
        if found:
            return found
        if time.monotonic() > end:
            problem = f"The scheduler at {address} has no workers, or has lost all it had."
            raise ClusterError(problem, f"Start some with 'dask worker {address}', and repeat the command.")
        time.sleep(0.1)
    raise _lost(address)


def _lost(address: str) -> ClusterError:
    return ClusterError(f"The scheduler at {address} is gone.", "Start it again, and repeat the command.")


def _gathered(client: "Client", address: str, task: Task, size: Size, progress: Progress | None) -> Iterator[Block]:
    """Hand out blocks, some ahead of those that are done, and give them in order."""
    from distributed import CancelledError, wait

    total = sum(is_needed(task.rules, *each) for each in product(*_spans(task, size)))
    blocks = enumerate(_submitted(client, task, size))
    waiting: dict[Future[Block], int] = {}
    found: dict[int, Block] = {}
    try:
        while len(found) < total:
            ahead = _AHEAD * sum(_threads(client, address).values())
            waiting |= {future: n for n, future in islice(blocks, max(ahead - len(waiting), 0))}
            try:
                with client.as_current():
                    done = wait(list(waiting), timeout=_GLANCE, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                continue
            for future in done:
                with suppress(TimeoutError):  # its worker died with the result: the block is done again
                    found[waiting[future]] = future.result(timeout=_PATIENCE)
                    del waiting[future]
            if progress:
                progress(len(found), total)
    except (CancelledError, OSError) as error:
        raise _lost(address) from error
    except ClusterError:
        raise
    except Exception as error:
        problem = (
            f"A block failed {_RETRIES + 1} times, or its worker died ({type(error).__name__}: {str(error)[:200]})."
        )
        raise ClusterError(problem, "Give the workers more memory, or take smaller blocks with --memory.") from error
    yield from (found[n] for n in range(total))


def _submitted(client: "Client", task: Task, size: Size) -> "Iterator[Future[Block]]":
    """Give the parts of both sides to the scheduler, and block by block what is to be done with them.

    A part is the argument of a call, not data that one worker holds: when that worker dies, another makes it anew.
    """
    rows, columns = _spans(task, size)
    right = [_submit(client, right_part, task, task.right, each) for each in columns]
    for some in rows:
        left = _submit(client, left_part, task, task.left, some)
        for each, part in zip(columns, right, strict=True):
            if is_needed(task.rules, some, each):
                yield client.submit(score_parts, task.rules, left, part, size.pairs, pure=False, retries=_RETRIES)


def _submit(
    client: "Client", make: Callable[[Rules, SideVectors, range], Part], task: Task, half: Half, places: range
) -> Any:  # noqa: ANN401
    return client.submit(make, task.rules, half.take(places), places, pure=False, retries=_RETRIES)


def _spans(task: Task, size: Size) -> tuple[list[range], list[range]]:
    return spans(len(task.left), size.rows), spans(len(task.right), COLUMNS)
