"""The content of an invented introduction letter."""

from typing import Any

from adapters import reference
from domain.letters import Content
from domain.papers.blocks import Paper
from domain.papers.letter import letter_paper
from domain.papers.wording import read_wording
from models.vocabulary import Category, Office, Sex

CONTENT = {
    "superior": "Đảng bộ tỉnh Nghệ An",
    "issuer": "Đảng ủy Thuế tỉnh",
    "number": "01-GGT/ĐU",
    "place": "Vinh",
    "issued_on": "2026-02-05",
    "commune": "Đảng ủy phường Trường Vinh",
    "cell": "Chi bộ Tổ dân phố 5",
    "basis": "Quy định số 213-QĐ/TW ngày 02/01/2020",
    "name": "Nguyễn Thị Mai",
    "sex": Sex.FEMALE,
    "born": "1988-05-12",
    "admitted": "2010-02-03",
    "official": "2011-02-03",
    "member_cell": "Chi bộ Phòng Nghiệp vụ",
    "member_committee": "Đảng bộ Thuế tỉnh",
    "residence": "12 Lê Lợi, phường Trường Vinh, tỉnh Nghệ An",
    "category": Category.FULL,
    "office": Office.SECRETARY,
    "signer": "Đặng Trung Kiên",
}


def a_content(**more: Any) -> Content:
    """What a letter says, with anything said otherwise."""
    return Content(**{**CONTENT, **more})


def a_letter_paper(**more: Any) -> Paper:
    """The letter as a paper, in the wording that comes with the product."""
    words = read_wording(reference.document("papers.toml"))
    return letter_paper(a_content(**more), words)
