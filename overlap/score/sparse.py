"""The sparse matrices of SciPy, imported in three quarters of the time.

SciPy copies every name of NumPy into a module of its own, and so imports what NumPy itself imports only when it is
asked for: its wrapper of Fortran and its tools for tests. While SciPy is imported they are there as nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

_ON_DEMAND = ("f2py", "testing", "ctypeslib", "ma", "polynomial", "char", "rec", "strings", "matlib")


@contextmanager
def _without_what_is_on_demand() -> Iterator[None]:
    hidden = [name for name in _ON_DEMAND if name not in vars(np)]
    for name in hidden:
        setattr(np, name, None)
    try:
        yield
    finally:
        for name in hidden:
            if vars(np).get(name, 0) is None:
                delattr(np, name)


with _without_what_is_on_demand():
    from scipy.sparse import csr_matrix, hstack, vstack

__all__ = ["csr_matrix", "hstack", "vstack"]
