"""Papers as Word files (.docx, by python-docx), to be edited in Word or LibreOffice: the same blocks as the PDF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Sheet
from docx.enum.section import WD_ORIENTATION
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from adapters import qr

FACE = "Times New Roman"
_A4 = Mm(210), Mm(297)
_SLIPS_A_PAGE = 8
_ROOM_TO_SIGN = Mm(20)
_SMALL = Pt(8)
"""The letters of a table of many columns."""


def docx(paper: Mapping[str, Any]) -> bytes:
    """One paper as a file, as `Paper.described()` gives it."""
    sheet = Document()
    _set_up(sheet, paper)
    for block in paper["blocks"]:
        _LAID[block["kind"]](sheet, block)
    file = BytesIO()
    sheet.save(file)
    return file.getvalue()


def _set_up(sheet: Sheet, paper: Mapping[str, Any]) -> None:
    layout, section, style = paper["layout"], sheet.sections[0], sheet.styles["Normal"]
    section.page_width, section.page_height = _A4
    if paper["landscape"]:
        section.orientation = WD_ORIENTATION.LANDSCAPE
        section.page_height, section.page_width = _A4
    section.top_margin, section.bottom_margin = Mm(layout["top"]), Mm(layout["bottom"])
    section.left_margin, section.right_margin = Mm(layout["left"]), Mm(layout["right"])
    section.header_distance = section.footer_distance = Mm(6)
    style.font.name, style.font.size = FACE, Pt(layout["size"])
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FACE)
    style.paragraph_format.space_after = Pt(4)
    kept = sheet.core_properties
    kept.title, kept.author, kept.comments, kept.language = paper["name"], "", "", "vi-VN"
    kept.created = kept.modified = datetime.fromisoformat(paper["day"]).replace(tzinfo=UTC)
    _number_pages(section)
    if paper["proof"]:
        for foot in (section.first_page_footer, section.footer):
            _prove(foot.paragraphs[0], paper["proof"])


def _number_pages(section: Section) -> None:
    """A number at the top centre, from the second page on (36-HD/VPTW)."""
    section.different_first_page_header_footer = True
    line = section.header.paragraphs[0]
    line.alignment = ALIGN.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)


def _prove(line: Paragraph, proof: Mapping[str, str]) -> None:
    line.alignment = ALIGN.RIGHT
    words = line.add_run(f"Mã kiểm tra: {proof['code']}. Kiểm tra văn bản tại {proof['where']}  ")
    words.font.size = Pt(9)
    line.add_run().add_picture(BytesIO(qr.picture(proof["address"])), width=Mm(13))


def _letterhead(sheet: Sheet, block: Mapping[str, Any]) -> None:
    left, right = _pair(sheet)
    party = [(block["superior"].upper(), False)] if block["superior"] else []
    lines = [*party, (block["issuer"].upper(), True), ("*", False)]
    if block["number"]:
        lines.append((f"Số {block['number']}", False))
    for text, is_bold in lines:
        _line(left, text, bold=is_bold)
    name = _line(right, "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True)
    name.runs[0].underline, name.runs[0].font.size = True, Pt(15)
    if block["dateline"]:
        _line(right, block["dateline"]).runs[0].italic = True


def _title(sheet: Sheet, block: Mapping[str, Any]) -> None:
    head = _heading_line(sheet, block["name"], 1, Pt(16))
    head.alignment, head.paragraph_format.space_before = ALIGN.CENTER, Pt(12)
    for text in block["about"]:
        _centred(sheet, text).runs[0].bold = True
    if block["has_rule"]:
        _centred(sheet, "-----")


def _text(sheet: Sheet, block: Mapping[str, Any]) -> None:
    line = sheet.add_paragraph()
    line.alignment = ALIGN.CENTER if block["align"] == "center" else ALIGN.JUSTIFY
    _write(line, block["runs"])


def _addressees(sheet: Sheet, block: Mapping[str, Any]) -> None:
    line = _centred(sheet, f"{block['label']} ")
    for number, name in enumerate(block["names"]):
        if number:
            line.add_run(";").add_break()
        line.add_run(_safe(name))


def _heading(sheet: Sheet, block: Mapping[str, Any]) -> None:
    _heading_line(sheet, block["text"], 2, None)


def _ticks(sheet: Sheet, block: Mapping[str, Any]) -> None:
    choices = enumerate(block["choices"], start=1)
    sheet.add_paragraph(
        "     ".join(f"{'☒' if at == block['ticked'] else '☐'} {_safe(one)}" for at, one in choices)
    )


def _grid(sheet: Sheet, block: Mapping[str, Any]) -> None:
    columns, size = block["columns"], _SMALL if block["dense"] else None
    table = sheet.add_table(rows=1, cols=len(columns), style="Table Grid")
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        _line(cell, column["title"], bold=True, size=size)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for texts in block["rows"]:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if block["tall"]:
            row.height, row.height_rule = Mm(8.5), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, column, text in zip(row.cells, columns, texts, strict=True):
            align = ALIGN.CENTER if column["align"] == "center" else ALIGN.LEFT
            _line(cell, text, align=align, size=size)
    if block["dense"]:
        _narrow(table)
    _share(sheet, table, [column["share"] for column in columns])
    sheet.add_paragraph()


def _signatures(sheet: Sheet, block: Mapping[str, Any]) -> None:
    for cell, one in zip(_pair(sheet), (block["left"], block["right"]), strict=True):
        for text in one["above"] if one else ():
            _line(cell, text, bold=True)
        for text in one["notes"] if one else ():
            _line(cell, text)
        if one:
            _line(cell, one["name"], bold=True).paragraph_format.space_before = _ROOM_TO_SIGN


def _code(sheet: Sheet, block: Mapping[str, Any]) -> None:
    line = sheet.add_paragraph(_safe(f"{block['words']}  "))
    line.alignment = ALIGN.RIGHT
    line.add_run().add_picture(BytesIO(qr.picture(block["address"])), width=Mm(28))


def _slips(sheet: Sheet, block: Mapping[str, Any]) -> None:
    table = sheet.add_table(rows=0, cols=2, style="Table Grid")
    for start in range(0, len(block["slips"]), 2):
        row = table.add_row()
        row.height, row.height_rule = Mm(63), WD_ROW_HEIGHT_RULE.EXACTLY
        for cell, one in zip(row.cells, block["slips"][start : start + 2], strict=False):
            _line(cell, one["name"], bold=True, align=ALIGN.LEFT)
            cell.add_paragraph().add_run().add_picture(BytesIO(qr.picture(one["address"])), width=Mm(24))
            for runs in one["lines"]:
                _write(cell.add_paragraph(), runs, Pt(10))


_LAID = {
    "letterhead": _letterhead,
    "title": _title,
    "text": _text,
    "addressees": _addressees,
    "heading": _heading,
    "ticks": _ticks,
    "grid": _grid,
    "signatures": _signatures,
    "code": _code,
    "slips": _slips,
}


def _pair(sheet: Sheet) -> tuple[_Cell, _Cell]:
    """Two columns without lines round them."""
    table = sheet.add_table(rows=1, cols=2)
    _share(sheet, table, (48, 52))
    left, right = table.rows[0].cells
    return left, right


def _share(sheet: Sheet, table: Table, shares: Iterable[int]) -> None:
    """Widths in these proportions: LibreOffice reads them from the cells, Word from the columns."""
    parts, whole = list(shares), _width(sheet)
    table.autofit = False
    for column, share in zip(table.columns, parts, strict=True):
        column.width = round(whole * share / sum(parts))
        for cell in column.cells:
            cell.width = round(whole * share / sum(parts))


def _narrow(table: Table) -> None:
    """Less room beside the words of each cell."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(Mm(0.8).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    next(table._tbl.iter(qn("w:tblLook"))).addprevious(margins)


def _width(sheet: Sheet) -> int:
    """Between the margins."""
    section = sheet.sections[0]
    return (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)


def _line(
    cell: _Cell, text: str, *, bold: bool = False, align: ALIGN = ALIGN.CENTER, size: Pt | None = None
) -> Paragraph:
    """One more line of a cell; the first is there already."""
    first = cell.paragraphs[0]
    line: Paragraph = cell.add_paragraph() if first.runs or len(cell.paragraphs) > 1 else first
    run = line.add_run(_safe(text))
    run.bold, run.font.size = bold, size
    line.alignment, line.paragraph_format.space_after = align, Pt(1)
    return line


def _heading_line(sheet: Sheet, text: str, level: int, size: Pt | None) -> Paragraph:
    """A heading that programs know as one, in the face of the paper."""
    line: Paragraph = sheet.add_heading(_safe(text), level)
    for run in line.runs:
        run.font.name, run.font.bold, run.font.size = FACE, True, size
        run.font.color.rgb = RGBColor(0, 0, 0)
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hAnsi"), FACE)
    return line


def _centred(sheet: Sheet, text: str) -> Paragraph:
    line = sheet.add_paragraph(_safe(text))
    line.alignment = ALIGN.CENTER
    return line


def _write(line: Paragraph, runs: Iterable[Mapping[str, Any]], size: Pt | None = None) -> None:
    for run in runs:
        said = line.add_run(_safe(run["text"]))
        said.bold, said.italic, said.font.size = run["bold"], run["italic"], size


def _safe(text: str) -> str:
    """The text without signs that a Word file cannot hold."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")
