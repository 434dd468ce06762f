"""The rules of identifiers as they stand in `rules.toml`, made ready to be asked often."""

import re
import tomllib
from importlib import resources
from typing import Any, NamedTuple


class Family(NamedTuple):
    """An owner whose identifiers have one plain form."""

    name: str
    needs: re.Pattern[str]
    """What an identifier of this family begins with."""
    form: re.Pattern[str]
    """The whole identifier, in the groups `kind`, `number`, `changes` and `edition`."""


class Shared(NamedTuple):
    """A range of numbers that one owner keeps for several."""

    of: frozenset[str]
    first: int
    last: int
    owner: str


_TABLES: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("rules.toml").read_text("utf-8"))

PUBLISHERS = frozenset(_TABLES["publishers"])
OWNERS = tuple(_TABLES["owners"])
STAGES = frozenset(_TABLES["stages"])
KINDS = frozenset(_TABLES["kinds"])
OWN_NUMBERING = frozenset(_TABLES["own_numbering"])
LANGUAGES = frozenset(_TABLES["languages"])
PACKAGING = frozenset(_TABLES["packaging"])
COMPOUNDS = {name: (stage, kind) for name, (stage, kind) in _TABLES["compounds"].items()}
WORDS = {name.casefold(): word for name, word in _TABLES["words"].items()}
SHARED = tuple(Shared(frozenset(each["of"]), each["from"], each["to"], each["is"]) for each in _TABLES["shared"])
BEFORE_1997 = _TABLES["before_1997"]
GIVEN_TWICE = frozenset((each["number"], each["kind"]) for each in _TABLES["given_twice"])
GIVEN_AGAIN = {name.upper(): each["is"] for each in _TABLES["given_again"] for name in each["identifiers"]}
PUBLISHING_ADOPTERS = frozenset(_TABLES["adoption"]["publishers"])
ADOPTERS = frozenset(_TABLES["adoption"]["prefixes"])
MENTIONED_ADOPTERS = tuple(_TABLES["adoption"]["mentioned"])
MENTIONS = tuple(f"(?:{'|'.join(each['before'])}){each['number']}" for each in _TABLES["mention"])
SAME_NUMBER = tuple((each["prefix"], each["from"], each["of"]) for each in _TABLES["adoption"]["same_number"])
IDENTICAL = tuple(_TABLES["adoption"]["identical"])
MODIFIED = tuple(_TABLES["adoption"]["modified"])
SUPPLEMENTS_BY_HUNDRED = frozenset(_TABLES["itu"]["supplements_by_hundred"])
GIVEN_AGAIN_BY_ITU = {number: until for number, (until, *_) in _TABLES["itu"]["given_again"].items()}
TRANSPOSED = _TABLES["transposed"]


def _family(table: dict[str, str]) -> Family:
    number, changes, edition = table["number"], table["changes"], table["edition"]
    form = f"{table['head']}(?P<number>{number})(?P<changes>{changes})?(?P<edition>{edition})"
    return Family(table["name"], re.compile(table["needs"]), re.compile(form))


FAMILIES = tuple(map(_family, _TABLES["family"]))
