"""The built wheel carries the corpora and works without this repository."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.conftest import ROOT


def test_the_wheel_compares_the_bundled_corpora_from_anywhere(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("standards_overlap-*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(installed)
    assert {f"overlap/bundled/{name}/work_items.csv" for name in ("sg20", "jc4")} <= names
    assert {"overlap/text/glossary.toml", "overlap/corpus/licences/odc-by-1.0.txt", "overlap/py.typed"} <= names
    code = "import overlap, sys; print(overlap.__file__); from overlap.cli.app import main; sys.exit(main(['compare']))"
    script = f"import sys; sys.path.insert(0, {str(installed)!r}); {code}"
    run = subprocess.run(
        [sys.executable, "-P", "-c", script], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[0].startswith(str(installed))
    assert "290 work items" in run.stdout
