"""How a comparison is carried out, and within which memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli.console import counting
from overlap.cli.values import memory_of
from overlap.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from overlap.model import Corpus
    from overlap.score.blocks import Progress, Run
    from overlap.score.scoring import Scores

    Executor = Callable[[Progress | None], Run]


@dataclass(frozen=True, kw_only=True)
class Execution:
    """The options that say so."""

    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="ADDRESS", help="Score on a Dask cluster: tcp://host:8786.")
    ] = ""
    memory: Annotated[
        str,
        typer.Option(
            "--memory", metavar="SIZE", help="Take no more memory than so much, as 500MB or 2GB; else an error."
        ),
    ] = ""

    def executor(self, lists: Sequence[str] = ()) -> "Executor | None":
        """Say what makes the scores; None for this machine and all the memory it has. From now on the bound holds.

        Raises SettingsError where the lists cannot be held in the memory, if they are files.
        """
        size = memory_of(self.memory) if self.memory else None
        if self.scheduler:
            from overlap.score import cluster

            cluster.check_address(self.scheduler)
            return lambda progress: cluster.on(self.scheduler, size, progress)
        if size:
            from overlap.score.memory import bounded, check_lists
            from overlap.store.bound import hold

            check_lists(size, sum(each.stat().st_size for each in {*map(Path, lists)} if each.is_file()))
            hold(size)
            return lambda _: bounded(size)
        return None


def score(executor: "Executor | None", both: "tuple[Corpus, Corpus]", settings: Settings) -> "Scores | None":
    """Score where the user wants it; None where nothing was said, for then a comparison does it by itself."""
    if executor is None:
        return None
    from overlap.comparison import comparison

    with counting("Comparing") as progress:
        return comparison.score(*both, settings, executor(progress))
