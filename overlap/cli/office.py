"""Word → PDF, by LibreOffice where it is installed."""

import re
import shutil
import subprocess

from overlap.errors import OutputError
from overlap.store.scratch import scratch, temporary

_LONGEST = 180
"""Seconds that it may take; a large paper takes ten."""
_DATE = re.compile(rb"(?<=Date\(D:)\d{14}")
_MARK = re.compile(rb"(?<=/ID \[ <)[0-9A-F]{32}|(?<=>\n<)[0-9A-F]{32}|(?<=/DocChecksum /)[0-9A-F]{32}")
"""What a PDF tells of when it was made, put in its place by what is always the same: equal input gives equal bytes."""


def find() -> str:
    """Find LibreOffice; empty where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def pdf(word: bytes) -> bytes:
    """Have LibreOffice make a PDF of a Word document. Raises OutputError when there is none, or it fails."""
    office = find()
    if not office:
        raise OutputError("LibreOffice, which makes the PDF, is not installed.", "Write .docx and save that as PDF.")
    try:
        with scratch(temporary()) as folder:
            (folder / "report.docx").write_bytes(word)
            command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
            done = subprocess.run(
                [*command, "report.docx"],
                cwd=folder,
                capture_output=True,
                timeout=_LONGEST,
                check=False,
            )
            made = folder / "report.pdf"
            content = made.read_bytes() if done.returncode == 0 and made.exists() else b""
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OutputError(f"LibreOffice made no PDF: {error}.", "Write .docx and save that as PDF.") from error
    if not content:
        said = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["it did not say why"]
        raise OutputError(f"LibreOffice made no PDF: {said[0]}.", "Write .docx and save that as PDF.")
    return _MARK.sub(b"0" * 32, _DATE.sub(b"20000101000000", content))
