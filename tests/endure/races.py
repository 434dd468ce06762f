"""Eight processes at once on the same files, and what they left."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from overlap.record import liaisons, register, watching
from tests.endure.scene import Scene, Work, wrong

EIGHT = range(4, 12)
_DECIDED = ("--outcome", "merge")


def race(scene: Scene) -> Iterator[tuple[str, list[str]]]:
    """Run eight processes at once on each kind of file; give what it is about, and what must not be."""
    before = scene.files()
    for name, look in {
        "decide, one register": _register,
        "liaison, one register": _statements,
        "compare --save, one file": _saved,
        "watch, one state": _watched,
        "import, one list": _one_list,
        "import, eight lists": _eight_lists,
        "import and remove": _removed,
        "compare, empty cache": _cache,
        "compare and cache clear": _cleared,
    }.items():
        yield name, look(scene)
        scene.restore(before)


def _at_once(scene: Scene, *works: Work, codes: tuple[int, ...] = (0,)) -> list[str]:
    """Run commands at once, and give what is wrong about how they end, or with what they left."""
    with ThreadPoolExecutor(len(works)) as pool:
        processes = [scene.start(work) for work in works]
        said = [each.decode() for each in pool.map(lambda process: process.communicate()[1], processes)]
    faults = [f"left {each}" for each in scene.unfinished()]
    for process, told in zip(processes, said, strict=True):
        if process.returncode not in codes or wrong(told):
            faults.append(f"exit code {process.returncode}: {told}")
    return faults


def _register(scene: Scene) -> list[str]:
    path = scene.folder / "decisions.toml"
    there = {*register.read(path)}
    works = [Work(("decide", f"L.{n}", f"R.{n}", *_DECIDED)) for n in EIGHT]
    faults = _at_once(scene, *works)
    return faults + _differ("decisions", len({*register.read(path)} - there), len(works))


def _statements(scene: Scene) -> list[str]:
    works = [Work(("liaison", f"L.{n}", f"R.{n}", "-o", f"LS{n}.docx")) for n in EIGHT]
    faults = _at_once(scene, *works)
    return faults + _differ("statements", len(liaisons.read(scene.folder / "decisions.toml")), len(works))


def _saved(scene: Scene) -> list[str]:
    return _as_one(scene, Work(("compare", "--save", "run.json")))


def _watched(scene: Scene) -> list[str]:
    faults = _as_one(scene, Work(("watch", "--state", "watch.json")))
    assert watching.read(scene.folder / "watch.json")
    return faults


def _as_one(scene: Scene, work: Work) -> list[str]:
    """Run a command eight times at once: what is left is as after one run."""
    before = scene.files()
    scene.run(*work.arguments)
    after = scene.files()
    scene.restore(before)
    return _at_once(scene, *[work] * len(EIGHT)) + _differ("files", scene.files(), after)


def _one_list(scene: Scene) -> list[str]:
    return _as_one(scene, Work(("corpus", "import", "newer.csv", "--name", "others", "--as-of", "2026-11-02")))


def _eight_lists(scene: Scene) -> list[str]:
    """Import eight lists under one name: each is a version of it, and one of them the current one."""
    lines = (scene.folder / "left.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    for n in EIGHT:
        (scene.folder / f"list{n}.csv").write_text("".join(lines[: n + 1]), encoding="utf-8")
    works = [Work(("corpus", "import", f"list{n}.csv", "--name", "ours", "--as-of", f"2026-11-{n:02}")) for n in EIGHT]
    faults = _at_once(scene, *works)
    told = scene.run("corpus", "repair", "ours").stderr
    return faults + _differ("whole versions", told.count(": whole"), len(works) + 1)


def _removed(scene: Scene) -> list[str]:
    """Import and remove one name at once: it is there whole, or not at all."""
    works = [Work(("corpus", "import", "newer.csv", "--name", "ours")), Work(("corpus", "remove", "ours"))] * 4
    faults = _at_once(scene, *works, codes=(0, 2))
    repaired = scene.run("corpus", "repair")
    return faults + _differ("what repair ends with", repaired.returncode, 0)


def _cache(scene: Scene) -> list[str]:
    faults = _as_one(scene, Work(("compare", "ours", "theirs", "-o", "imported.csv")))
    return faults + _differ("damaged entries", scene.run("cache", "info").stdout.count("damaged"), 0)


def _cleared(scene: Scene) -> list[str]:
    compared = [Work(("compare", "ours", "theirs", "-o", f"{n}.csv")) for n in range(4)]
    faults = _at_once(scene, *compared, *[Work(("cache", "clear"))] * 4)
    return faults + _differ("different outputs", len({scene.files()[f"{n}.csv"] for n in range(4)}), 1)


def _differ(what: str, is_there: object, wanted: object) -> list[str]:
    if is_there == wanted:
        return []
    if isinstance(is_there, dict) and isinstance(wanted, dict):
        changed = [each for each in {*is_there, *wanted} if is_there.get(each) != wanted.get(each)]
        return [f"{what}: {', '.join(sorted(changed))}"]
    return [f"{what}: {is_there}, not {wanted}"]
