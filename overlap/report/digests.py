"""What is new since the last look: as text, Markdown, a page, JSON, and a feed in Atom (RFC 4287)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from html import escape as in_html
from textwrap import fill

from overlap.model import Fault
from overlap.record.watching import Event, EventKind
from overlap.report.markdown import escape
from overlap.report.wording import NOTICE
from overlap.text.printing import is_address

SUFFIXES = (".txt", ".md", ".html", ".json", ".atom")
_WIDTH = 80
"""Of the text, in characters."""
_HEADINGS: Mapping[EventKind, str] = {
    EventKind.NEW: "New findings",
    EventKind.OPENED: "Open for comments now",
    EventKind.ENDED: "Ballots and comment periods that ended",
    EventKind.PUBLISHED: "Published or approved",
    EventKind.EDITION: "New editions",
    EventKind.MOVED: "Other changes of stage",
    EventKind.CLOSED: "Closed work",
    EventKind.REOPENED: "Decisions that are open again",
    EventKind.OVERDUE: "Liaison statements without a reply",
}


@dataclass(frozen=True, slots=True)
class Digest:
    """What one look at two lists brought."""

    title: str
    date: str
    """The day of the look."""
    events: tuple[Event, ...]
    others: int
    """Work items that changed and that no pair to look at is about."""
    failed: tuple[Fault, ...]
    """Sources that could not be read or fetched."""

    @property
    def heading(self) -> str:
        """The title with the day."""
        return f"{self.title}, {self.date}"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.events and not self.failed


def write(digest: Digest, suffix: str, feed: Sequence[Event] = ()) -> str:
    """Write a digest by its suffix; a feed holds the events told before, too, the oldest first."""
    if suffix == ".atom":
        return _atom(digest, feed)
    if suffix == ".json":
        whole = {"type": "digest", "schema_version": 1, **asdict(digest)}
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    if suffix == ".html":
        return _html(digest)
    return _markdown(digest) if suffix == ".md" else _text(digest)


def _parts(digest: Digest) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give the headings that have something below them, with lines and their addresses."""
    parts = []
    for kind, heading in _HEADINGS.items():
        lines = [(_line(each), each.address) for each in digest.events if each.kind is kind]
        parts += [(heading, lines)] if lines else []
    if digest.failed:
        parts.append(("Sources that failed", [(str(each), "") for each in digest.failed]))
    return parts


def _line(event: Event) -> str:
    return f"{event.said} [{event.about}]" if event.about.startswith("P-") else event.said


def _foot(digest: Digest) -> list[str]:
    others = digest.others
    noun = "work item" if others == 1 else "work items"
    verb = "is" if others == 1 else "are"
    more = [f"{others:,} {noun} more changed that {verb} in no pair to look at."] if others else []
    return [*more, NOTICE]


def _text(digest: Digest) -> str:
    lines = [digest.heading]
    for heading, some in _parts(digest):
        lines += ["", f"{heading}: {len(some)}"]
        lines += [_wrapped(f"{line}{f' <{at}>' if at else ''}") for line, at in some]
    return "\n".join([*lines, "", *_foot(digest)]) + "\n"


def _wrapped(line: str) -> str:
    """Fit a line into a screen or a mail; what goes on below it stands further in, and an address stays whole."""
    return fill(
        line, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )


def _markdown(digest: Digest) -> str:
    lines = [f"# {escape(digest.heading)}"]
    for heading, some in _parts(digest):
        lines += ["", f"## {heading}", ""]
        lines += [f"- {escape(line)}{f' <{at}>' if is_address(at) else ''}" for line, at in some]
    return "\n".join([*lines, "", *map(escape, _foot(digest))]) + "\n"


def _html(digest: Digest) -> str:
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        '<meta charset="utf-8">',
        f"<title>{in_html(digest.heading)}</title>",
    ]
    lines.append(f"<h1>{in_html(digest.heading)}</h1>")
    for heading, some in _parts(digest):
        lines += [f"<h2>{heading}</h2>", "<ul>", *(f"<li>{_linked(line, at)}</li>" for line, at in some), "</ul>"]
    return "\n".join([*lines, *(f"<p>{in_html(line)}</p>" for line in _foot(digest)), "</html>"]) + "\n"


def _linked(line: str, address: str) -> str:
    return f'<a href="{in_html(address)}">{in_html(line)}</a>' if is_address(address) else in_html(line)


def _atom(digest: Digest, feed: Sequence[Event]) -> str:
    """Write a feed, the newest entry first; an entry has the same id in every feed."""
    every = [*reversed(feed)]
    last = every[0].date if every else "1970-01-01"
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<feed xmlns="http://www.w3.org/2005/Atom">']
    lines += [
        f"<title>{in_html(digest.title)}</title>",
        f"<id>{_urn(digest.title)}</id>",
        f"<updated>{_at(last)}</updated>",
    ]
    lines.append("<author><name>overlap</name></author>")
    for each in every:
        link = f'<link href="{in_html(each.address)}"/>' if is_address(each.address) else ""
        title = f"<title>{in_html(f'{each.kind}: {each.said}')}</title>"
        about = f"<content>{in_html(_line(each))}</content>"
        lines.append(f"<entry>{title}<id>{_urn(each.id)}</id><updated>{_at(each.date)}</updated>{link}{about}</entry>")
    return "\n".join([*lines, "</feed>"]) + "\n"


def _at(day: str) -> str:
    return f"{day}T00:00:00Z"


def _urn(text: str) -> str:
    """Name something for good: a UUID made of its name."""
    digits = sha256(text.encode()).hexdigest()
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"
