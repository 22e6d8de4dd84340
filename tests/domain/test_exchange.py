"""The exchange file: what is written is read again, and what was harmed on the way is found out."""

from datetime import date
from hashlib import sha256

import pytest

from domain.errors import Refused
from domain.exchange import FORMAT, Column, compare, read, written
from tests.support.exchange import AN, BA

DAY = date(2026, 3, 16)


def a_file(*rows):
    return written("16702", DAY, rows or (AN, BA))


def test_what_is_written_is_read_again():
    file = read(a_file())

    assert file.rows == (AN, BA)
    assert (file.head.unit_code, file.head.taken_on, file.head.rows) == ("16702", DAY, 2)


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "-x", "@SUM", "'quoted", "a,b", 'a "b"', "two\nlines", "", " "]
)
def test_any_text_comes_back_as_it_was_and_none_begins_like_a_formula(text):
    data = a_file(AN | {Column.POSITION: text})

    assert read(data).rows[0][Column.POSITION] == text
    assert not any(
        cell.startswith(("=", "+", "-", "@"))
        for line in data.decode().split("\n")
        for cell in line.split(",")
    )


def test_every_changed_letter_is_found_out():
    data = a_file()
    start = data.index(b"\n") + 1
    for place in range(start, len(data)):
        harmed = bytearray(data)
        harmed[place] ^= 1
        with pytest.raises(Refused):
            read(bytes(harmed))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no exchange file"),
        (b"STT,Ho ten\n1,An\n", "no exchange file"),
        (a_file().replace(b"exchange/1", b"exchange/2"), "is of version"),
        (a_file()[: a_file().rindex(b"Tr")], "is cut"),
        (a_file().replace(b"2026-03-16", b"2026-13-16"), "first line of the file is damaged"),
        (a_file().replace("Nguyễn".encode(), b"Nguyen"), "was changed"),
        (a_file().decode().encode("utf-16"), "not in Unicode"),
        (a_file().replace(b"\n", b"\r"), "first line of the file is damaged"),
        (b"STT,Ho ten\r1,An\r", "no exchange file"),
        (b'{"members":"' + b"x" * 140_000 + b'"}', "no exchange file"),
        (
            f"{FORMAT},16702,2026-03-16,-1,{sha256().hexdigest()}\n".encode(),
            "first line of the file is damaged",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_said(data, said):
    with pytest.raises(Refused, match=said):
        read(data)


def test_two_registers_are_compared_person_by_person():
    cam = AN | {Column.FULL_NAME: "Lê Thị Cam", Column.CARD: "", Column.BORN: "1990"}
    dau = AN | {Column.FULL_NAME: "Phan Văn Dậu", Column.CARD: "", Column.BORN: "1991"}

    found = compare([AN, BA, cam], [BA | {Column.PHONE: "0909"}, AN, dau])

    assert (found.same, found.only_here, found.only_there) == (1, [cam], [dau])
    assert [(one.here, one.columns) for one in found.differing] == [(BA, (Column.PHONE,))]


def test_a_person_is_recognised_by_the_card_whatever_the_name_and_told_apart_by_it():
    renamed = AN | {Column.FULL_NAME: "Nguyễn Văn Ân"}
    homonym = AN | {Column.CARD: "99.000001"}

    assert compare([AN], [renamed]).differing[0].columns == (Column.FULL_NAME,)
    assert compare([AN], [homonym]).only_there == [homonym]


def test_a_list_that_does_not_tell_a_column_differs_in_nothing_there():
    silent = [row | {Column.PHONE: "", Column.ADDRESS: ""} for row in (AN, BA)]

    assert compare([AN, BA], silent).same == 2
