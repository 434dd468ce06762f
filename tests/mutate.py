"""Changes one place of the code at a time, and looks whether a test fails; `make mutate`.

cosmic-ray knows what can be changed. A place is drawn at random, then one of its changes, so a comparison with seven
changes counts no more than a `not` with one; annotations and decorators are no places. Tried on each are the tests that
run its line, then those that run its module, those of the wing first and the quickest first, as many as fit into
SECONDS. What they let live is named.

The tests run in a copy, so the files here stay as they are, and read files without the helper process, except where
that is what was changed. Commands run as processes are not seen by coverage, so `cli` is left out.
"""

import ast
import contextlib
import importlib
import json
import os
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import cosmic_ray.plugins
import coverage
import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

ROOT = Path(__file__).parent.parent
SEED = 20261130
NUMBER = 400
LEAST = 60
WINGS = ("comparison", "items", "record", "read", "score")
"""At least LEAST each; the rest is drawn from the others."""
OTHERS = ("corpus", "judge", "report", "store", "text", "model.py", "settings.py")
SHARES: dict[tuple[str, ...], int] = {**{(wing,): LEAST for wing in WINGS}, OTHERS: NUMBER - LEAST * len(WINGS)}
SECONDS = 20.0
"""Of a processor, that the tests tried on one mutant take without it."""
LONGEST = 120
"""Seconds of a processor after which what runs on counts as failed; ten times as long after which what waits does."""
FAILED = "failed"
"""The file in which a run says which test failed."""
COPIED = ("overlap", "corpora", "tests", "pyproject.toml", "Makefile", "README.md", "action.yml")
LIBRARIES = ("docx", "hypothesis", "numpy", "openpyxl", "rich", "scipy.sparse", "typer")
"""Imported once, before the tests of each mutant begin in a process of their own."""
HELPERS = {
    f"overlap/read/{name}.py": ("read/test_guard.py", "read/test_ingestion.py")
    for name in ("helper", "guard", "frames")
}
"""Modules of the helper process, and the tests of each."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one place."""

    module: str
    operator: str
    occurrence: int
    line: int
    column: int

    @property
    def wing(self) -> str:
        """The wing, or the module beside the wings."""
        return self.module.split("/")[1]

    def made(self, source: str) -> str:
        """Give the module with the change."""
        return str(mutate_code(source, cosmic_ray.plugins.get_operator(self.operator)(), self.occurrence) or source)

    def told(self, source: str) -> str:
        """Give the line as it was and as it is."""
        lines = zip(source.splitlines(), self.made(source).splitlines(), strict=False)
        changed = [pair for pair in lines if pair[0] != pair[1]]
        before, after = (each.strip() for each in (changed or [("", "")])[0])
        return f"{self.module}:{self.line}: {before} → {after}"


def places(module: str) -> dict[tuple[int, int], list[Mutant]]:
    """Give every place of a module that can be changed, and its changes."""
    source = (ROOT / module).read_text(encoding="utf-8")
    nodes = list(ast_nodes(get_ast(source)))
    left_out = set(_annotations(ast.parse(source)))
    found: dict[tuple[int, int], list[Mutant]] = {}
    for name in cosmic_ray.plugins.operator_names():
        kind = cosmic_ray.plugins.get_operator(name)
        if kind.arguments() or name == "core/RemoveDecorator":
            continue
        starts = [start for node in nodes for start, _ in kind().mutation_positions(node)]
        for occurrence, (line, column) in enumerate(starts):
            if (line, column) not in left_out:
                found.setdefault((line, column), []).append(Mutant(module, name, occurrence, line, column))
    return found


def _annotations(tree: ast.Module) -> Iterator[tuple[int, int]]:
    """Yield each character of the annotations and decorators, of which the first say nothing at run time."""
    for node in ast.walk(tree):
        within = [getattr(node, name, None) for name in ("annotation", "returns")]
        within += getattr(node, "decorator_list", [])
        for each in (one for one in within if isinstance(one, ast.expr)):
            for line in range(each.lineno, (each.end_lineno or 0) + 1):
                yield from ((line, column) for column in range(each.col_offset, each.end_col_offset or 0))


def draw(number: int, seed: int, only: Sequence[str] = ()) -> list[Mutant]:
    """Draw mutants: of each of the WINGS its share and the rest of all others, or of each of `only` as many."""
    chance = random.Random(seed)
    shares = {(wing,): 1 for wing in only} if only else SHARES
    drawn: list[Mutant] = []
    for wings, share in shares.items():
        paths = [path for wing in wings for path in _modules(ROOT / "overlap" / wing)]
        every = [changes for path in paths for changes in places(path.relative_to(ROOT).as_posix()).values()]
        wanted = min(number * share // sum(shares.values()), len(every))
        drawn += [chance.choice(changes) for changes in chance.sample(every, wanted)]
    return drawn


def _modules(place: Path) -> list[Path]:
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]


class Learning:
    """A plugin of pytest that learns which lines each test runs that passes, and how long it takes."""

    def __init__(self, folder: Path, copy: Path) -> None:
        self._folder = folder
        self._cover = coverage.Coverage(str(folder / "lines"), source=[str(copy / "overlap")], config_file=False)
        self._seconds: dict[str, float] = {}
        self._cover.start()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what runs commands as processes."""
        items[:] = [each for each in items if "overlap_command" not in getattr(each, "fixturenames", ())]
        _read_here()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Name the lines by the test, and end one that a hostile file would keep busy without the helper's limits."""
        self._cover.switch_context(item.nodeid)
        start = _processor()
        signal.signal(signal.SIGALRM, _too_late)
        signal.alarm(LONGEST)
        try:
            return (yield)
        finally:
            signal.alarm(0)
            self._seconds.setdefault(item.nodeid, _processor() - start)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Forget a test that does not pass."""
        if not report.passed:
            self._seconds[report.nodeid] = float("inf")

    def pytest_sessionfinish(self) -> None:
        """Write it down."""
        self._cover.stop()
        self._cover.save()
        (self._folder / "seconds.json").write_text(json.dumps(self._seconds), encoding="utf-8")


def _processor() -> float:
    """Give the seconds of a processor that this process and those it started have had, however busy the machine is."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def _too_late(*_: object) -> None:
    raise TimeoutError


def _read_here() -> None:
    """Read files in this process, where the changed code is and coverage sees it."""
    from overlap.read.helper import Helper
    from overlap.read.parsing import parse

    Helper.read = lambda _, requests: [parse(each) for each in requests]  # type: ignore[method-assign,assignment]


class Here:
    """A plugin of pytest that reads files in this process."""

    def pytest_collection_modifyitems(self) -> None:
        """Do it when all is imported."""
        _read_here()


@dataclass(frozen=True)
class Failing:
    """A plugin of pytest that says which test failed."""

    place: Path

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Write it down."""
        if report.failed:
            self.place.write_text(report.nodeid, encoding="utf-8")


@dataclass(frozen=True)
class Known:
    """Which tests run which lines."""

    folder: Path

    @cached_property
    def _data(self) -> coverage.CoverageData:
        data = coverage.CoverageData(str(self.folder / "lines"))
        data.read()
        return data

    @cached_property
    def _seconds(self) -> Mapping[str, float]:
        told: dict[str, float] = json.loads((self.folder / "seconds.json").read_text(encoding="utf-8"))
        return told

    def tests(self, mutant: Mutant) -> list[str]:
        """Give the tests to try on a mutant: first those that run its line, then those that run the module at all.

        What is run when a module is imported, or kept from an earlier call, is seen in no test, or in another one.
        """
        if mutant.module in HELPERS:
            return [f"tests/{name}" for name in HELPERS[mutant.module]]
        file = next((each for each in self._data.measured_files() if each.endswith(f"/{mutant.module}")), "")
        lines = self._data.contexts_by_lineno(file) if file else {}
        every = {name for each in lines.values() for name in _names(each)}
        every = {name for name in every if self._seconds.get(name, SECONDS) < SECONDS}
        running = _names(lines.get(mutant.line, ()))
        own = f"tests/{mutant.wing}/"
        if not every:  # only commands run it
            word = re.compile(rf"\b{Path(mutant.module).stem}\b")
            files = sorted((ROOT / own).glob("test_*.py"))
            return [f"{own}{each.name}" for each in files if word.search(each.read_text(encoding="utf-8"))]
        chosen: list[str] = []
        budget = SECONDS
        for name in sorted(
            every, key=lambda name: (name not in running, not name.startswith(own), self._seconds[name], name)
        ):
            budget -= self._seconds[name]
            if budget < 0 and chosen:
                break
            chosen.append(name)
        return chosen


def _names(contexts: Sequence[str]) -> set[str]:
    return {each.partition("|")[0] for each in contexts} - {""}


def survives(mutant: Mutant, tests: Sequence[str], copy: Path) -> bool:
    """Say whether all tests pass on a mutant; one that fails without the change, too, says nothing of it."""
    place = copy / mutant.module
    source = place.read_text(encoding="utf-8")
    plugins = () if mutant.module in HELPERS else (Here(),)
    left_out: list[str] = []
    while tests:
        place.write_text(mutant.made(source), encoding="utf-8")
        _forget(place)
        try:
            if _passes([*tests, *left_out], copy, plugins):
                return True
        finally:
            place.write_text(source, encoding="utf-8")
            _forget(place)
        failed = (copy / FAILED).read_text(encoding="utf-8")
        if not failed or _passes([failed], copy, plugins):
            return False
        left_out.append(f"--deselect={failed}")
        tests = [each for each in tests if each != failed]
    return True


def _forget(place: Path) -> None:
    """Take away the bytecode, which is told from that of another state by size and second only."""
    for each in place.parent.glob(f"__pycache__/{place.stem}.*.pyc"):
        each.unlink()


def _passes(tests: Sequence[str], copy: Path, plugins: Sequence[object]) -> bool:
    """Run tests in a process that is forked from this one, which has the libraries imported and nothing of ours."""
    (copy / FAILED).write_text("", encoding="utf-8")
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
        os._exit(_run(tests, copy, [*plugins, Failing(copy / FAILED)]))
    until = time.monotonic() + 10 * LONGEST
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)  # what it started
            code = os.waitstatus_to_exitcode(status)
            return code in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _run(tests: Sequence[str], copy: Path, plugins: Sequence[object]) -> int:
    os.setsid()
    os.chdir(copy)
    os.environ["PYTHONPATH"] = str(copy)
    sys.path.insert(0, str(copy))
    for name in [name for name in sys.modules if name.partition(".")[0] in ("tests", "overlap")]:
        del sys.modules[name]
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    quiet = "ignore::pytest.PytestAssertRewriteWarning"  # the libraries are imported before pytest begins
    stop = ["--maxfail=1"] if tests else []  # one that fails is enough, but what all run is learnt from all
    arguments = ["-q", *stop, "-p", "no:cacheprovider", "-W", quiet, f"--rootdir={copy}", *tests]
    return int(pytest.main(arguments, plugins=[*plugins]))


def _copy(folder: Path) -> Path:
    copy = folder / "copy"
    for name in COPIED:
        place = ROOT / name
        if place.is_dir():
            shutil.copytree(place, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(place, copy / name)
    if (ROOT.parent / "shared").is_dir():
        (folder / "shared").symlink_to(ROOT.parent / "shared")
    return copy


def learn(copy: Path, folder: Path) -> Known:
    """Run all tests once, and write down which lines each runs."""
    if not (folder / "seconds.json").exists():
        print("Learning which test runs which line ...", flush=True)
        child = os.fork()
        if child == 0:
            sys.stdout.flush()
            os._exit(_run((), copy, [Learning(folder, copy)]))
        os.waitpid(child, 0)
        if not (folder / "seconds.json").exists():
            sys.exit("The tests did not come to their end: run 'make test' to see why.")
    return Known(folder)


def main(arguments: Sequence[str]) -> int:
    """Try mutants, name those that live; arguments: how many, the seed, a folder that keeps what was learnt, wings."""
    number, seed, kept, *wings = [*arguments, *(str(NUMBER), str(SEED), "")[len(arguments) :]]
    sys.dont_write_bytecode = True
    os.environ |= {"PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    for library in LIBRARIES:
        importlib.import_module(library)

    with tempfile.TemporaryDirectory() as folder:
        copy = _copy(Path(folder))
        known = learn(copy, Path(kept or folder))
        tally: dict[str, list[bool]] = {}
        for mutant in draw(int(number), int(seed), wings):
            lives = survives(mutant, known.tests(mutant), copy)
            tally.setdefault(mutant.wing, []).append(not lives)
            if lives:
                print(mutant.told((ROOT / mutant.module).read_text(encoding="utf-8")), flush=True)
    for wing, died in tally.items():
        print(f"{wing:<12}{len(died):>5} mutants, {sum(died) / len(died):>5.0%} died")
    every = [each for died in tally.values() for each in died]
    print(f"{'all':<12}{len(every):>5} mutants, {sum(every) / len(every):>5.0%} died (seed {seed})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
