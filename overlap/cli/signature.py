"""Groups of options: each is declared once, as a field of a frozen dataclass, and a command names the group."""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from overlap.text.printing import printable


class Without:
    """Marks a group of which a command lacks some options: `Annotated[Filters, Without("type")]`."""

    def __init__(self, *names: str) -> None:
        self.names = names


@dataclass(frozen=True, kw_only=True)
class Words:
    """A group of options that are words of the user: what no output can hold is taken out of them."""

    def __post_init__(self) -> None:
        """Clean each text, and each of a list."""
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, str):
                object.__setattr__(self, each.name, printable(value))
            elif isinstance(value, list):
                object.__setattr__(self, each.name, [printable(one) for one in value])


@dataclass(frozen=True, slots=True)
class _Group:
    """A parameter that stands for several options; fields that a command lacks keep their defaults."""

    build: Callable[..., object]
    options: tuple[Parameter, ...]


def unfold(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of its groups, where each group stands.

    typer reads them off the signature; called with the options, the command gets its groups.
    """
    hints = get_type_hints(command, include_extras=True)
    groups: dict[str, _Group] = {}
    parameters: list[Parameter] = []
    for name, parameter in signature(command).parameters.items():
        if group := _group(hints[name]):
            groups[name] = group
        parameters += group.options if group else (parameter.replace(annotation=hints[name]),)
    grouped = {each.name for group in groups.values() for each in group.options}

    @wraps(command)
    def unfolded(**given: Any) -> None:  # noqa: ANN401 -- whatever typer makes of what was typed
        built = {
            name: group.build(**{each.name: given[each.name] for each in group.options})
            for name, group in groups.items()
        }
        command(**{name: value for name, value in given.items() if name not in grouped}, **built)

    vars(unfolded)["__signature__"] = Signature(parameters)
    unfolded.__annotations__ = {each.name: each.annotation for each in parameters}
    return unfolded


def _group(hint: object) -> _Group | None:
    """Take a parameter apart that is a group; None for one option."""
    kind, *marks = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    if not (isinstance(kind, type) and is_dataclass(kind)):
        return None
    left_out = {name for mark in marks if isinstance(mark, Without) for name in mark.names}
    hints = get_type_hints(kind, include_extras=True)
    options = (
        Parameter(
            each.name,
            Parameter.KEYWORD_ONLY,
            default=Parameter.empty if each.default is MISSING else each.default,
            annotation=hints[each.name],
        )
        for each in fields(kind)
        if each.name not in left_out
    )
    return _Group(kind, tuple(options))
