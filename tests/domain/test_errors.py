"""The errors that carry a sentence to the edge."""

import pickle

import pytest

from domain.errors import (
    Conflict,
    LiaisonError,
    NotAllowed,
    NotFound,
    Refusals,
    Refused,
    gathered,
    refuse_if_any,
)

LATE = Refused("The day %(day)s is in the future.", field="received_on", day="1/1/2030")
EMPTY = Refused("Write the name.", field="full_name")


def test_a_refusal_keeps_its_sentence_its_field_and_its_parameters():
    assert LATE.message == "The day %(day)s is in the future."
    assert (LATE.field, LATE.params) == ("received_on", {"day": "1/1/2030"})
    assert str(LATE) == "The day 1/1/2030 is in the future."


def test_a_sentence_without_parameters_may_contain_a_percent_sign():
    assert str(Refused("100% of the rows")) == "100% of the rows"


def test_one_refusal_and_many_are_read_in_the_same_way():
    assert EMPTY.reasons == (EMPTY,)
    assert Refusals([EMPTY, Refusals([LATE])]).reasons == (EMPTY, LATE)


def test_several_refusals_speak_first_about_the_first():
    both = Refusals([LATE, EMPTY])

    assert (both.message, both.field, both.params) == (LATE.message, LATE.field, LATE.params)
    assert str(both) == "The day 1/1/2030 is in the future. Write the name."


def test_refusals_are_caught_as_a_refusal():
    with pytest.raises(Refused) as caught:
        refuse_if_any([EMPTY, LATE])

    assert caught.value.reasons == (EMPTY, LATE)


def test_nothing_to_refuse_is_no_error():
    looked_at = []

    def found():
        looked_at.append("the whole form")
        yield from ()

    refuse_if_any(found())

    assert looked_at == ["the whole form"]


def test_a_refusal_without_a_reason_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="needs a reason"):
        Refusals([])


@pytest.mark.parametrize(
    "error",
    [LATE, Refusals([LATE, EMPTY]), NotFound(), NotAllowed("No %(a)s", a=1), Conflict("Changed", theirs="x")],
)
def test_an_error_travels_between_processes(error):
    copy = pickle.loads(pickle.dumps(error))

    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert isinstance(copy, LiaisonError)


def test_what_is_absent_and_what_is_out_of_sight_sound_the_same():
    assert "or it is not open to your office" in str(NotFound())
    assert str(NotFound("No such committee: %(code)s.", code="163")) == "No such committee: 163."


def test_a_conflict_shows_what_the_other_person_wrote():
    assert Conflict("Somebody changed this.", theirs="Trần Thị Mai").theirs == "Trần Thị Mai"


def test_what_is_the_same_of_several_people_is_told_once_with_all_their_names() -> None:
    found = [
        Refused("The letter of %(name)s is dated %(day)s.", field="on", name="An", day="1/3"),
        Refused("The letter of %(name)s is dated %(day)s.", field="on", name="Bình", day="2/3"),
        Refused("The letter of %(name)s is dated %(day)s.", field="on", name="Châu", day="1/3"),
        Refused("Write a day.", field="on"),
    ]

    told = [str(refused) for refused in gathered(found)]

    assert told == [
        "The letter of An, Châu is dated 1/3.",
        "The letter of Bình is dated 2/3.",
        "Write a day.",
    ]
