"""From what is typed to a command, and from a refusal back to its field."""

import unicodedata
from dataclasses import dataclass
from datetime import date

import pytest
from flask import Flask, get_flashed_messages
from flask.testing import FlaskClient

from domain.errors import Refusals, Refused
from models.vocabulary import ChangeKind
from tests.ui.house import CheckedChangeForm, TellChange, TellChangeForm
from tests.ui.posting import GOOD, hidden_in, send
from ui.forms import BaseForm, new_key

PATH = "/changes.new"


@dataclass(frozen=True, kw_only=True)
class AsksMore:
    """A command with a slot that the tried form does not show."""

    full_name: str
    decided_by: str


def filled(house: Flask, **typed: object) -> TellChangeForm:
    """The form as it is after a post with these fields, checked."""
    with house.test_request_context(PATH, method="POST", data={"form_key": new_key(), **typed}):
        form = TellChangeForm(meta={"csrf": False})
        form.validate()
        return form


def test_a_command_is_filled_from_the_fields_of_the_same_names(house: Flask) -> None:
    form = filled(house, **GOOD, admitted_on="3/1998", members=["m1", "m2", "m1"], version="7")

    command = form.read(TellChange)

    assert (command.full_name, command.kind, command.effective_on) == (
        "Nguyễn Văn An",
        ChangeKind.REWARD,
        date(2026, 3, 15),
    )
    assert command.members == ("m1", "m2")
    assert command.version == 7
    assert command.source == "office"


def test_a_slot_without_field_and_without_default_is_a_mistake_of_ours(house: Flask) -> None:
    form = filled(house, **GOOD)

    with pytest.raises(TypeError, match="decided_by"):
        form.read(AsksMore)


def test_text_is_kept_composed_and_without_what_nobody_sees(house: Flask) -> None:
    typed = unicodedata.normalize("NFD", "  Nguyễn\u200b  Văn\u00a0An ")

    assert filled(house, full_name=typed).full_name.data == "Nguyễn Văn An"


def test_an_empty_text_is_none(house: Flask) -> None:
    assert filled(house, note=" \n ").note.data is None


def test_lines_are_kept_in_a_long_text(house: Flask) -> None:
    assert filled(house, note="một\r\nhai").note.data == "một\nhai"


def test_every_text_field_has_a_limit_and_refuses_control_characters(house: Flask) -> None:
    form = filled(house, note="a\x00b", phone="0" * 41)

    assert form.note.errors == ["Đồng chí xóa ký tự lạ trong ô này rồi gõ lại."]
    assert filled(house, full_name="a" * 201).full_name.errors == [
        "Đồng chí viết gọn trong 200 ký tự; hiện có 201."
    ]


def test_a_form_that_is_right_goes_on_to_the_next_page_and_says_so(visitor: FlaskClient) -> None:
    answer = send(visitor, PATH, **GOOD)

    assert (answer.status_code, answer.location) == (303, "/")
    assert 'action="/undo"' in visitor.get("/").text


def test_all_errors_of_a_form_are_told_at_once_with_what_was_typed(visitor: FlaskClient) -> None:
    answer = send(visitor, PATH, effective_on="31/2/2026", full_name="")

    assert answer.status_code == 422
    assert "<title>Lỗi: Báo thay đổi" in answer.text
    assert "Có 3 chỗ cần sửa" in answer.text
    assert 'value="31/2/2026"' in answer.text
    assert 'href="#kind-0"' in answer.text


def test_hint_and_error_are_both_tied_to_the_control(visitor: FlaskClient) -> None:
    page = send(visitor, PATH, effective_on="31/2/2026").text

    assert 'aria-describedby="effective_on-hint effective_on-error"' in page
    assert 'id="effective_on-hint"' in page
    assert 'id="effective_on-error"' in page
    assert page.count('aria-invalid="true"') >= 2


def test_a_refusal_lands_on_its_field_in_the_language_of_the_page(visitor: FlaskClient) -> None:
    answer = send(visitor, PATH, **{**GOOD, "full_name": "Refused"})

    assert answer.status_code == 422
    assert 'id="full_name-error"' in answer.text


def test_a_refusal_without_a_field_stands_on_top(visitor: FlaskClient) -> None:
    answer = send(visitor, PATH, **{**GOOD, "full_name": "Whole"})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert 'id="full_name-error"' not in answer.text


def test_several_refusals_each_find_their_field(house: Flask) -> None:
    form = filled(house, **GOOD)

    with house.test_request_context(PATH):
        form.blame(Refusals([Refused("One.", field="note"), Refused("Two."), Refused("One.", field="note")]))

    assert form.note.errors == ["One."]
    assert form.form_errors == ["Two."]


def test_after_a_refusal_the_next_press_is_a_new_one(visitor: FlaskClient) -> None:
    before = hidden_in(visitor.get(PATH).text)

    after = hidden_in(visitor.post(PATH, data={**before, **GOOD, "full_name": "Refused"}).text)

    assert after["form_key"] != before["form_key"]


def test_a_stale_form_answers_with_both_texts(visitor: FlaskClient) -> None:
    answer = send(visitor, PATH, **{**GOOD, "full_name": "Conflict"})

    assert answer.status_code == 409
    assert 'value="Conflict"' in answer.text
    assert "Nguyễn Văn B" in answer.text


def test_a_form_without_its_key_is_asked_again(visitor: FlaskClient) -> None:
    answer = send(visitor, PATH, **GOOD, form_key="x")

    assert answer.status_code == 422
    assert "Trang này mở đã lâu" in answer.text


def test_a_form_without_its_token_is_turned_away(visitor: FlaskClient) -> None:
    assert visitor.post(PATH, data=GOOD).status_code == 400


def test_a_json_body_is_no_form(visitor: FlaskClient) -> None:
    token = hidden_in(visitor.get(PATH).text)["csrf_token"]

    answer = visitor.post(PATH, json=[1, 2], headers={"X-CSRFToken": token})

    assert answer.status_code == 422


def test_the_digest_tells_bodies_and_addresses_apart_but_not_tokens(house: Flask) -> None:
    def digest(path: str = PATH, **typed: str) -> str:
        with house.test_request_context(path, method="POST", data=typed):
            return BaseForm(meta={"csrf": False}).digest()

    plain = digest(full_name="An")
    assert plain == digest(full_name="An", csrf_token="other", form_key="other")
    assert plain != digest(full_name="Bình")
    assert plain != digest("/pin", full_name="An")
    assert len(plain) == 64


def test_a_phone_number_brought_up_to_date_is_said(visitor: FlaskClient) -> None:
    send(visitor, PATH, **GOOD, phone="0163 345 6789")

    assert "033 345 6789" in visitor.get("/").text


def test_a_checked_form_shows_its_check_page_first_and_carries_what_was_typed(visitor: FlaskClient) -> None:
    path = "/changes.checked"

    check = send(visitor, path, step="check", full_name="Nguyễn Văn An", members=["m1", "m2"])
    assert check.status_code == 200
    assert "Kiểm tra trước khi gửi" in check.text
    assert check.text.count('name="members"') == 2

    sent = visitor.post(
        path, data={**hidden_in(check.text), "step": "send", "full_name": "Nguyễn Văn An", "members": ["m1"]}
    )
    assert sent.status_code == 303


def test_a_checked_form_with_errors_stays_where_it_is(visitor: FlaskClient) -> None:
    answer = send(visitor, "/changes.checked", step="check", full_name="")

    assert answer.status_code == 422
    assert "Giới thiệu đảng viên" in answer.text


def test_going_back_from_the_check_page_keeps_what_was_typed(visitor: FlaskClient) -> None:
    answer = send(visitor, "/changes.checked", step="edit", full_name="Nguyễn Văn An")

    assert answer.status_code == 200
    assert 'value="Nguyễn Văn An"' in answer.text


def test_secrets_are_not_carried(house: Flask) -> None:
    with house.test_request_context("/pin", method="POST", data={"pin": "123456"}):
        from tests.ui.house import PinForm

        assert PinForm(meta={"csrf": False}).typed() == []


def test_a_button_without_a_command_runs_too(house: Flask) -> None:
    with house.test_request_context("/x", method="POST", data={"form_key": new_key()}):
        form = BaseForm(meta={"csrf": False})

        assert form.run(lambda: "done")
        assert form.result == "done"
        assert get_flashed_messages() == []


def test_the_check_page_is_not_skipped(house: Flask) -> None:
    body = {"form_key": new_key(), "full_name": "An", "step": "check"}
    with house.test_request_context("/changes.checked", method="POST", data=body):
        form = CheckedChangeForm(meta={"csrf": False})

        assert not form.submit(TellChange, lambda command: command)
        assert form.is_to_be_checked()


def test_errors_are_told_in_the_order_of_the_page(house: Flask) -> None:
    class Later(TellChangeForm):
        page_order = ("effective_on", "kind", "full_name")

    with house.test_request_context(PATH, method="POST", data={"form_key": new_key()}):
        form = Later(meta={"csrf": False})
        form.validate()

    assert [control for _said, control in form.found()] == ["effective_on", "kind-0", "full_name"]
