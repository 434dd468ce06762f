"""A folder in which every kind of kept file stands, the commands that write there, and what they left."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests import warm
from tests.conftest import ROOT

Files = Mapping[str, bytes]
"""What a user sees, by path."""

_SUBJECTS = ("parking", "street lighting", "waste", "water meters", "cycling", "tolls", "air quality", "markets")
_KINDS = ("Requirements", "Vocabulary", "Reference architecture", "Test methods", "Data model")
_TALE = "It was put down after a long talk. "


@dataclass(frozen=True, slots=True)
class Work:
    """A command that writes."""

    arguments: tuple[str, ...]
    answers: str = ""
    """What is typed while it runs."""
    is_again: bool = False
    """Whether a second run leaves all as the first did."""

    @property
    def name(self) -> str:
        """The words of the command, without what it is about."""
        number = 2 if self.arguments[0] in ("decisions", "baseline", "corpus", "cache") else 1
        return " ".join((*self.arguments[:number], *(["--save"] if "--save" in self.arguments else [])))


_DECIDE = ("--outcome", "merge", "--by", "Q7/20")
WORKS = (
    Work(("decide", "L.4", "R.4", *_DECIDE)),
    Work(("decisions", "prune"), is_again=True),
    Work(("decisions", "merge", "mine.toml", "theirs.toml", "-o", "decisions.toml"), is_again=True),
    Work(("baseline", "write", "proposal.csv", "--against", "right.csv", "--decisions", "known.toml"), is_again=True),
    Work(("liaison", "L.4", "R.4", "-o", "LS.docx")),
    Work(("review",), answers="n other aims\nq\n"),
    Work(("label",), answers="2 near\nq\n"),
    Work(("compare", "-o", "pairs.csv", "-o", "pairs.md"), is_again=True),
    Work(("compare", "--save", "run.json"), is_again=True),
    Work(("report", "--limit", "5", "-o", "report.docx", "-o", "report.xlsx"), is_again=True),
    Work(("check", "proposal.csv", "--exit-zero", "-f", "sarif", "-o", "overlap.sarif"), is_again=True),
    Work(("mandates", "sg20", "jc4", "-o", "mandates.csv"), is_again=True),
    Work(("ingest", "left.csv", "-o", "list.json"), is_again=True),
    Work(("watch", "--state", "watch.json", "-o", "news.md")),
    Work(("corpus", "import", "newer.csv", "--name", "ours", "--as-of", "2026-11-02"), is_again=True),
    Work(("corpus", "import", "right.csv", "--name", "others", "--as-of", "2026-11-02"), is_again=True),
    Work(("corpus", "remove", "theirs")),
    Work(("compare", "ours", "theirs", "-o", "imported.csv"), is_again=True),
    Work(("cache", "clear"), is_again=True),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A folder, and the way to run commands in it."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a command finds there: its data, its cache and its temporary folder are its own."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("OVERLAP_", "XDG_"))}
        own = {"OVERLAP_DATA": "data", "OVERLAP_CACHE": "cache", "TMPDIR": "temporary", "XDG_CONFIG_HOME": "none"}
        return clean | {"PYTHONPATH": str(ROOT)} | {name: str(self.folder / place) for name, place in own.items()}

    def start(self, work: Work, before: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
        """Start a command as a process, and as a group of processes, of its own."""
        process = subprocess.Popen(
            [sys.executable, "-m", "overlap", *work.arguments],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=before,
        )
        assert process.stdin
        process.stdin.write(work.answers.encode())
        process.stdin.close()
        process.stdin = None  # else `communicate` would flush it
        return process

    def run(self, *arguments: str, answers: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return warm.run(arguments, self.folder, self.environment, answers)

    def files(self) -> Files:
        """Read what a user sees; a lock is none of it, nor is what is made again when it is gone."""
        return {name: path.read_bytes() for name, path in self._every() if not _is_ours(Path(name))}

    def unfinished(self) -> list[str]:
        """Name what is only there while something runs."""
        every = (each.relative_to(self.folder) for each in self.folder.rglob("*"))
        return sorted(str(each) for each in every if any(part.startswith(".") for part in each.parts))

    def restore(self, files: Files) -> None:
        """Put all that a user sees as it was; the cache is empty then."""
        for name, path in [*self._every()]:
            if name not in files and not Path(name).name.startswith("."):
                path.unlink()
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for left in sorted((self.folder / "data").rglob("*"), reverse=True):
            if left.is_dir() and not any(left.iterdir()):
                left.rmdir()

    def age(self) -> None:
        """Let the unfinished files be of two hours ago, so that they are nobody's."""
        for name in self.unfinished():
            time = (self.folder / name).stat().st_mtime - 2 * 3600
            os.utime(self.folder / name, (time, time))

    def _every(self) -> list[tuple[str, Path]]:
        found = (each for each in self.folder.rglob("*") if each.is_file())
        return [(each.relative_to(self.folder).as_posix(), each) for each in found]


def _is_ours(path: Path) -> bool:
    is_hidden = any(part.startswith(".") for part in path.parts)
    return is_hidden or path.suffix == ".lock" or path.parts[0] in ("cache", "temporary")


def lay_out(folder: Path) -> Scene:
    """Make the folder, by the commands that make each file."""
    scene = Scene(folder)
    (folder / "temporary").mkdir(parents=True)
    for name, side, number in (("left", "L", 12), ("right", "R", 12), ("whole", "L", 300), ("newer", "L", 310)):
        (folder / f"{name}.csv").write_text(_items(side, number), encoding="utf-8")
    with (folder / "whole.csv").open("a", encoding="utf-8") as opened:
        opened.write("L.400,,A row without a title is listed as a fault.,under study\n")
    (folder / "overlap.toml").write_text('left = "left.csv"\nright = "right.csv"\nlimit = 50\n', encoding="utf-8")
    (folder / "proposal.csv").write_text(_items("X", 3), encoding="utf-8")
    for register, pairs in (("mine", "12"), ("theirs", "23"), ("decisions", "123")):
        for each in pairs:
            reason = (f"As {register} has it. " if each != "2" else "") + _TALE * 30
            pair = (f"L.{each}", f"R.{each}")
            expires = ("--expires", "2020-01-01") if register == "decisions" and each == "1" else ()
            _do(scene, "decide", *pair, *_DECIDE, "--reason", reason, "--decisions", f"{register}.toml", *expires)
    _do(scene, "compare", "--save", "run.json")
    _do(scene, "watch", "--state", "watch.json")
    _do(scene, "label", answers="3 same\n0 far\n2\n1\nq\n")
    _do(scene, "baseline", "write", "proposal.csv", "--against", "left.csv", "--decisions", "known.toml")
    for name, file in (("ours", "whole.csv"), ("theirs", "right.csv")):
        _do(scene, "corpus", "import", file, "--name", name, "--as-of", "2026-11-01", "--licence", "Free to all.")
    shutil.rmtree(folder / "cache", ignore_errors=True)
    (folder / "left.csv").write_text(_items("L", 14), encoding="utf-8")  # the next look has something to tell
    return scene


def _do(scene: Scene, *arguments: str, answers: str = "") -> None:
    done = scene.run(*arguments, answers=answers)
    assert done.returncode == 0, (arguments, done.stderr)


def _items(side: str, number: int) -> str:
    """Write a list: one of the kinds of each subject, of which each side words half in its own way."""
    lines = ["id,title,scope,status"]
    for place in range(number):
        subject, kind = _SUBJECTS[place % len(_SUBJECTS)], _KINDS[place % len(_KINDS)]
        title = f"{kind} for {subject} in town {place}" if (place + len(side)) % 3 else f"Town {place}: {subject}"
        lines.append(f"{side}.{place},{title},This document tells how {subject} of town {place} is done.,under study")
    return "\n".join(lines) + "\n"


def wrong(said: str) -> str:
    """Give the line of what a command said that no user should see; empty if there is none."""
    marks = ("Traceback", "internal error", "fault of overlap")
    return next((line for line in said.splitlines() if any(mark in line for mark in marks)), "")


def torn(now: Files, before: Files, after: Files) -> Sequence[str]:
    """Name the files that are neither old nor new."""
    return [each for each in {*now, *before, *after} if now.get(each) not in (before.get(each), after.get(each))]
