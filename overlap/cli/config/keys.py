"""Every key of the configuration, once: name, what it can be, default, what it is for."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from overlap.cli.register import REGISTER
from overlap.cli.sides import BOTH, LEFT, RIGHT
from overlap.cli.values import GATE, accept_of, is_gate, level_of, meeting_date
from overlap.corpus import corpora
from overlap.errors import SettingsError
from overlap.record.liaisons import Purpose, check_day, check_purpose
from overlap.settings import DEFAULTS, OFF

PREFIX = "OVERLAP_"
FOLDERS = (f"{PREFIX}DATA", f"{PREFIX}CACHE")
"""Variables that are no keys: where data are kept, and what can be made again."""

Value = str | int | float | list[str] | None
Read = Callable[[object, Path], Value]
"""Checks what a file or a variable says; paths in it are seen from the folder. Raises SettingsError without a place."""


def _text(value: object, _: Path) -> str:
    if not isinstance(value, str):
        raise SettingsError("is no text.", "Write it in quotation marks.")
    return value


def _path(value: object, folder: Path) -> str:
    path = _text(value, folder)
    if not path.strip():
        raise SettingsError("is empty.", "Name a file, or leave it out.")
    return path if folder == Path() else str(folder / path)


def _side(value: object, folder: Path) -> str:
    side = _text(value, folder)
    return side if side == corpora.STDIN or corpora.is_name(side) else _path(side, folder)


def _sides(value: object, folder: Path) -> list[str]:
    if not isinstance(value, list) or not value:
        raise SettingsError("is no list of names.", f'Write it as ["{LEFT}", "{RIGHT}"].')
    return [_side(each, folder) for each in value]


def _texts(value: object, folder: Path) -> list[str]:
    if not isinstance(value, list) or not value:
        raise SettingsError("is no list of texts.", 'Write it as ["one", "another"].')
    return [_text(each, folder) for each in value]


def _one_that(is_known: Callable[[str], object]) -> Read:
    """Take a name that the command line would take, too."""

    def read(value: object, folder: Path) -> str:
        name = _text(value, folder)
        try:
            is_known(name)
        except SettingsError as error:
            raise SettingsError(f"is '{name}'.", error.remedy) from error
        return name

    return read


def _date(value: object, _: Path) -> str:
    text = value.isoformat() if isinstance(value, datetime.date) else value
    if not isinstance(text, str):
        raise SettingsError("is no date.", "Write it as 2027-06-01.")
    if text:
        meeting_date(text, "")
    return text


def _written_date(value: object, folder: Path) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else _text(value, folder)


def _day(value: object, folder: Path) -> str:
    text = value.isoformat() if isinstance(value, datetime.date) else _text(value, folder)
    return check_day(text, "") if text else text


def _whole(least: int) -> Read:
    def read(value: object, _: Path) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise SettingsError(
                f"is {as_toml(value)}.", f"Give a whole number from {least} up, without quotation marks."
            )
        return value

    return read


def _lexicon(value: object, folder: Path) -> Value:
    return OFF if value == OFF else _path(value, folder)


def _share(value: object, _: Path) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise SettingsError(f"is {as_toml(value)}.", "Give a number from 0 to 1, without quotation marks.")
    return float(value)


@dataclass(frozen=True, slots=True)
class Key:
    """Something that can be configured."""

    name: str
    """The long name of the option, without its dashes."""
    about: str
    """The line above it in a start file."""
    read: Read
    default: Value = None
    example: Value = None
    """What the start file shows where there is no default."""
    table: str = ""
    """The command whose option it is; empty for every command that has the option."""

    @property
    def full(self) -> str:
        """The name with its table, as `report.source`."""
        return f"{self.table}.{self.name}".removeprefix(".")

    @property
    def variable(self) -> str:
        """The environment variable, as `OVERLAP_REPORT_SOURCE`."""
        return PREFIX + re.sub(r"\W", "_", self.full).upper()

    @property
    def model(self) -> Value:
        """The default, or an example where there is none."""
        return self.example if self.default is None else self.default


KEYS = (
    Key("left", "The left side: a bundled name or alias, a corpus folder, a file.", _side, LEFT),
    Key("right", "The right side.", _side, RIGHT),
    Key("against", "What check compares a proposal with; left and right unless named here.", _sides, BOTH),
    Key(
        "fail-on",
        "check fails for what is so close and not named: gate, likely, substantial, related.",
        _one_that(is_gate),
        GATE,
    ),
    Key(
        "accept",
        "What is enough for check: the item named, or a liaison with its group.",
        _one_that(accept_of),
        "named",
    ),
    Key(
        "level",
        "Leave out pairs further apart than this level; none is left out by default.",
        _one_that(level_of),
        None,
        "related",
    ),
    Key("min-score", "Leave out pairs below this score, 0 to 1.", _share, DEFAULTS.min_score),
    Key("limit", "Show so many pairs; 0 for every pair.", _whole(0), DEFAULTS.limit),
    Key("per-item", "At most so many pairs of any one entry; no limit by default.", _whole(1), DEFAULTS.per_item, 3),
    Key("decisions", "The register of decisions.", _path, str(REGISTER)),
    Key("glossary", "A file with words of your field; none by default.", _path, None, "glossary.toml"),
    Key("weights", "A file with weights of the score; those of overlap by default.", _path, None, "weights.toml"),
    Key("lexicon", "A file with related words; those of overlap by default.", _lexicon, None, "none"),
    Key("title", "The title of the document.", _text, "", table="report"),
    Key("question", "Question(s), as 7/20.", _text, "", table="report"),
    Key("place", "Place of the meeting.", _text, "", table="report"),
    Key("date", "Date of the document, as 2027-06-01.", _date, "", table="report"),
    Key("source", "Who submits it.", _text, "", table="report"),
    Key("purpose", "Information, discussion or action.", _text, "Information", table="report"),
    Key("contact", "Who can be asked about it.", _text, "", table="report"),
    Key("abstract", "The abstract.", _text, "", table="report"),
    Key("template", "A Word document to build on; none by default.", _path, None, "template.docx", table="report"),
    Key("limit", "Hold so many pairs; 0 for all.", _whole(0), 0, table="report"),
    Key("to", "The addressees; the other side by default.", _texts, None, ["ISO/IEC JTC 4"], table="liaison"),
    Key("cc", "Who gets a copy; nobody by default.", _texts, None, ["TSAG"], table="liaison"),
    Key("for", "action, comment or information.", _one_that(check_purpose), None, Purpose.ACTION, table="liaison"),
    Key("question", "Question(s), as 7/20.", _text, "", table="liaison"),
    Key("deadline", "By when a reply is asked for, as 2027-02-15.", _day, "", table="liaison"),
    Key("place", "Place of the meeting that sends it.", _text, "", table="liaison"),
    Key("date", "The date of the statement, as it is written.", _written_date, "", table="liaison"),
    Key("number", "The number of the document.", _text, "", table="liaison"),
    Key("title", "The title; made from the subjects by default.", _text, "", table="liaison"),
    Key("abstract", "The abstract; made from what is said and asked by default.", _text, "", table="liaison"),
    Key("keywords", "Keywords, for a form that has them; the subjects by default.", _text, "", table="liaison"),
    Key("related", "Documents to name beside those of the pairs.", _texts, None, ["SG20-TD7"], table="liaison"),
    Key("source", "Who sends it; the side that writes by default.", _text, "", table="liaison"),
    Key("approval", "Who approves it, where and when.", _text, "", table="liaison"),
    Key("contact", "Who can be asked about it.", _text, "", table="liaison"),
    Key("form", "itu-t or iso; that of the side that writes by default.", _text, "", table="liaison"),
    Key("template", "Your form as a Word document; none by default.", _path, None, "LS-form.docx", table="liaison"),
)
TABLES = tuple(dict.fromkeys(key.table for key in KEYS if key.table))


def keys_of(command: str) -> tuple[Key, ...]:
    """List the keys of a command: those of its table, and of every command but those that its table has."""
    own = {key.name for key in KEYS if key.table == command}
    return tuple(key for key in KEYS if key.table == command or (not key.table and key.name not in own))


def start_file() -> str:
    """Write a file that says what could stand in it, and sets nothing."""
    lines = [
        "# What holds for runs of overlap in this folder and below, unless an option or a variable says otherwise.",
        "# Take away the # before a name to set it. Paths are seen from this file.",
        "# 'overlap config show' tells what holds, and where each value comes from.",
    ]
    table = ""
    for key in KEYS:
        if key.table != table:
            table = key.table
            lines += ["", f"# Options of 'overlap {table}' alone.", f"[{table}]"]
        lines += ["", f"# {key.about}", f"#{key.name} = {as_toml(key.model)}"]
    return "\n".join(lines) + "\n"


def as_toml(value: object) -> str:
    """Write a value in TOML, a table in one line."""
    import tomlkit  # only for what is written

    if not isinstance(value, Mapping):
        return tomlkit.item(value).as_string()
    table = tomlkit.inline_table()
    table.update(value)
    return table.as_string()
