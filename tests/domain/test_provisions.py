"""A rule set as a list of provisions."""

import pytest

from adapters import reference
from domain.errors import NotFound, Refused
from domain.provision_values import Kind, read_value, write_value
from domain.provisions import filled_in, one_more, provision, provisions, taken_out
from models.vocabulary import Part


@pytest.fixture
def content():
    return reference.document("regulation-213.toml")


def test_what_a_content_lacks_is_filled_in_and_what_it_has_is_left(content):
    older = {
        "duties": {"1": {"name": "Nêu gương", "source": "Điều 1", "standing": "settled"}},
        "terms": {"notice_days": {"value": 7, "source": "Kế hoạch", "standing": "settled"}},
    }

    filled = filled_in(older, content)

    assert filled["duties"] == older["duties"]
    assert filled["terms"]["notice_days"]["value"] == 7
    assert filled["terms"]["draft_days"] == content["terms"]["draft_days"]
    assert filled["full_sheet"] == content["full_sheet"]
    assert filled_in(filled | {"workplace_duties": {}}, content)["workplace_duties"] == {}, (
        "taken out on purpose"
    )


def test_every_provision_of_the_first_version_is_called_by_a_name(content):
    called = [one.called for one in provisions(content)]

    assert ("Duty %(number)s", {"number": "6"}) in called
    assert ("Exempt from introduction, never entered here", {}) in called
    assert len(called) == sum(len(content[part.value]) for part in Part)


def test_a_provision_that_is_not_there_is_not_found(content):
    for mark in (None, "", "duties", "duties.8", "terms.notice", "x.y"):
        with pytest.raises(NotFound):
            provision(content, mark)


def test_those_behind_a_provision_taken_out_move_up(content):
    left = taken_out(content, provision(content, "full_sheet.2"))

    assert list(left["full_sheet"]) == ["1", "2", "3", "4", "5"]
    assert left["full_sheet"]["2"] == content["full_sheet"]["3"]


def test_a_part_does_not_grow_without_end(content):
    while len(content["duties"]) < 30:
        content = one_more(content, Part.DUTIES)

    with pytest.raises(Refused, match="30"):
        one_more(content, Part.DUTIES)
    with pytest.raises(Refused):
        one_more(content, Part.TERMS)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Kind.COUNT, "12", 12),
        (Kind.COUNT, None, None),
        (Kind.DAY, "5/12", "05/12"),
        (Kind.DAY, "20 - 11", "20/11"),
        (Kind.NUMBERS, "7; 1, 2,,2", [1, 2, 7]),
        (Kind.LINES, " Tốt \n\nKhá", ["Tốt", "Khá"]),
        (Kind.LINE, "1-213", "1-213"),
        (Kind.NOTHING, "gì đó", None),
    ],
)
def test_a_value_is_read_as_people_type_it(kind, typed, value):
    assert read_value(kind, typed) == value
    if value is not None:
        assert read_value(kind, write_value(value)) == value


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.COUNT, "0"),
        (Kind.COUNT, "-3"),
        (Kind.COUNT, "12345"),
        (Kind.COUNT, "²"),
        (Kind.DAY, "29/2"),
        (Kind.DAY, "31/11"),
        (Kind.DAY, "tháng 11"),
        (Kind.NUMBERS, "một, hai"),
        (Kind.NUMBERS, ","),
        (Kind.LINES, "Tốt"),
        (Kind.LINES, "Tốt\ntốt"),
        (Kind.LINES, "Tốt\n" + "a" * 101),
        (Kind.LINES, "\n".join("abcdef")),
    ],
)
def test_a_value_that_is_none_is_refused_on_its_field(kind, typed):
    with pytest.raises(Refused) as refused:
        read_value(kind, typed)

    assert {one.field for one in refused.value.reasons} == {kind.field}
