"""Small PDFs for tests, and what is needed to break them."""

import io
from collections.abc import Iterable, Mapping, Sequence

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject

PLAIN = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
GARBLING = (
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Odd /FirstChar 32 /LastChar 126 /Encoding << /Type /Encoding "
    b"/Differences [65 " + b"".join(b"/G%02d " % code for code in range(26)) + b"] >> >>"
)
"""A font whose letters have names that no program knows."""
PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
    b"/Length 1 >> stream\n\0\nendstream"
)


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """Make a PDF of these lines, page by page."""
    return drawn(column(lines, 72, 720) for lines in pages)


def column(lines: Iterable[str], x: float, y: float, size: float = 12) -> str:
    """Show lines one below the other, from this place on; `size` is that of the letters."""
    escaped = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines)
    shown = " T* ".join(f"({line}) Tj" for line in escaped)
    return f"BT /F1 {size} Tf {size * 1.2} TL {x} {y} Td {shown} ET\n"


def grid(rows: Sequence[Sequence[str]], x: float, y: float, width: float = 120, height: float = 24) -> str:
    """Draw a ruled table, a rectangle for each cell; a cell without text is one with the cell to its left."""
    out = []
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            if not cell:
                continue
            span = next((n for n in range(1, len(row) - across) if row[across + n]), len(row) - across)
            left, bottom = x + across * width, y - (down + 1) * height
            out.append(f"{left} {bottom} {span * width} {height} re S\n")
            out.append(column(cell.split("\n"), left + 4, bottom + height - 10, 8))
    return "".join(out)


def drawn(contents: Iterable[str], font: bytes = PLAIN, rotate: int = 0, trailer: bytes = b"") -> bytes:
    """Make a PDF of pages with this content, in the language of PDF; `/F1` is the font, `/X1` a picture."""
    streams = [content.encode("cp1252") for content in contents]
    kids = b" ".join(b"%d 0 R" % (5 + 2 * index) for index in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(streams)),
        font,
        PICTURE,
    ]
    for index, stream in enumerate(streams):
        shown = b"/XObject << /X1 4 0 R >>" if b"/X1 Do" in stream else b""
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R /MediaBox [0 0 612 792] /Rotate %d "
            b"/Resources << /Font << /F1 3 0 R >> %s >> >>" % (6 + 2 * index, rotate, shown)
        )
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream))
    return assembled(objects, trailer)


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Make a file of objects, the catalogue first: with their numbers, and the table of their places behind them."""
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        trailer,
        len(out),
    )


def fillable(labels: Sequence[str], values: Mapping[int, str | bool]) -> bytes:
    """Make a PDF form: its labels one below the other, and by their index what was typed or ticked."""
    drawing = "".join(column([label], 100, 720 - 60 * index) for index, label in enumerate(labels))
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(drawn([drawing])))
    fields = ArrayObject()
    for index, value in values.items():
        foot = 720 - 60 * index - (40 if isinstance(value, str) else 0)
        left = 100 if isinstance(value, str) else 80
        field = {
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/Rect"): ArrayObject(map(FloatObject, (left, foot, left + 300, foot + 20))),
            NameObject("/T"): TextStringObject(f"field {index}"),
        }
        if isinstance(value, str):
            field |= {NameObject("/FT"): NameObject("/Tx"), NameObject("/V"): TextStringObject(value)}
        else:
            state = NameObject("/Yes" if value else "/Off")
            field |= {NameObject("/FT"): NameObject("/Btn"), NameObject("/AS"): state}
        fields.append(DictionaryObject(field))
    writer.pages[0][NameObject("/Annots")] = fields
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
