"""What a signed sheet says comes back from the database as it went in."""

import json
from datetime import date
from typing import Any

import pytest

from adapters import reference
from domain.evaluations import criteria_of
from domain.rules import Criterion, read_rules
from domain.sheet_papers import Line, SheetContent, content_from, lines_of, ticks_from
from models.vocabulary import Category, EvaluationPurpose, Office

CRITERIA = criteria_of(read_rules(reference.document("regulation-213.toml")), Category.EXEMPT)


def content(**more: Any) -> SheetContent:
    values: dict[str, Any] = {
        "superior": "Đảng ủy phường Trường Vinh",
        "issuer": "Chi bộ Tổ dân phố 5",
        "commune": "Phường Trường Vinh",
        "place": "Trường Vinh",
        "signed_on": "2026-11-20",
        "title": "Phiếu nhận xét",
        "opening": "Kính gửi",
        "year": 2026,
        "purpose": EvaluationPurpose.YEARLY,
        "start": "2026-01-01",
        "end": "2026-11-20",
        "name": "Lê Thị Mai",
        "born": "1980-05",
        "member_cell": "Chi bộ Thuế",
        "member_committee": None,
        "residence": None,
        "met_on": "2026-11-18",
        "minutes": "03-BB/CB",
        "lines": lines_of(CRITERIA, {1: 2}),
        "remarks": "Dọn vệ sinh ngõ 12.",
        "duties": ("3. Tham gia sinh hoạt",),
        "unassessable_because": None,
        "has_committee": True,
        "office": Office.SECRETARY,
        "signer": "Nguyễn Văn Lộc",
    }
    return SheetContent(**values | more)


def test_it_comes_back_from_json_as_it_was():
    signed = content()

    assert content_from(json.loads(json.dumps(signed.stored()))) == signed
    assert (signed.day, signed.meeting_day) == (date(2026, 11, 20), date(2026, 11, 18))


@pytest.mark.parametrize(("has_committee", "words"), [(True, "cell_committee"), (False, "cell")])
def test_it_is_signed_for_the_committee_where_the_cell_has_one(has_committee, words):
    assert content(has_committee=has_committee).signs_for == words


def test_every_criterion_stands_on_it_with_all_its_levels_ticked_or_not():
    lines = lines_of(CRITERIA, ticks_from({"1": 2, "3": 1}))

    assert [line.ticked for line in lines] == [2, None, 1]
    assert [line.levels for line in lines] == [one.levels for one in CRITERIA]


def test_a_criterion_without_a_heading_is_told_by_its_number():
    nameless = Criterion(number=4, name=None, levels=("a", "b", "c"))

    assert lines_of((nameless,), {}) == (Line(name="Tiêu chí 4", levels=("a", "b", "c"), ticked=None),)
