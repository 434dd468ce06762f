"""A file from a publisher's public address: as a whole or not at all, and taken up again where it broke off.

Only https, only public addresses, also after each redirection. httpx2 does the talking: it streams, honours the proxy
and the certificates of the office's machines, and tells when less came than was announced.
"""

import os
import re
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from overlap.corpus import partial
from overlap.corpus.addresses import check_address
from overlap.corpus.partial import Got, size_of
from overlap.errors import InputError
from overlap.text.printing import printable

if TYPE_CHECKING:
    import httpx2

MOST_BYTES = 2 * 2**30
"""A file that never ends must not fill the disk; --most sets another bound."""
MOST_SECONDS = 3600
"""So long a whole file may take: one that trickles must not hold the command for ever."""
_SECONDS = 30
"""So long an answer may take to begin, and to go on."""
_MOST_REDIRECTIONS = 5
"""As RFC 2068 asked of clients; more go in a circle."""
_TRIES = 4
"""The first and three more, as long as each brings some bytes."""
_REDIRECTIONS = (301, 302, 303, 307, 308)
_TITLE_TAG = re.compile(rb"<title[^>]*>\s*([^<]{0,200})", re.IGNORECASE)
_ERRNO = re.compile(r"\[Errno -?\d+\] ")
_END_BYTES = 64
"""Enough for the last bracket and the blank lines below it."""
_AGAIN = "Run the command again: it goes on where it broke off."

Progress = Callable[[int, int], None]
"""Is told how many bytes of how many are there; 0 of them when it is not known."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A file that is asked for."""

    address: str
    target: Path
    most_bytes: int
    progress: Progress | None
    trusted: Collection[str]

    def too_large(self, size: int) -> InputError:
        partial.forget(self.target)
        problem = f"{self.address}: {_megabytes(size)} or more; up to {_megabytes(self.most_bytes)} are taken."
        return InputError(problem, "If that is right, give a larger --most in MB.")


def fetch(
    address: str,
    target: Path,
    most_bytes: int = MOST_BYTES,
    progress: Progress | None = None,
    trusted: Collection[str] = (),
) -> Got:
    """Get a file, or leave it as it is if the server says that it has not changed.

    What came so far is kept beside the target, as .part, and gone on from if the server still has the same.
    `trusted` are origins, as `http://127.0.0.1:8000`, that may be other than public. Raises InputError.
    """
    import httpx2

    wanted = _Wanted(address, target, most_bytes, progress, trusted)
    part = partial.part_of(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in reversed(range(_TRIES)):
        before = size_of(part)
        try:
            with _client() as client:
                return _fetch(client, wanted)
        except httpx2.HTTPError as error:
            came = size_of(part)
            if came > before and left:
                continue
            broke = f"broke off after {_megabytes(came)}" if came else "no answer"
            cause = _ERRNO.sub("", str(error)).rstrip(".") or type(error).__name__
            raise InputError(f"{address}: {broke} ({cause}).", _AGAIN if came else "Check the network.") from error
        except OSError as error:
            raise InputError(f"{target}: {error.strerror or error}.", "Make room, or set OVERLAP_DATA.") from error
    raise AssertionError  # the last try returns or raises


def _fetch(client: "httpx2.Client", wanted: _Wanted) -> Got:
    """Ask for the file, the rest of it, or whether it changed, and take what comes."""
    known, headers = partial.kept(wanted.target), _conditions(wanted)
    with _ask(client, wanted, headers) as response:
        if response.status_code == 304 and known:
            return known
        if response.status_code == 416 and "Range" in headers:  # what is there is no beginning of what is to be had
            partial.forget(wanted.target)
            return _fetch(client, wanted)
        start = size_of(partial.part_of(wanted.target)) if response.status_code == 206 else 0
        _check_answer(response, wanted.address, start, headers)
        state = _state(response, wanted.address, start)
        if state.size > wanted.most_bytes:
            raise wanted.too_large(state.size)
        can_resume = bool(state.etag or state.modified) and not response.headers.get("content-encoding")
        partial.begin(wanted.target, state if can_resume else None)
        _take(response, wanted, start, state.size)
    _check_whole(wanted, state.size)
    return partial.finish(wanted.target, state)


def _conditions(wanted: _Wanted) -> dict[str, str]:
    """Ask for the rest of what was begun, else for the file only if it changed (RFC 9110, clauses 13 and 14)."""
    begun, come = partial.begun(wanted.target), size_of(partial.part_of(wanted.target))
    if begun and come and begun.address == wanted.address:
        return {"Range": f"bytes={come}-", "If-Range": begun.etag or begun.modified}
    known = partial.kept(wanted.target)
    if known and known.address == wanted.address and (known.etag or known.modified):
        return {"If-None-Match": known.etag} if known.etag else {"If-Modified-Since": known.modified}
    return {}


def _state(response: "httpx2.Response", address: str, start: int) -> Got:
    """Take the size, 0 when it is not announced, and the names of this state of the file from the answer."""
    length, is_coded = response.headers.get("content-length", ""), response.headers.get("content-encoding")
    total = start + int(length) if length.isdigit() and not is_coded else 0
    etag, modified = (response.headers.get(name, "") for name in ("etag", "last-modified"))
    return Got(address, "", total, _strong(etag), modified)


@contextmanager
def _client() -> Iterator["httpx2.Client"]:
    import httpx2

    from overlap import __version__

    headers = {"User-Agent": f"overlap/{__version__}", "Accept-Encoding": "identity"}
    with httpx2.Client(headers=headers, timeout=_SECONDS) as client:
        yield client


@contextmanager
def _ask(client: "httpx2.Client", wanted: _Wanted, headers: dict[str, str]) -> Iterator["httpx2.Response"]:
    """Follow redirections one by one, each only when it leads to a public address."""
    place = wanted.address
    for _ in range(_MOST_REDIRECTIONS + 1):
        watch = check_address(place, wanted.trusted)
        with client.stream("GET", place, headers=headers, extensions={"trace": watch}) as response:
            if response.status_code not in _REDIRECTIONS:
                yield response
                return
            place = urljoin(place, response.headers.get("location", ""))
    raise InputError(f"{wanted.address}: redirected more than {_MOST_REDIRECTIONS} times.", "Try again later.")


def _check_answer(response: "httpx2.Response", address: str, start: int, headers: dict[str, str]) -> None:
    status = response.status_code
    if status in (404, 410):
        raise InputError(f"{address}: not there ({status}).", "The publisher may have moved it; give --address.")
    if status not in (200, 206):
        said = f"{status} {printable(response.reason_phrase)}"
        raise InputError(f"{address}: the server answered {said}.", "Try again later.")
    if status == 206 and ("Range" not in headers or not _begins_at(response.headers.get("content-range", ""), start)):
        raise InputError(f"{address}: the server sent another part than was asked for.", "Try again later.")


def _begins_at(content_range: str, start: int) -> bool:
    return re.match(rf"bytes {start}-\d+/", content_range) is not None


def _take(response: "httpx2.Response", wanted: _Wanted, start: int, total: int) -> None:
    come, until = start, time.monotonic() + MOST_SECONDS
    with partial.part_of(wanted.target).open("r+b" if start else "wb") as file:
        file.seek(start)
        file.truncate()
        for block in response.iter_bytes():  # as they come: a block half full would be lost when it breaks off
            if come == 0:
                _check_head(block, response.headers.get("content-type", ""), wanted.address)
            come += len(block)
            if come > wanted.most_bytes:
                break
            if time.monotonic() > until:
                problem = f"{wanted.address}: took longer than {MOST_SECONDS // 60} minutes; {_megabytes(come)} came."
                raise InputError(problem, _AGAIN)
            file.write(block)
            if wanted.progress:
                wanted.progress(come, total)
        file.flush()
        os.fsync(file.fileno())
    if come > wanted.most_bytes:
        raise wanted.too_large(come)


def _check_head(head: bytes, content_type: str, address: str) -> None:
    """Refuse a web page, which is what comes from a place that moved, wants a login, or is kept from outside."""
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or content_type.startswith("text/html"):
        title = _TITLE_TAG.search(head)
        said = f", '{' '.join(printable(title[1].decode('utf-8', 'replace')).split())}'" if title else ""
        raise InputError(
            f"{address}: a web page came instead of data{said}.",
            "Open the address in a browser; if the data moved, give --address, or import the file you saved.",
        )


def _check_whole(wanted: _Wanted, total: int) -> None:
    """Refuse what is cut off, although the server may have said it was all: the end of a file shows it."""
    import zipfile

    part, suffix = partial.part_of(wanted.target), wanted.target.suffix
    size = size_of(part)
    if total and size != total:
        partial.forget(wanted.target)
        raise InputError(f"{wanted.address}: {size:,} bytes came, {total:,} were announced.", "Try again later.")
    with part.open("rb") as file:
        file.seek(max(0, size - _END_BYTES))
        end = file.read().rstrip()
    is_whole = bool(size)
    if suffix == ".zip":
        is_whole = zipfile.is_zipfile(part)
    elif suffix in (".json", ".jsonl"):
        is_whole = end.endswith((b"}", b"]"))
    if not is_whole:
        partial.forget(wanted.target)
        problem = f"{wanted.address}: what came is no whole {suffix} file ({size:,} bytes)."
        raise InputError(problem, "Try again later.")


def _strong(etag: str) -> str:
    """Give a tag that stands for equal bytes; a weak one does not."""
    return "" if etag.startswith("W/") else etag


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.1f} MB"
