"""PDF; the only module that knows pypdf."""

import io
import logging
from collections.abc import Iterator

from overlap.errors import InputError
from overlap.model import Fault, Row
from overlap.readers.documents import document


def read_pdf(data: bytes, name: str) -> Iterator[Row | Fault]:
    """Read a PDF as one row, as a text document is read.

    Raises InputError for a file that is no PDF, is encrypted, or holds pictures of pages and no text.
    """
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it repairs on the way is no news to our user
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        text = "\n".join(page.extract_text() for page in reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        cause = "encrypted" if "decrypt" in str(error) else "not a PDF that can be read"
        raise InputError(f"{name}: {cause} ({error}).", "Open it, and save or print it as a new PDF.") from error
    if not text.strip():
        raise InputError(f"{name}: no text in it, only pictures of pages.", "Run text recognition (OCR) on it first.")
    yield document(text, name)
