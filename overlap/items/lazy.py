"""Work items that are made when they are asked for, so that a catalogue of 100,000 need not be."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Protocol, TypeVar, overload, runtime_checkable

Made = TypeVar("Made", covariant=True)


class Lazy(Sequence[Made]):
    """A sequence whose elements are made when they are asked for."""

    @abstractmethod
    def at(self, place: int) -> Made:
        """Make one element; `place` is from 0 on."""

    @overload
    def __getitem__(self, place: int) -> Made: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Made, ...]: ...
    def __getitem__(self, place: int | slice) -> Made | tuple[Made, ...]:
        if isinstance(place, slice):
            return tuple(map(self.at, range(*place.indices(len(self)))))
        return self.at(range(len(self))[place])


@runtime_checkable
class Catalogued(Protocol):
    """The work items of a catalogue, in columns; a work item is made when it is asked for."""

    digest: str
    """SHA-256 of all columns: equal for equal work items."""

    def __len__(self) -> int: ...
    def __getitem__(self, place: Any, /) -> Any: ...  # noqa: ANN401 -- one work item, or several for a slice
    def column(self, name: str) -> list[Any]:
        """Give one field of every work item."""
        ...
