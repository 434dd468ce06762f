"""The columns of a pair, each with how it is read off; CSV and JSON are made from this table."""

from collections.abc import Callable, Mapping
from dataclasses import fields

from overlap.model import Entry, Pair, Statement, WorkItem

Column = Callable[[Pair], str | int | float]

_WORK_ITEM = [field.name for field in fields(WorkItem) if field.name not in ("members", "work")]
_STATEMENT = ["id", "title", *(field.name for field in fields(Statement) if field.name not in ("id", "text"))]


def columns(statements: bool) -> Mapping[str, Column]:
    """Name the columns of a pair of work items, or of statements, in their order."""
    names = _STATEMENT if statements else [*_WORK_ITEM, "members"]
    return {
        "pair": lambda pair: pair.id,
        "rank": lambda pair: pair.rank,
        "level": lambda pair: pair.level,
        "score": lambda pair: pair.score,
        "log_odds": lambda pair: "" if pair.log_odds is None else pair.log_odds,
        "compared_on": lambda pair: pair.compared_on,
        "declared": lambda pair: pair.declared,
        "decision": lambda pair: pair.decision,
        "reopened": lambda pair: pair.reopened,
        "relation": lambda pair: pair.relation,
        "left_only": lambda pair: "; ".join(pair.left_only),
        "right_only": lambda pair: "; ".join(pair.right_only),
        **{f"left_{name}": _reader("left", name) for name in names},
        **{f"right_{name}": _reader("right", name) for name in names},
        "channels": lambda pair: "; ".join(f"{each.name} {each.share:+.6f}" for each in pair.channels),
        "terms": lambda pair: "; ".join(f"{term.text} ({term.channel} {term.share:.6f})" for term in pair.terms),
    }


def entry_fields(entry: Entry) -> dict[str, str | list[str]]:
    """Give the fields of an entry that say something, id and title first."""
    names = _STATEMENT if isinstance(entry, Statement) else _WORK_ITEM
    found: dict[str, str | list[str]] = {name: value for name in names if (value := getattr(entry, name))}
    if isinstance(entry, WorkItem) and entry.members:
        found["members"] = [member.id for member in entry.members]
    return found


def _reader(side: str, name: str) -> Column:
    def read(pair: Pair) -> str:
        value = getattr(getattr(pair, side), name, "")
        return value if isinstance(value, str) else "; ".join(value)

    def members(pair: Pair) -> str:
        return "; ".join(each.id for each in getattr(pair, side).members)

    return members if name == "members" else read
