"""A file from a publisher's public address: as a whole or not at all, and taken up again where it broke off.

Only https, only public addresses, also after each redirection. httpx2 does the talking: it streams, honours the proxy
and the certificates of the office's machines, and tells when less came than was announced.
"""

import hashlib
import ipaddress
import json
import os
import re
import socket
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from overlap.errors import InputError
from overlap.store.files import write_all

if TYPE_CHECKING:
    import httpx2

MOST_BYTES = 2 * 2**30
_SECONDS = 30
"""So long an answer may take to begin, and to go on."""
_MOST_REDIRECTIONS = 5
_TRIES = 4
_REDIRECTIONS = (301, 302, 303, 307, 308)
_TITLE = re.compile(rb"<title[^>]*>\s*([^<]{0,200})", re.IGNORECASE)
_AGAIN = "Run the command again: it goes on where it broke off."

Progress = Callable[[int, int], None]
"""Is told how many bytes of how many are there; 0 of them when it is not known."""


@dataclass(frozen=True, slots=True)
class Got:
    """A file as it was got."""

    address: str
    """Where it was asked for."""
    sha256: str
    size: int
    etag: str = ""
    """How the server names this state of the file."""
    modified: str = ""
    """When it last changed, as the server says it."""


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

    target.parent.mkdir(parents=True, exist_ok=True)
    for left in reversed(range(_TRIES)):
        before = _size(_part(target))
        try:
            with _client() as client:
                return _fetch(client, address, target, most_bytes, progress, trusted)
        except httpx2.HTTPError as error:
            came = _size(_part(target))
            if came > before and left:
                continue
            broke = f"broke off after {_megabytes(came)}" if came else "no answer"
            cause = str(error).rstrip(".") or type(error).__name__
            raise InputError(f"{address}: {broke} ({cause}).", _AGAIN if came else "Check the network.") from error
        except OSError as error:
            raise InputError(f"{target}: {error.strerror or error}.", "Make room, or set OVERLAP_DATA.") from error
    raise AssertionError  # the last try returns or raises


def kept(target: Path) -> Got | None:
    """Tell what is known of a file that was got before; None when it is not there whole."""
    told = _told(_note(target))
    if told is None or _size(target) != told.size:
        return None
    return told


def _fetch(
    client: "httpx2.Client",
    address: str,
    target: Path,
    most_bytes: int,
    progress: Progress | None,
    trusted: Collection[str],
) -> Got:
    part, known = _part(target), kept(target)
    begun = _told(_note(part))
    come = _size(part)
    headers = {}
    if begun and come and begun.address == address:
        headers = {"Range": f"bytes={come}-", "If-Range": begun.etag or begun.modified}
    elif known and known.address == address and (known.etag or known.modified):
        headers = {"If-None-Match": known.etag} if known.etag else {"If-Modified-Since": known.modified}
    with _ask(client, address, headers, trusted) as response:
        if response.status_code == 304 and known:
            return known
        if response.status_code == 416 and "Range" in headers:
            _forget(part)
            return _fetch(client, address, target, most_bytes, progress, trusted)
        start = come if response.status_code == 206 else 0
        _check_answer(response, address, start, headers)
        length = response.headers.get("content-length", "")
        total = start + int(length) if length.isdigit() and not response.headers.get("content-encoding") else 0
        if total > most_bytes:
            _forget(part)
            raise _too_large(address, total, most_bytes)
        etag, modified = (response.headers.get(name, "") for name in ("etag", "last-modified"))
        state = Got(address, "", total, _strong(etag), modified)
        can_resume = bool(state.etag or modified) and not response.headers.get("content-encoding")
        write_all({_note(part): json.dumps(asdict(state) if can_resume else {})})
        _take(response, part, start, total, most_bytes, address, progress)
    if total and _size(part) != total:
        _forget(part)
        raise InputError(f"{address}: {_size(part):,} bytes came, {total:,} were announced.", "Try again later.")
    _check_whole(part, address, target)
    done = Got(address, _sha256(part), _size(part), state.etag, state.modified)
    part.replace(target)
    write_all({_note(target): json.dumps(asdict(done))})
    _forget(part)
    return done


@contextmanager
def _client() -> Iterator["httpx2.Client"]:
    import httpx2

    from overlap import __version__

    headers = {"User-Agent": f"overlap/{__version__}", "Accept-Encoding": "identity"}
    with httpx2.Client(headers=headers, timeout=_SECONDS) as client:
        yield client


@contextmanager
def _ask(
    client: "httpx2.Client", address: str, headers: dict[str, str], trusted: Collection[str]
) -> Iterator["httpx2.Response"]:
    """Follow redirections one by one, each only when it leads to a public address."""
    place = address
    for _ in range(_MOST_REDIRECTIONS + 1):
        check_address(place, trusted)
        with client.stream("GET", place, headers=headers) as response:
            if response.status_code not in _REDIRECTIONS:
                yield response
                return
            place = urljoin(place, response.headers.get("location", ""))
    raise InputError(f"{address}: redirected more than {_MOST_REDIRECTIONS} times.", "Try again later.")


def check_address(address: str, trusted: Collection[str] = ()) -> None:
    """Refuse an address that is not public. Raises InputError."""
    try:
        split = urlsplit(address)
        origin = f"{split.scheme}://{split.netloc}"
        host, port = split.hostname or "", split.port or 443
    except ValueError as error:
        raise InputError(f"{address}: not an address ({error}).", "Write it as https://…") from error
    if origin in trusted:
        return
    if split.scheme != "https" or not host or "@" in split.netloc:
        raise InputError(f"{address}: not a public https address, so not followed.", "Write it as https://…")
    if {"https", "all"} & {*getproxies()} and not proxy_bypass(host):
        found = [host]  # the proxy looks the name up, and has rules of its own
    else:
        try:
            found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise InputError(f"{host}: the name is not known here ({error}).", "Check the network.") from error
    for each in found:
        if not _is_public(each):
            raise InputError(f"{address}: leads to {each}, which is not public, so not followed.", "Check the address.")


def _is_public(address: str) -> bool:
    """Say whether a number is that of a machine anyone can reach; a name is none, and passes."""
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address != "localhost" and not address.endswith(".localhost")
    if isinstance(number, ipaddress.IPv6Address):
        number = number.ipv4_mapped or number.sixtofour or number
    return number.is_global and not number.is_multicast


def _check_answer(response: "httpx2.Response", address: str, start: int, headers: dict[str, str]) -> None:
    status = response.status_code
    if status in (404, 410):
        raise InputError(f"{address}: not there ({status}).", "The publisher may have moved it; give --address.")
    if status not in (200, 206):
        raise InputError(f"{address}: the server answered {status} {response.reason_phrase}.", "Try again later.")
    if status == 206 and ("Range" not in headers or not _begins_at(response.headers.get("content-range", ""), start)):
        raise InputError(f"{address}: the server sent another part than was asked for.", "Try again later.")


def _begins_at(content_range: str, start: int) -> bool:
    return re.match(rf"bytes {start}-\d+/", content_range) is not None


def _take(
    response: "httpx2.Response",
    part: Path,
    start: int,
    total: int,
    most_bytes: int,
    address: str,
    progress: Progress | None,
) -> None:
    come = start
    with part.open("r+b" if start else "wb") as file:
        file.seek(start)
        file.truncate()
        for block in response.iter_bytes():  # as they come: a block half full would be lost when it breaks off
            if come == 0:
                _check_head(block, response.headers.get("content-type", ""), address)
            come += len(block)
            if come > most_bytes:
                break
            file.write(block)
            if progress:
                progress(come, total)
        file.flush()
        os.fsync(file.fileno())
    if come > most_bytes:
        _forget(part)
        raise _too_large(address, come, most_bytes)


def _check_head(head: bytes, content_type: str, address: str) -> None:
    """Refuse a web page, which is what comes from a place that moved, wants a login, or is kept from outside."""
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or content_type.startswith("text/html"):
        title = _TITLE.search(head)
        said = f", '{' '.join(title[1].decode('utf-8', 'replace').split())}'" if title else ""
        raise InputError(
            f"{address}: a web page came instead of data{said}.",
            "Open the address in a browser; if the data moved, give --address, or import the file you saved.",
        )


def _check_whole(part: Path, address: str, target: Path) -> None:
    """Refuse what is cut off although the server said it was all: the end of a file shows it."""
    import zipfile

    size = _size(part)
    with part.open("rb") as file:
        file.seek(max(0, size - 64))
        end = file.read().rstrip()
    is_whole = bool(size)
    if target.suffix == ".zip":
        is_whole = zipfile.is_zipfile(part)
    elif target.suffix in (".json", ".jsonl"):
        is_whole = end.endswith((b"}", b"]"))
    if not is_whole:
        _forget(part)
        raise InputError(f"{address}: what came is no whole {target.suffix} file ({size:,} bytes).", "Try again later.")


def _part(target: Path) -> Path:
    return target.with_name(target.name + ".part")


def _note(path: Path) -> Path:
    """Name the file that tells of another where it came from."""
    return path.with_name(path.name + ".json")


def _told(note: Path) -> Got | None:
    with suppress(OSError, ValueError, TypeError):
        return Got(**json.loads(note.read_text(encoding="utf-8")))
    return None


def _forget(part: Path) -> None:
    part.unlink(missing_ok=True)
    _note(part).unlink(missing_ok=True)


def _strong(etag: str) -> str:
    """Give a tag that stands for equal bytes; a weak one does not."""
    return "" if etag.startswith("W/") else etag


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.1f} MB"


def _too_large(address: str, size: int, most: int) -> InputError:
    problem = f"{address}: {_megabytes(size)} or more; up to {_megabytes(most)} are taken."
    return InputError(problem, "If that is right, give a larger --most in MB.")
