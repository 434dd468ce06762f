"""Bytes → text; the only module that knows charset-normalizer."""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from overlap.errors import InputError
from overlap.model import Fault

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODE_PAGES = ["cp1252", "cp1251", "koi8_r", "cp932", "gb18030", "big5", "cp949", "euc_jp", "cp1250"]
_PAGE_NAMES = {
    "cp1252": "Western European (Windows-1252)",
    "cp1251": "Cyrillic (Windows-1251)",
    "koi8_r": "Cyrillic (KOI8-R)",
    "cp932": "Japanese (Shift JIS)",
    "gb18030": "Chinese (GB 18030)",
    "big5": "Chinese (Big5)",
    "cp949": "Korean (Windows-949)",
    "euc_jp": "Japanese (EUC)",
    "cp1250": "Central European (Windows-1250)",
}
_STANDS_FOR = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What a page that declares the one is written in, as every browser takes it."""
_DECLARABLE = re.compile(r"utf-8|iso8859-\d+|cp\d+|koi8-\w|mac-\w+|gb18030|big5\w*|euc_jp|iso2022_\w+")
_TWO_BYTES = re.compile(r"gb|big5|cp9|euc|iso2022")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WORD_OR_SIGN = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*|[^\w\x00-\x7f]")
_ODD = re.compile(r"[^\x00-\x7f]{3}|[a-zß-öø-ÿ][À-ÖØ-ÞŠŒŽŸ]")
"""What Latin words hardly ever hold: three accents in a row, or a capital with one after a small letter."""
_SIGNS = frozenset("\xa0\xad–—‘’‚“”„…•€£§©®°±·´«»¿¡¹²³¶×÷¼½¾™†‡‰‹›¢¥¬¨¸")
_SIGNS_IN_WORDS = frozenset("\xa0\xad–—’‘·…")
_PIECE = 2**18
"""Bytes of a piece, at least."""
_SAMPLE, _TOO_SHORT = 65536, 12
"""Bytes looked at to tell a code page; how many beyond ASCII are too few to tell it."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file that is text, how it is encoded, and what was assumed to tell it."""

    data: bytes = field(repr=False)
    encoding: str
    errors: str
    faults: tuple[Fault, ...] = ()

    @property
    def pieces(self) -> Iterator[str]:
        """The text in pieces of whole lines, each made when its turn comes: one sign may double the memory of all."""
        pieces = (piece.decode(self.encoding, self.errors) for piece in _pieces(self.data, self.encoding))
        yield next(pieces).removeprefix("\ufeff")
        yield from pieces

    @property
    def text(self) -> str:
        """The text whole."""
        return "".join(self.pieces)


def decode(data: bytes, name: str, declared: str = "") -> Decoded:
    """Decode a text file: Unicode in any of its forms, else the encoding that the file declares, else a code page.

    A code page that nothing but the look of the text tells is a fault. Raises InputError for what is no text, or text
    in an encoding that cannot be told.
    """
    for encoding, errors in _candidates(data, declared):
        decoded = Decoded(data, encoding, errors, _assumed(encoding, declared, name))
        try:
            is_text = not any("\0" in piece for piece in decoded.pieces)
        except UnicodeDecodeError:
            continue
        if is_text:
            return decoded
    raise InputError(f"{name}: not a text file in a known encoding.", "Save it as UTF-8 text.")


def _pieces(data: bytes, encoding: str) -> Iterator[bytes]:
    """Part the bytes of a file after line ends, where the encoding has none within a character."""
    starts = [0]
    while encoding == "utf-8" and (cut := data.find(b"\n", starts[-1] + _PIECE) + 1):
        starts.append(cut)
    return (data[start:stop] for start, stop in pairwise((*starts, len(data))))


def _assumed(encoding: str, declared: str, name: str) -> tuple[Fault, ...]:
    """Tell of a code page that the file does not declare."""
    if encoding.startswith("utf") or encoding == _declared(declared):
        return ()
    page = _PAGE_NAMES.get(encoding, encoding)
    cause = f"not UTF-8, and it names no other encoding, so it was read as {page}"
    return (Fault(name, "", cause, "look at its accents and dashes, or save it as UTF-8"),)


def _candidates(data: bytes, declared: str) -> Iterator[tuple[str, str]]:
    """Yield encodings to try, the surest first, each with what to do about bytes that do not fit it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            yield encoding, "strict"
            return
    if encoding := _utf16_without_mark(data[:4096]):
        yield encoding, "strict"
    if len(_CONTROL.findall(data[:_SAMPLE])) * 20 > len(data[:_SAMPLE]):
        return
    said = _declared(declared)
    # Two bytes a character can look like UTF-8 by chance; a text of one byte a character never does.
    order = (said, "utf-8") if _TWO_BYTES.match(said) else ("utf-8", said)
    yield from ((encoding, "strict") for encoding in order if encoding)
    sample = _sample(data)
    if _is_damaged_utf8(sample):
        yield "utf-8", "replace"
    yield from ((encoding, "strict") for encoding in _code_pages(sample))


def _utf16_without_mark(head: bytes) -> str:
    """Tell UTF-16 by every other byte being NUL, as it is for Latin text."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    enough = len(head) // 6
    if min(even, odd) > enough // 10 or max(even, odd) <= enough:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _declared(name: str) -> str:
    """Reduce a declared name to one that Python knows and that a text can be in; empty when it is none."""
    try:
        known = codecs.lookup(name.strip().strip("'\"")).name
    except (LookupError, ValueError):
        return ""
    known = _STANDS_FOR.get(known, known)
    return known if _DECLARABLE.fullmatch(known) else ""


def _sample(data: bytes) -> bytes:
    """Collect the first lines that are not ASCII; whole ones, so that no character is cut."""
    lines: list[bytes] = []
    size = 0
    for line in io.BytesIO(data):
        if not line.isascii():
            lines.append(line)
            size += len(line)
        if size > _SAMPLE:
            break
    return b"".join(lines)[: 2 * _SAMPLE]


def _is_damaged_utf8(sample: bytes) -> bool:
    """Say whether it is UTF-8 but for a few bytes, as a file that was cut or patched together is."""
    text = sample.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(not char.isascii() for char in text) - bad
    return bad * 10 <= good


def _code_pages(sample: bytes) -> Iterator[str]:
    """Yield the code pages that a text of more than ASCII may be in; Windows-1252 where it makes ordinary words."""
    foreign = sum(byte > 127 for byte in sample)
    if _is_ordinary_latin(sample):
        yield "cp1252"
    if foreign >= _TOO_SHORT:
        from charset_normalizer import from_bytes

        best = from_bytes(sample, cp_isolation=_CODE_PAGES).best()
        if best is not None:
            yield best.encoding
    if foreign * 3 < len(sample) or foreign < _TOO_SHORT:
        yield "cp1252"


def _is_ordinary_latin(sample: bytes) -> bool:
    """Say whether it reads as Western European text: accents amid plain letters, signs between words."""
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    good = bad = 0
    for found in _WORD_OR_SIGN.finditer(text):
        if _is_ordinary(found[0], text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]):
            good += 1
        else:
            bad += 1
    return bad * 10 <= good + bad


def _is_ordinary(found: str, before: str, after: str) -> bool:
    if not found[0].isalpha():
        return found in _SIGNS and (found in _SIGNS_IN_WORDS or not (before.isalpha() and after.isalpha()))
    if len(found) == 1:
        return True
    return not _ODD.search(found) and re.search("[A-Za-z]", found) is not None
