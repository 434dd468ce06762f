"""The forms of the organizations for the head of a liaison statement, forms.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    sectors: Mapping[str, str] = field(default_factory=dict)
    """The line of the cover for each organization that has one of its own."""


def form_of(name: str, organizations: Sequence[str]) -> Form:
    """Find a form by its name; without one, that of the organization that writes, else the other one.

    >>> form_of("", ["ITU-R"]).cover, form_of("", ["ITU"]).cover
    (('INTERNATIONAL TELECOMMUNICATION UNION', 'RADIOCOMMUNICATION SECTOR'), ('INTERNATIONAL TELECOMMUNICATION UNION',))
    """
    known = forms()
    own = (each for each in known.values() if {*each.organizations} & {*organizations})
    form = known[name] if name else next(own, [*known.values()][-1])
    sectors = [form.sectors[each] for each in dict.fromkeys(organizations) if each in form.sectors]
    return replace(form, cover=(*form.cover, *sectors)) if len(sectors) == 1 else form


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
            form.get("sectors", {}),
        )
        for name, form in tomllib.loads(text).items()
    }
