"""The forms of the organizations for the head of a liaison statement, forms.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Form:
    """The lines of a head, in their order."""

    name: str
    heading: str
    cover: tuple[str, ...]
    """Lines above the head."""
    rows: tuple[tuple[str, str], ...]
    """Label and field."""
    on: str
    """Its title, by the subjects."""
    reply: str
    """Its title, by what it replies to."""
    organizations: tuple[str, ...] = ()
    """Those that use it."""
    optional: tuple[str, ...] = field(default=())
    """Fields that hold a dash where there is nothing to say."""
    if_any: tuple[str, ...] = field(default=())
    """Fields whose line is left out where there is nothing to say."""


def form_of(name: str, organizations: Sequence[str]) -> Form:
    """Find a form by its name; without one, that of the organization that writes, else the other one."""
    known = forms()
    if name:
        return known[name]
    own = (each for each in known.values() if {*each.organizations} & {*organizations})
    return next(own, [*known.values()][-1])


@cache
def forms() -> Mapping[str, Form]:
    """Read the forms, forms.toml."""
    text = resources.files("overlap.report.liaison").joinpath("forms.toml").read_text(encoding="utf-8")
    return {
        name: Form(
            name,
            form["heading"],
            tuple(form["cover"]),
            tuple((label, named) for label, named in form["rows"]),
            form["on"],
            form["reply"],
            tuple(form["organizations"]),
            tuple(form["optional"]),
            tuple(form["if_any"]),
        )
        for name, form in tomllib.loads(text).items()
    }
