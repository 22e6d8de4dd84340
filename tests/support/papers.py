"""What stands in a paper: the words and the fonts of a PDF, the words of a Word file, the squares on a page."""

import io
import re
import subprocess
from pathlib import Path
from shutil import which

import docx
import pytest

TOOLS = all(which(one) for one in ("pdftotext", "pdffonts", "pdftoppm"))
needs_poppler = pytest.mark.skipif(
    not TOOLS, reason="the tools of poppler-utils read PDF files; they are not installed"
)
needs_zbar = pytest.mark.skipif(
    not which("zbarimg") or not TOOLS, reason="zbarimg (zbar-tools) reads codes; it is not installed"
)
needs_office = pytest.mark.skipif(
    not which("soffice"), reason="LibreOffice opens Word files; it is not installed"
)


def words_of_pdf(made: bytes) -> str:
    """All words of a PDF, in reading order, in one line."""
    return " ".join(_run(["pdftotext", "-", "-"], made).decode().split())


def words_of_pages(made: bytes) -> list[str]:
    """The words of each page of a PDF, in reading order."""
    pages = _run(["pdftotext", "-", "-"], made).decode().split("\f")
    return [" ".join(page.split()) for page in pages[:-1]]


def pages_of_pdf(made: bytes) -> int:
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", made)) or _run(["pdftotext", "-", "-"], made).count(b"\f")


def fonts_of_pdf(made: bytes, folder: Path) -> list[tuple[str, str]]:
    """Each font of a PDF with whether it is embedded: yes or no."""
    file = folder / "paper.pdf"
    file.write_bytes(made)
    lines = _run(["pdffonts", str(file)]).decode().splitlines()[2:]
    return [(line.split()[0], line.split()[-5]) for line in lines]


def words_of_word(made: bytes) -> str:
    """All words of a Word file, those of its tables too, in one line."""
    body = docx.Document(io.BytesIO(made)).element.body
    lines = ("".join(text.text or "" for text in line.iter("{*}t")) for line in body.iter("{*}p"))
    return " ".join(" ".join(lines).split())


def read_codes(made: bytes, folder: Path) -> list[str]:
    """What a reader of codes finds on the first page of a PDF."""
    (folder / "paper.pdf").write_bytes(made)
    _run(
        [
            "pdftoppm",
            "-r",
            "200",
            "-f",
            "1",
            "-l",
            "1",
            "-png",
            str(folder / "paper.pdf"),
            str(folder / "page"),
        ]
    )
    picture = next(folder.glob("page*.png"))
    return _run(["zbarimg", "-q", "--raw", str(picture)]).decode().split()


def opened_by_office(made: bytes, folder: Path) -> bytes:
    """A Word file as LibreOffice opens it and turns it into a PDF."""
    (folder / "paper.docx").write_bytes(made)
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _run(
        [
            "soffice",
            home,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(folder / "paper.docx"),
        ]
    )
    return (folder / "paper.pdf").read_bytes()


def _run(command: list[str], given: bytes | None = None) -> bytes:
    return subprocess.run(command, input=given, capture_output=True, check=True, timeout=120).stdout
