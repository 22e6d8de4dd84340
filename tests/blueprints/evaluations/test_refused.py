"""A colleague was quicker: what was open on the screen is refused in words, on the page it was sent from."""

import pytest

from adapters import clock as clocks
from models import EvaluationRequest, db
from models.vocabulary import EvaluationState, LiaisonEnd
from services.liaisons import EndLiaison, end_liaison
from tests.support.factories import an_evaluation
from tests.support.pages import Page

S = EvaluationState


@pytest.mark.parametrize(
    ("who", "person", "opened_in", "path", "typed"),
    [
        ("hanh", "mai", S.SIGNED, "{ref}/send-back", {"reason": "Nhận xét thứ ba chưa rõ."}),
        ("loc", "mai", S.OBJECTED, "{ref}/answer", {"outcome": "kept", "answer": "Biên bản ghi vắng."}),
        ("loc", "mai", S.AGREED, "{ref}/reopen", {"reason": "Sửa lại một câu."}),
        ("mai", "mai", S.SEEN, "own/{ref}/reply", {"kind": "objection", "text": "Tôi có dự họp."}),
        ("loc", "mai", S.AGREED, "sign", {}),
        ("loc", "mai", S.WRITTEN, "agree", {"on": "hôm nay", "front": "Bà Sen", "note_taker": "Bà Tâm"}),
        ("hanh", "mai", S.SIGNED, "to-confirm/{cell}", {"form": "{cell}"}),
        ("hanh", "mai", S.CONFIRMED, "to-confirm", {"form": "/return"}),
        ("thu", "tuan", S.REQUESTED, "requests/{request}/withdraw", {"reason": "Không cần nữa."}),
    ],
    ids=lambda value: value if isinstance(value, str) and "/" in value else None,
)
def test_what_a_colleague_has_dealt_with_meanwhile_is_refused_in_words(
    world, sign_in_as, who, person, opened_in, path, typed
):
    sheet = an_evaluation(world.member(person), state=opened_in)
    places = {
        "ref": sheet.ref,
        "cell": world.cell5.ref,
        "request": db.session.get_one(EvaluationRequest, sheet.request_id).ref if sheet.request_id else "",
    }
    typed = {name: value.format_map(places) for name, value in typed.items()}
    browser = sign_in_as(who)
    form = typed.pop("form", None)
    page = browser.page("/evaluations/" + path.format_map(places))
    sheet.state = S.WITHDRAWN
    db.session.commit()

    answer = browser.send(page, form=form, **typed)

    assert answer.status_code in (409, 422), answer.status
    assert Page(answer.text, answer.request.path).words


def test_a_sheet_goes_back_to_the_cell_with_the_reason_and_the_rest_of_the_cell_follows(world, sign_in_as):
    sheet = an_evaluation(world.mai, state=S.SIGNED)
    browser = sign_in_as("hanh")

    page = browser.page(browser.page(f"/evaluations/{sheet.ref}").link("Trả lại chi bộ"))
    answer = browser.send(page, reason="Chưa có ý kiến của ban công tác Mặt trận.")

    assert answer.status_code == 303
    assert answer.location == f"/evaluations/to-confirm/{world.cell5.ref}"
    assert (
        "Chưa có ý kiến của ban công tác Mặt trận."
        in sign_in_as("loc").page(f"/evaluations/{sheet.ref}").words
    )


def test_a_dissent_that_is_too_long_is_led_to_where_it_stands(world, sign_in_as):
    sheet = an_evaluation(world.mai, state=S.WRITTEN)
    browser = sign_in_as("loc")

    answer = browser.fill("/evaluations/agree", **{f"dissent-{sheet.ref}": "ă" * 1001})

    page = Page(answer.text, "/evaluations/agree")
    assert answer.status_code == 422
    assert f'href="#dissent-{sheet.ref}"' in answer.text
    assert (f"dissent-{sheet.ref}", "ă" * 1001) in page.form().values


def test_a_sheet_that_ended_with_the_liaison_says_why_in_vietnamese(world, sign_in_as):
    sheet = an_evaluation(world.mai, state=S.DRAFTED)
    ended = EndLiaison(because=LiaisonEnd.RETIRED, ended_on=clocks.today())
    end_liaison(world.actor("hanh"), world.liaison("mai").ref, ended)

    page = sign_in_as("loc").page(f"/evaluations/{sheet.ref}")

    assert "Không cần nữa" in page.words
    assert LiaisonEnd.RETIRED.text not in page.words
    assert "Nghỉ hưu, chuyển sinh hoạt đảng về nơi cư trú" in page.words
