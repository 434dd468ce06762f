"""Text that was garbled before it came to us: written in one encoding, read in another and saved so."""

import re

from overlap.model import Fault

_READ_AS = ("cp1252", "cp1251", "mac_roman", "cp850", "latin_1")
"""What UTF-8 is taken for by mistake."""
_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_PLAUSIBLE = re.compile(r"[\xa0-\u017f\u0370-\u03ff\u0400-\u04ff\u2010-\u2027\u20ac\u2122\u3000-\u30ff\u4e00-\u9fff]+")
"""What such texts hold once put right: accents, Greek, Cyrillic, dashes and quotation marks, Chinese, Japanese."""
_MOST_RUNS = 10_000
_LOST = "\ufffd"


class Finder:
    """Looks at the texts of one file, and tells the first that is garbled and how many more are."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._first = ("", "", "")
        self._count = self._lost = self._looked_at = 0
        self._lost_at = ""

    def look_at(self, text: str, place: str) -> None:
        """Take note of a text that is garbled."""
        if _LOST in text:
            self._lost_at = self._lost_at if self._lost else place
            self._lost += text.count(_LOST)
        for run in _RUN.findall(text):
            self._looked_at += 1
            if self._looked_at > _MOST_RUNS:
                return
            if meant := mend(run):
                self._first = self._first if self._count else (run, meant, place)
                self._count += 1

    def faults(self) -> tuple[Fault, ...]:
        """Tell what was noticed."""
        found: list[Fault] = []
        if self._count:
            run, meant, place = self._first
            times = f", and so {self._count - 1} more times" if self._count > 1 else ""
            cause = f"garbled characters: '{run[:20]}' where '{meant[:20]}' is meant{times}"
            found.append(Fault(self._source, place, cause, "save it again as UTF-8 where it was made"))
        if self._lost:
            count = "a character is" if self._lost == 1 else f"{self._lost} characters are"
            cause = f"{count} lost, and shown as {_LOST}"
            found.append(Fault(self._source, self._lost_at, cause, "save it again as UTF-8 where it was made"))
        return tuple(found)


def mend(run: str) -> str:
    """Give what UTF-8 that was read in another encoding says; empty for what is as it should be.

    >>> mend("Ã©"), mend("â€“"), mend("РїР°СЂРєРѕРІРєР°"), mend("É®"), mend("парковка")
    ('é', '–', 'парковка', '', '')
    """
    for encoding in _READ_AS:
        try:
            meant = run.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if _PLAUSIBLE.fullmatch(meant):
            return meant
    return ""
