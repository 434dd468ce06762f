"""Files that hold other files: ZIP archives and mails, one level deep."""

import email
import email.policy
from email.message import EmailMessage, MIMEPart
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Bundle, Document, Paragraph, Records, Table
from overlap.read.formats import READERS, html, text
from overlap.read.formats.archive import BROKEN, open_zip
from overlap.read.formats.encoding import decode
from overlap.read.formats.visible import cleaned_document, fold
from overlap.read.reading import Ignored

if TYPE_CHECKING:
    from zipfile import ZipFile

MOST_MEMBERS = 1000
_BUNDLES = frozenset((".zip", ".eml", ".mht", ".mhtml"))
_OFFICE = frozenset(("[Content_Types].xml", "mimetype"))
"""What only the archives hold that are one document."""


def read_zip(data: bytes, source: str) -> Bundle:
    """Read the documents in an archive by their suffixes. Raises InputError when it is none, or holds too many."""
    with open_zip(data, source) as archive:
        names = sorted(each.filename for each in archive.infolist() if not each.is_dir())
        if not _OFFICE.isdisjoint(names):
            raise InputError(f"{source}: one Office document, and no archive of several.", "Give it its own suffix.")
        shown = [name for name in names if not _is_hidden(PurePosixPath(name))]
        if len(shown) > MOST_MEMBERS:
            raise InputError(f"{source}: {len(shown):,} files; up to {MOST_MEMBERS:,} are read.", "Split it.")
        if not shown:
            raise InputError(f"{source}: no file in it.", "Check that it is the right file.")
        members = tuple(_unpacked(archive, name) for name in shown)
    hidden = len(names) - len(shown)
    ignored = (Ignored("hidden files", f"{hidden} of them"),) if hidden else ()
    return Bundle(source, "ZIP archive", members, ignored)


def _is_hidden(path: PurePosixPath) -> bool:
    return any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts)


def _unpacked(archive: "ZipFile", name: str) -> Document | Records | Fault:
    try:
        data = archive.read(name)
    except BROKEN as error:
        return Fault(name, "", f"damaged ({error}), so left out", "copy or download the archive again")
    return _member(name, data)


def _member(name: str, data: bytes) -> Document | Records | Fault:
    """Read one file; what is wrong with it is a fault, and the others are read."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _BUNDLES:
        return Fault(name, "", "an archive within another, so left out", "unpack it, and give it by itself")
    if suffix not in READERS:
        return Fault(name, "", f"no reader for {suffix or 'a file without a suffix'}, so left out", "give it otherwise")
    if not data.strip():
        return Fault(name, "", "empty, so left out", "save it again from where it was made")
    try:
        content = READERS[suffix].read(data, name)
    except InputError as error:
        cause = error.problem.removeprefix(name).lstrip(",: ").rstrip(".")
        return Fault(name, "", cause, error.remedy.rstrip("."))
    return (
        content
        if not isinstance(content, Bundle)
        else Fault(name, "", "an archive within another, so left out", "unpack it")
    )


def read_mail(data: bytes, source: str) -> Bundle:
    """Read a mail, or a page saved as one: its subject and text, and the documents attached to it."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise InputError(f"{source}: not a mail.", "Save it from the mail program as .eml.")
    body = message.get_body(("html", "plain") if _is_page(message) else ("plain", "html"))
    if body is None:
        raise InputError(f"{source}: a mail without a text.", "Save what is attached to it, and give that.")
    subject = fold(str(message.get("subject", "")))
    attached = [] if _is_page(message) else [each for each in message.iter_attachments() if each is not body]
    members = [_attached(each, number) for number, each in enumerate(attached[:MOST_MEMBERS], start=1)]
    ignored = (Ignored("header of the mail: from whom, to whom, when", ""),)
    return Bundle(source, "mail", (cleaned_document(_text(body, subject, source)), *members), ignored)


def _is_page(message: EmailMessage) -> bool:
    """Say whether it is a page that a browser saved with its pictures."""
    return message.get_content_type() == "multipart/related"


def _text(body: MIMEPart, subject: str, source: str) -> Document:
    data = body.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    if body.get_content_subtype() == "html":
        page = html.read_html(data, source)
        return Document(source, "mail", page.parts, subject or page.title, page.ignored, page.faults)
    decoded = decode(data, source, body.get_content_charset() or "")
    parts: list[Paragraph | Table] = [Paragraph(subject, "subject", 1)] if subject else []
    return Document(source, "mail", (*parts, *text.parts(decoded.text)), subject, faults=decoded.faults)


def _attached(part: EmailMessage, number: int) -> Document | Records | Fault:
    name = fold(part.get_filename() or f"attachment {number}")
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):  # a mail within the mail
        return Fault(name, "", "a mail within another, so left out", "save it, and give it by itself")
    return _member(name, data)
