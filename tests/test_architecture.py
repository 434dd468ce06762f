"""The rules of the design: who imports whom, and who knows which library."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import overlap
from tests.conftest import ROOT

PACKAGE = ROOT / "overlap"

LAYERS = [
    {"errors", "rounding"},
    {"settings"},
    {"model"},
    {"suggestions"},
    {"filters", "roles", "glossary", "weights", "identifiers", "files", "languages", "content", "sources"},
    {"register", "catalogue", "archives", "download", "cache"},
    {"shelf"},
    {"citations", "words", "folding", "metrics", "meaning", "changes", "runs"},
    {"coordination"},
    {"readers.encoding", "readers.markup", "readers.archive"},
    {"readers.signatures", "readers.text", "readers.word", "readers.markdown", "readers.tables", "readers.excel"},
    {"readers.records", "readers.html", "readers.pages"},
    {"readers.yaml", "readers.pdf"},
    {"readers.legacy"},
    {"readers"},
    {"kinds.outline", "kinds.labels", "kinds.statements", "kinds.points", "kinds.values", "kinds.columns"},
    {"kinds.open_data", "kinds.itu_records", "kinds.resolution", "kinds.heads", "kinds.form_fields"},
    {"kinds.relaton"},
    {"kinds.lists", "kinds.mandates", "kinds.pages", "kinds.plain"},
    {"kinds.records", "kinds.forms"},
    {"kinds.texts", "kinds.liaisons"},
    {"kinds"},
    {"reading"},
    {"apart"},
    {"ingestion", "entries"},
    {"corpora", "intake", "counts", "judgements"},
    {"vectors"},
    {"matching"},
    {"scoring"},
    {"territory", "memory"},
    {"cluster"},
    {"comparison", "fitting", "labelling"},
    {"evaluation", "dossier"},
    {"proposals"},
    {"report.wording", "report.columns"},
    {"report.terminal", "report.data", "report.markdown"},
    {"report.readings", "report.evaluations", "report.differences"},
    {"report"},
    {"report.territories"},
    {"report.excel", "report.word", "report.page", "report.wiki"},
    {"report.documents", "report.checks"},
    {"console"},
    {"options"},
    {"inputs", "keys"},
    {"collecting", "config"},
    {"caching", "judging", "handing", "deciding", "checking", "keeping", "configuring"},
    {"baseline"},
    {"cli"},
    {"__main__"},
]
"""A module imports only from layers above its own."""

COMMANDS = {
    *("baseline", "caching", "checking", "cli", "collecting", "configuring", "deciding"),
    *("handing", "inputs", "judging", "keeping", "options"),
}
"""The modules of the command line."""

OWNERS = {
    "sklearn": {"evaluation"},
    "scipy": {"vectors", "matching", "fitting"},
    "sp_matmul_rs": {"matching"},
    "model2vec": {"meaning"},
    "sentence_transformers": {"meaning"},
    "numpy": {
        *("cache", "comparison", "coordination", "counts", "evaluation", "fitting", "folding"),
        *("matching", "meaning", "memory", "metrics", "scoring", "territory", "vectors"),
    },
    "psutil": {"memory"},
    "dask": {"cluster"},
    "distributed": {"cluster"},
    "rapidfuzz": {"suggestions", "evaluation"},
    "pypdf": {"readers.pdf"},
    "pdfplumber": {"readers.pdf"},
    "xlsxwriter": {"report.excel"},
    "docx": {"report.word"},
    "jinja2": {"report.page"},
    "markupsafe": {"report.page"},
    "openpyxl": {"readers.excel"},
    "yaml": {"readers.yaml"},
    "selectolax": {"readers.html", "readers.markup"},
    "markdown_it": {"readers.markdown"},
    "charset_normalizer": {"readers.encoding"},
    "py3langid": {"languages"},
    "Stemmer": {"words"},
    "rich": {
        "report.terminal",
        "report.readings",
        "report.evaluations",
        "report.territories",
        "report.differences",
        "console",
    },
    "filelock": {"deciding"},
    "httpx2": {"download"},
    "platformdirs": {"cache", "config", "shelf"},
    "pyarrow": {"catalogue"},
    "typer": COMMANDS,
}
"""The modules that may know a foreign library."""


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"}
RANK = {module: rank for rank, layer in enumerate(LAYERS) for module in layer}


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


def test_every_module_has_a_layer() -> None:
    assert set(RANK) == set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_layers_above_its_own(module: str) -> None:
    used = {name.removeprefix("overlap.") for name in imports(MODULES[module]) if name.startswith("overlap.")}
    assert all(RANK[name] < RANK[module] for name in used if name in RANK and name != module)


@pytest.mark.parametrize("module", MODULES)
def test_a_foreign_library_has_its_owner(module: str) -> None:
    roots = {name.partition(".")[0] for name in imports(MODULES[module])}
    assert all(module in owners for library, owners in OWNERS.items() if library in roots)
    assert roots - set(OWNERS) - {"overlap"} <= set(sys.stdlib_module_names)


def strings(tree: ast.Module) -> set[str]:
    """Every string of a module that is no docstring."""
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in bare)
    return {node.value for node in constants if isinstance(node.value, str)}


@pytest.mark.parametrize("module", sorted({*MODULES} - COMMANDS))
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
