"""A second opinion: the vectors of a sentence-embedding model that the user has; the only module that knows one.

Nothing is downloaded: the model is a folder, as model2vec or sentence-transformers save it.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from overlap.errors import SettingsError

Array = NDArray[np.float64]


def embed(folder: str, texts: Sequence[str]) -> Array:
    """Give each text its vector, of unit length after the mean of all is taken off; one row a text.

    Raises SettingsError when the folder holds no model, or what reads it is not installed.
    """
    path = Path(folder)
    is_sentence_transformer = (path / "modules.json").is_file()
    if not is_sentence_transformer and not (path / "config.json").is_file():
        raise SettingsError(
            f"{folder}: no model in it.", "Give the folder that model2vec or sentence-transformers saved."
        )
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        found = _sentence_transformer(folder, texts) if is_sentence_transformer else _static(folder, texts)
    except ImportError as error:
        remedy = (
            "pip install 'standards-overlap[semantic]' (model2vec), or sentence-transformers for a model of that kind."
        )
        raise SettingsError(f"{error.name} is not installed, and it reads the model in {folder}.", remedy) from error
    except Exception as error:
        problem = f"{folder}: the model cannot be read ({type(error).__name__}: {str(error)[:100]})."
        raise SettingsError(problem, "Save it again with model2vec or sentence-transformers.") from error
    centred = np.asarray(found, dtype=float)
    centred = centred - centred.mean(axis=0)
    length = np.linalg.norm(centred, axis=1, keepdims=True)
    unit: Array = np.divide(centred, length, out=np.zeros_like(centred), where=length > 0)
    return unit


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


def standardize(left: Array, right: Array, above: float) -> tuple[Array, Array]:
    """Change vectors so that the product of two says by how many deviations more than `above` it was over the mean."""
    mean, deviation = standard_deviation(left, right)
    deviation = deviation or 1.0
    less = np.full((len(left), 1), -mean / deviation - above)
    return np.hstack([left / deviation, less]), np.hstack([right, np.ones((len(right), 1))])
