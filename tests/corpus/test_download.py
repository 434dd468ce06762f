"""A download is whole or not there, comes from public places only, and is gone on with; the server here misbehaves."""

import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from overlap.cli import catalogues
from overlap.corpus import corpora, download, library
from overlap.corpus.addresses import check_address
from overlap.corpus.catalogue import Origin
from overlap.corpus.partial import Got
from overlap.corpus.sources import SOURCES, Source
from overlap.errors import InputError, SettingsError
from tests.conftest import ROOT, Run

RECORD = {
    "reference": "ISO 1:2024",
    "deliverableType": "IS",
    "id": 1,
    "currentStage": 6060,
    "ownerCommittee": "ISO/TC 1",
}
LINES = [
    json.dumps({**RECORD, "reference": f"ISO {number}:2024", "title": {"en": f"Smart parking lots, part {number}"}})
    for number in range(1, 3001)
]
WHOLE = ("\n".join(LINES) + "\n").encode()
HALF = len(WHOLE) // 2
PRIVATE = [
    "http://10.0.0.1/data.jsonl",
    "https://10.0.0.1/data.jsonl",
    "https://127.0.0.1/data.jsonl",
    "https://localhost/data.jsonl",
    "https://[::1]/data.jsonl",
    "https://[::ffff:10.0.0.1]/data.jsonl",
    "https://169.254.169.254/latest/meta-data",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://user@93.184.215.14/",
    "ftp://93.184.215.14/",
    "file:///etc/passwd",
    "https:///nothing",
]


class Publisher(BaseHTTPRequestHandler):
    """A publisher whose manners are told by the path asked for."""

    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, dict[str, str]]]
    etag = '"one"'
    content = WHOLE
    breaks: int
    """So many answers still break off."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer in the manner that the path begins with."""
        type(self).asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        manner = re.sub(r"\W.*", "", self.path[1:])
        getattr(self, f"_{manner}")()

    def _head(self, status: int, **headers: object) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def _good(self, etag: bool = True) -> None:
        tags = {"ETag": self.etag, "Last_Modified": "Wed, 07 Oct 2026 00:41:52 GMT"} if etag else {}
        if etag and self.headers.get("If-None-Match") == self.etag:
            self._head(304, Content_Length=0, **tags)
            return
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(asked[1]) if asked and self.headers.get("If-Range") == self.etag else 0
        size = len(self.content)
        if start >= size:
            self._head(416, Content_Length=0, Content_Range=f"bytes */{size}")
            return
        if start:
            tags["Content_Range"] = f"bytes {start}-{size - 1}/{size}"
        body = self.content[start:]
        self._head(206 if start else 200, Content_Length=len(body), **tags)
        if type(self).breaks > 0:
            type(self).breaks -= 1
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            self.connection.shutdown(2)
            self.close_connection = True
            return
        self.wfile.write(body)

    def _untagged(self) -> None:
        self._good(etag=False)

    def _lies(self) -> None:
        self._head(200, Content_Length=len(WHOLE) + 1000, ETag=self.etag)
        self.wfile.write(WHOLE)
        self.close_connection = True

    def _understates(self) -> None:
        self._head(200, Content_Length=len(WHOLE) - 10)
        self.wfile.write(WHOLE)
        self.close_connection = True

    def _elsewhere(self) -> None:
        self._head(206, Content_Length=10, Content_Range="bytes 5-14/100")
        self.wfile.write(WHOLE[5:15])

    def _page(self) -> None:
        body = b"<!DOCTYPE html>\n<html><head><title>Sign in to  ISO</title></head></html>"
        self._head(200, Content_Length=len(body), Content_Type="application/json")
        self.wfile.write(body)

    def _large(self) -> None:
        self._head(200, Content_Length=10**12)
        self.wfile.write(WHOLE)
        self.close_connection = True

    def _endless(self) -> None:
        self._head(200, Transfer_Encoding="chunked")
        try:
            while True:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(WHOLE), WHOLE))
        except OSError:
            self.close_connection = True

    def _slow(self) -> None:
        self._head(200, Content_Length=len(WHOLE), ETag=self.etag)
        self.wfile.write(WHOLE[:HALF])
        self.wfile.flush()
        time.sleep(20)

    def _gone(self) -> None:
        self._head(404, Content_Length=0)

    def _busy(self) -> None:
        self._head(503, Content_Length=0)

    def _round(self) -> None:
        self._head(302, Content_Length=0, Location="/round")

    def _moved(self) -> None:
        self._head(302, Content_Length=0, Location="/good.jsonl")

    def _to(self) -> None:
        self._head(302, Content_Length=0, Location=PRIVATE[int(self.path.rpartition("/")[2])])


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Serve on a port of loopback; gives the origin."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    Publisher.asked, Publisher.etag, Publisher.content, Publisher.breaks = [], '"one"', WHOLE, 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def fetch(origin: str, path: str, folder: Path, most: int = 2**24) -> Got:
    return download.fetch(origin + path, folder / "data.jsonl", most, None, (origin,))


def test_a_file_comes_whole_with_its_checksum_and_is_asked_for_once(publisher: str, tmp_path: Path) -> None:
    got = fetch(publisher, "/good.jsonl", tmp_path)
    assert (tmp_path / "data.jsonl").read_bytes() == WHOLE
    assert (got.sha256, got.size) == (hashlib.sha256(WHOLE).hexdigest(), len(WHOLE))
    assert fetch(publisher, "/good.jsonl", tmp_path) == got
    assert Publisher.asked[1][1]["if-none-match"] == '"one"'
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.jsonl", "data.jsonl.json"]


def test_what_changed_comes_anew(publisher: str, tmp_path: Path) -> None:
    fetch(publisher, "/good.jsonl", tmp_path)
    Publisher.etag, Publisher.content = '"two"', WHOLE + WHOLE
    assert fetch(publisher, "/good.jsonl", tmp_path).size == 2 * len(WHOLE)


def test_a_redirection_within_the_place_is_followed(publisher: str, tmp_path: Path) -> None:
    assert fetch(publisher, "/moved.jsonl", tmp_path).size == len(WHOLE)


@pytest.mark.parametrize("breaks", [1, 3])
def test_what_broke_off_is_gone_on_with(publisher: str, tmp_path: Path, breaks: int) -> None:
    Publisher.breaks = breaks
    got = fetch(publisher, "/good.jsonl", tmp_path)
    assert got.sha256 == hashlib.sha256(WHOLE).hexdigest()
    ranges = [headers.get("range") for _, headers in Publisher.asked]
    assert ranges[:2] == [None, f"bytes={HALF}-"]
    assert len(ranges) == breaks + 1


def test_what_breaks_off_again_and_again_is_kept_for_the_next_time(publisher: str, tmp_path: Path) -> None:
    Publisher.breaks = 100
    with pytest.raises(InputError, match=r"broke off after .* MB") as caught:
        fetch(publisher, "/good.jsonl", tmp_path)
    assert "goes on where it broke off" in caught.value.remedy
    assert not (tmp_path / "data.jsonl").exists()
    come = (tmp_path / "data.jsonl.part").stat().st_size
    Publisher.breaks = 0
    fetch(publisher, "/good.jsonl", tmp_path)
    assert Publisher.asked[-1][1]["range"] == f"bytes={come}-"
    assert (tmp_path / "data.jsonl").read_bytes() == WHOLE


def test_what_changed_after_it_broke_off_is_not_patched_together(publisher: str, tmp_path: Path) -> None:
    Publisher.breaks = 100
    with pytest.raises(InputError):
        fetch(publisher, "/good.jsonl", tmp_path)
    Publisher.breaks, Publisher.etag, Publisher.content = 0, '"two"', b'{"other": 1}\n'
    fetch(publisher, "/good.jsonl", tmp_path)
    assert (tmp_path / "data.jsonl").read_bytes() == Publisher.content


def test_what_has_no_tag_begins_again(publisher: str, tmp_path: Path) -> None:
    Publisher.breaks = 1
    fetch(publisher, "/untagged.jsonl", tmp_path)
    assert all("range" not in headers for _, headers in Publisher.asked)
    assert (tmp_path / "data.jsonl").read_bytes() == WHOLE


def test_a_part_longer_than_the_file_begins_again(publisher: str, tmp_path: Path) -> None:
    Publisher.breaks = 100
    with pytest.raises(InputError):
        fetch(publisher, "/good.jsonl", tmp_path)
    (tmp_path / "data.jsonl.part").write_bytes(WHOLE + WHOLE)
    Publisher.breaks = 0
    fetch(publisher, "/good.jsonl", tmp_path)
    assert (tmp_path / "data.jsonl").read_bytes() == WHOLE


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/lies.jsonl", "broke off"),
        ("/understates.jsonl", "no whole .jsonl file"),
        ("/elsewhere.jsonl", "another part"),
        ("/page.jsonl", "a web page came instead of data, 'Sign in to ISO'"),
        ("/large.jsonl", "up to 16.0 MB are taken"),
        ("/endless.jsonl", "up to 16.0 MB are taken"),
        ("/gone.jsonl", "not there"),
        ("/busy.jsonl", "answered 503"),
        ("/round", "redirected more than 5 times"),
    ],
)
def test_a_server_that_misbehaves_is_named_and_nothing_is_put_in_place(
    publisher: str, tmp_path: Path, path: str, problem: str
) -> None:
    (tmp_path / "data.jsonl").write_text("what was there")
    with pytest.raises(InputError, match=re.escape(problem)) as caught:
        fetch(publisher, path, tmp_path)
    assert caught.value.remedy
    assert (tmp_path / "data.jsonl").read_text() == "what was there"


@pytest.mark.parametrize("number", range(len(PRIVATE)))
def test_no_redirection_leads_to_a_place_that_is_not_public(publisher: str, tmp_path: Path, number: int) -> None:
    with pytest.raises(InputError, match=r"not followed|not known here"):
        fetch(publisher, f"/to/{number}", tmp_path)
    assert not (tmp_path / "data.jsonl").exists()


@pytest.mark.parametrize("address", [*PRIVATE, "http://127.0.0.1:80/x", "https://0.0.0.0/x", "https://[fe80::1]/x"])
def test_no_address_but_a_public_one_is_asked(address: str) -> None:
    with pytest.raises(InputError):
        check_address(address)


def test_a_public_address_may_be_asked() -> None:
    check_address("https://93.184.215.14/data.jsonl")


def test_a_name_is_looked_up_once_and_nothing_is_said_where_it_may_not_lead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is public when it is checked, and inside the house when it is connected to."""
    monkeypatch.setattr(download, "_TRIES", 1)
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with socket.create_server(("127.0.0.1", 0)) as house:
        inside, port = house.getsockname()
        answers = iter([inside])  # a second look-up has no answer

        def look_up(*_: object, **__: object) -> list[object]:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        with pytest.raises(InputError, match=r"leads to 127\.0\.0\.1, which is not public"):
            download.fetch(f"https://bücher.example:{port}/data.jsonl", tmp_path / "data.jsonl")
        house.settimeout(5)
        guest, _ = house.accept()
        with guest:
            assert guest.recv(1000) == b""


@pytest.mark.parametrize("spelling", ["{}:{}", "http://{}:{}"])
def test_a_proxy_inside_the_house_is_asked_however_it_is_written(
    spelling: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "_TRIES", 1)
    with socket.create_server(("127.0.0.1", 0)) as house:
        for name in ("https_proxy", "HTTPS_PROXY"):
            monkeypatch.setenv(name, spelling.format(*house.getsockname()))
        asked: list[bytes] = []

        def answer() -> None:
            guest, _ = house.accept()
            with guest:
                asked.append(guest.recv(1000))

        proxy = threading.Thread(target=answer)
        proxy.start()
        with pytest.raises(InputError, match="example"):
            download.fetch("https://data.example/data.jsonl", tmp_path / "data.jsonl")
        proxy.join(5)
    assert asked[0].startswith(b"CONNECT data.example:443")


def test_the_command_takes_no_address_on_this_machine(overlap_command: Run, publisher: str, tmp_path: Path) -> None:
    done = overlap_command(
        "corpus", "fetch", "iso-open-data", "--address", f"{publisher}/good.jsonl", OVERLAP_DATA=str(tmp_path / "data")
    )
    assert (done.returncode, Publisher.asked) == (2, [])
    assert "not a public https address" in done.stderr


def test_an_unknown_source_names_the_known_ones(overlap_command: Run) -> None:
    done = overlap_command("corpus", "fetch", "iso-opendata")
    assert done.returncode == 2
    assert "Did you mean iso-open-data?" in done.stderr


def test_all_sources_are_public_https_addresses() -> None:
    addresses = [address for source in SOURCES.values() for address in source.addresses]
    assert all(address.startswith("https://") for address in addresses)
    assert "Licensor" in SOURCES["iso-open-data"].notice
    assert all(source.licence in source.notice for source in SOURCES.values())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_ctrl_c_keeps_what_came(publisher: str, tmp_path: Path) -> None:
    code = (
        f"from overlap.corpus import download; from pathlib import Path; download.fetch({publisher + '/slow.jsonl'!r},"
    )
    code += f" Path({str(tmp_path / 'data.jsonl')!r}), trusted=[{publisher!r}])"
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE)
    part = tmp_path / "data.jsonl.part"
    until = time.monotonic() + 20
    while time.monotonic() < until and not (part.exists() and Publisher.asked):
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    assert b"KeyboardInterrupt" in process.communicate(timeout=10)[1]
    come = part.stat().st_size
    assert 0 < come <= HALF
    assert not (tmp_path / "data.jsonl").exists()
    note = json.loads((tmp_path / "data.jsonl.part.json").read_text())
    note["address"] = f"{publisher}/good.jsonl"  # the same file, from a server that is quicker
    (tmp_path / "data.jsonl.part.json").write_text(json.dumps(note))
    fetch(publisher, "/good.jsonl", tmp_path)
    assert Publisher.asked[-1][1]["range"] == f"bytes={come}-"
    assert (tmp_path / "data.jsonl").read_bytes() == WHOLE


def test_a_source_becomes_a_corpus_with_its_licence_and_is_brought_up_to_date(
    publisher: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OVERLAP_DATA", str(tmp_path))
    known = SOURCES["iso-open-data"]
    source = Source(known.kind, "iso", known.title, (f"{publisher}/good.jsonl",), known.licence, known.terms)
    origin = Origin(kind=source.kind, source="iso-open-data", addresses=source.addresses)

    catalogues.fetch(origin, "iso", source, 16, (publisher,))
    corpus = corpora.load("iso")
    assert len(corpus.work_items) == len(LINES)
    assert corpus.as_of == "2026-10-07"
    assert "ODC Attribution License" in corpus.licence
    assert "Licensor" in library.path_of("iso").with_name(library.LICENCE).read_text()
    assert hashlib.sha256(WHOLE).hexdigest() in capsys.readouterr().err

    catalogues.fetch(origin, "iso", source, 16, (publisher,))
    assert "nothing new" in capsys.readouterr().err
    assert library.versions("iso") == ["2026-10-07"]

    Publisher.etag, Publisher.content = '"two"', ("\n".join(LINES[:-1]) + "\n").encode()
    catalogues.fetch(origin, "iso", source, 16, (publisher,))
    assert library.versions("iso") == ["2026-10-07", "2026-10-07.2"]
    assert (len(corpora.load("iso").work_items), len(corpora.load("iso@2026-10-07").work_items)) == (2999, 3000)


def test_a_file_that_is_not_what_was_wanted_is_not_imported(
    publisher: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OVERLAP_DATA", str(tmp_path))
    known = SOURCES["iso-open-data"]
    source = Source(known.kind, "iso", known.title, (f"{publisher}/good.jsonl",), known.licence, known.terms)
    origin = Origin(kind=source.kind, source="iso-open-data", addresses=source.addresses)
    right = hashlib.sha256(WHOLE).hexdigest()
    with pytest.raises(InputError, match=f"sha256 {right}, and not 0000"):
        catalogues.fetch(origin, "iso", source, 16, (publisher,), ("0000",))
    assert library.names() == []
    catalogues.fetch(origin, "iso", source, 16, (publisher,), (right.upper(),))
    assert library.names() == ["iso"]


def test_a_file_that_takes_for_ever_is_left(publisher: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "MOST_SECONDS", -1)
    with pytest.raises(InputError, match="took longer than") as found:
        fetch(publisher, "/good.jsonl", tmp_path)
    assert "goes on where it broke off" in found.value.remedy


@pytest.mark.usefixtures("publisher")
def test_a_bundled_name_is_refused_before_anything_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERLAP_DATA", str(tmp_path))
    with pytest.raises(SettingsError, match="bundled"):
        catalogues.fetch_corpus("iso-open-data", name="sg20")
    assert Publisher.asked == []
