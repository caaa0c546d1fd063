"""PDFs and Word files made for a test: by the programs that make them elsewhere, or byte by byte where none would."""

from __future__ import annotations

import html
import io
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import docx
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(path: Path, paragraphs: Sequence[str], title: str = "") -> Path:
    """A Word file: a title and paragraphs."""
    document = docx.Document()
    document.core_properties.title = title
    document.add_heading(paragraphs[0], 0)
    for paragraph in paragraphs[1:]:
        document.add_paragraph(paragraph)
    document.save(str(path))
    return path


def with_body(path: Path, body: str, head: str = "") -> Path:
    """A Word file whose body is this XML."""
    word(path, ["title"])
    made = {part.filename: part for part in zipfile.ZipFile(path).infolist()}
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in made:
            document = f'{head}<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>'
            new.writestr(name, document if name == "word/document.xml" else old.read(name))
    return path


def printed(path: Path, paragraphs: Sequence[str], title: str = "") -> Path:
    """A PDF: a title and paragraphs, broken into lines and pages."""
    styles = getSampleStyleSheet()
    flow = [Paragraph(html.escape(text), styles["BodyText" if at else "Title"]) for at, text in enumerate(paragraphs)]
    SimpleDocTemplate(str(path), title=title, invariant=1).build(flow)
    return path


def typed(path: Path, pages: Sequence[Sequence[tuple[float, float, str]]], **options: str) -> Path:
    """A PDF with each line where it is told to stand: from the left, from below."""
    canvas = Canvas(str(path), **options)  # type: ignore[arg-type]
    for lines in pages:
        for x, y, text in lines:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return path


def raw(path: Path, content: bytes, *, kids: str = "[3 0 R]", more: str = "") -> Path:
    """A PDF of one page, whose content is packed as it is given."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count 1 /Kids {kids} >>".encode(),
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R {more} >>".encode(),
        f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream",
    ]
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    path.write_bytes(out)
    return path
