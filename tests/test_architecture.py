"""The rules of the design: who imports whom, and who knows which library."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import overlap
from tests.conftest import ROOT

PACKAGE = ROOT / "overlap"

FLOORS = (
    ("errors", "settings", "model"),
    ("text", "store"),
    ("items", "read", "record"),
    ("corpus", "score"),
    ("comparison",),
    ("judge",),
    ("report",),
    ("cli",),
    ("__main__",),
)
"""The wings and the modules beside them, lowest first: one imports only from floors below its own."""
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names}
WINGS = {name for name in FLOOR if (PACKAGE / name).is_dir()}

OWNERS = {
    "PIL": {"report.word.figures"},
    "Stemmer": {"text.words"},
    "charset_normalizer": {"read.formats.encoding"},
    "dask": {"score.cluster"},
    "distributed": {"score.cluster"},
    "docx": {"report.word"},
    "filelock": {"cli.register", "store.scratch"},
    "httpx2": {"corpus.download"},
    "jinja2": {"report.html"},
    "markdown_it": {"read.formats.markdown"},
    "markupsafe": {"report.html"},
    "model2vec": {"score.meaning"},
    "msgspec": {"corpus", "read.frames", "record"},
    "onnxruntime": {"score.meaning"},
    "tokenizers": {"score.meaning"},
    "numpy": {"comparison", "items", "judge", "score", "store"},
    "python_calamine": {"read.formats.excel"},
    "pdfplumber": {"read.formats.pdf"},
    "platformdirs": {"cli.config", "corpus.library", "store.cache"},
    "psutil": {"score.memory"},
    "py3langid": {"text.languages"},
    "pypdf": {"read.formats.pdf"},
    "rapidfuzz": {"judge", "text.suggestions"},
    "rich": {"cli.console", "report.layout"},
    "scipy": {"judge", "score"},
    "selectolax": {"read.formats.markup"},
    "sentence_transformers": {"score.meaning"},
    "sklearn": {"judge"},
    "sp_matmul_rs": {"score.candidates"},
    "tomlkit": {"cli.config", "record.tables"},
    "typer": {"cli"},
    "xlsxwriter": {"report.excel"},
    "yaml": {"read.formats.yaml"},
}
"""The modules, or the wings, that may know a foreign library."""


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            modules = {name for name in names if name.removeprefix("overlap.") in MODULES}
            found |= modules if modules == names else {node.module, *names}
    return found


def owns(owner: str, module: str) -> bool:
    return module == owner or module.startswith(f"{owner}.")


def test_the_house_has_eleven_wings_and_little_beside_them() -> None:
    beside = {path.name for path in PACKAGE.iterdir()} - {"__pycache__", "py.typed", "manual", "bundled"}
    assert beside == WINGS | {f"{name}.py" for name in ("__init__", "__main__", "errors", "model", "settings")}
    assert len(WINGS) == 10 + 1


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_downwards(module: str) -> None:
    wing = module.partition(".")[0]
    used = {name.split(".")[1] for name in imports(MODULES[module]) if name.startswith("overlap.")} & {*FLOOR}
    assert all(FLOOR[name] < FLOOR[wing] for name in used - {wing} if wing in WINGS or wing == "__main__")


def test_modules_of_a_wing_do_not_import_each_other_in_a_circle() -> None:
    uses = {
        name: {one.removeprefix("overlap.") for one in imports(path)} & {*MODULES} for name, path in MODULES.items()
    }
    assert list(TopologicalSorter(uses).static_order())


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_one_subject_and_a_function_one_screen(module: str) -> None:
    text = MODULES[module].read_text(encoding="utf-8")
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
    assert text.count("\n") <= 300
    assert [each.name for each in functions if (each.end_lineno or 0) - each.lineno >= 40] == []


@pytest.mark.parametrize("module", MODULES)
def test_a_foreign_library_has_its_owner(module: str) -> None:
    roots = {name.partition(".")[0] for name in imports(MODULES[module])} - {"overlap"}
    foreign = roots - set(sys.stdlib_module_names)
    assert all(any(owns(owner, module) for owner in OWNERS.get(library, ())) for library in foreign)


def strings(tree: ast.Module) -> set[str]:
    """Every string of a module that is no docstring."""
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in bare)
    return {node.value for node in constants if isinstance(node.value, str)}


@pytest.mark.parametrize("module", sorted(name for name in MODULES if not owns("cli", name)))
def test_no_committee_is_named_in_the_code(module: str) -> None:
    """Names of committees are data; only docstrings and the examples of the help pages may name some."""
    text = " ".join(strings(ast.parse(MODULES[module].read_text(encoding="utf-8")))).lower()
    assert not any(name in text for name in ("sg20", "jc4", "jtc 4", "tc 268", "syc smart"))


def test_public_names_are_there_and_are_all() -> None:
    assert sorted(overlap.__all__) == overlap.__all__
    assert all(getattr(overlap, name).__doc__ for name in overlap.__all__)


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, overlap; print(sorted({'sklearn', 'numpy', 'rich', 'typer'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "[]\n"
