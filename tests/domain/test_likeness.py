"""Two records of one person: what speaks for it, and what is never enough."""

import pytest

from domain.likeness import Likeness, Person, Reason, likeness

MAI = Person("Nguyễn Thị Mai", "1988-05-12", "66613508", "0912345678")
R = Reason


def test_what_is_the_same_in_everything_has_every_reason():
    assert likeness(MAI, MAI).reasons == (R.SAME_CARD, R.SAME_NAME, R.SAME_BIRTH, R.SAME_PHONE)


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (Person("Nguyễn Thị Mai", "1988-05-12"), Person("NGUYỄN THỊ MÃI", "1988-05-12"), (R.SAME_NAME, R.SAME_BIRTH)),
        (Person("Nguyễn Thị Mai", "1988-05-12"), Person("Nguyễn Thị Mại", "1988"), (R.SAME_NAME, R.BIRTH_FITS)),
        (Person("Nguyễn Thị Mai", "1988-05-12"), Person("Nguyễn Thị Mia", "1988-05-12"), (R.NEAR_NAME, R.SAME_BIRTH)),
        (Person("Nguyễn Thị Mai", "1988-05-12"), Person("Nguyễn Thị Mai", "1988-12-05"),
         (R.SAME_NAME, R.DAY_AND_MONTH)),
        (Person("Nguyễn Thị Mai", "1988", None, "09"), Person("Nguyễn Thị Mai", "1990", None, "09"),
         (R.SAME_NAME, R.SAME_PHONE)),
        (Person("Nguyễn Thị Mai", None, "66"), Person("Lê Văn Ba", None, "66"), (R.SAME_CARD,)),
    ],
)  # fmt: skip
def test_what_is_worth_asking_is_said_with_its_reasons(one, other, reasons):
    found = likeness(one, other)

    assert found.reasons == reasons
    assert found.is_probable
    assert likeness(other, one) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Person("Lê Hữu Ánh", "1978-02-03"), Person("Lê Hữu Ánh", "1985-02-03")),
        (Person("Lê Hữu Ánh", "1978-02-03"), Person("Trần Văn Ba", "1978-02-03")),
        (Person("Lê Hữu Ánh", "1978", None, "0912"), Person("Trần Văn Ba", "1980", None, "0912")),
        (Person("An Bá", "1978-02-03", None, None), Person("An Bá", "1981-02-03", None, None)),
        (Person("Lê Hữu Ánh"), Person("Lê Hữu Ánh")),
    ],
)
def test_a_name_a_date_or_a_telephone_number_alone_is_not_enough(one, other):
    assert not likeness(one, other).is_probable


def test_two_card_numbers_tell_two_people_apart_whatever_else_is_the_same():
    assert likeness(MAI, Person(MAI.full_name, MAI.born, "66613509", MAI.phone)) == Likeness()


def test_in_a_short_name_one_letter_makes_another_name():
    assert likeness(Person("Lê Ba"), Person("Lê Bo")).reasons == ()
