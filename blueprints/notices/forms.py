"""Forms of notices: a question, its answer, the consequence; acknowledging asks for nothing but a press."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from models import Notice
from models.vocabulary import NoticeEffect
from ui.fields import ChoiceField, LongTextField, SelectChoice
from ui.forms import BaseForm
from ui.validators import Needed

MOST = 500
_DOING = {
    NoticeEffect.NONE: _l("The liaison stays as it is"),
    NoticeEffect.ENDED: _l("End the liaison here"),
    NoticeEffect.MOVED: _l("End the liaison here and prepare the next one at the new residence"),
    NoticeEffect.EXEMPTED: _l("Exempt the member from the activities of the residence"),
    NoticeEffect.RESUMED: _l("Let the member take part in the activities of the residence again"),
}


class PressForm(BaseForm):
    """One button without a question: acknowledge, take back."""


class DisputeNoticeForm(BaseForm):
    """What seems wrong to the receiver."""

    reason = LongTextField(
        _l("What seems wrong?"),
        [Needed(_l("Write what seems wrong."))],
        most=MOST,
        description=_l("for example: this comrade does not live here"),
    )


class AnswerNoticeForm(BaseForm):
    """What the workplace answers."""

    answer = LongTextField(_l("Answer"), [Needed(_l("Write the answer."))], most=MOST)


class ProcessNoticeForm(BaseForm):
    """What the receiver does about the liaison: what the change asks, proposed, or nothing."""

    effect = ChoiceField(
        _l("What becomes of the liaison?"),
        [Needed(_l("Choose what becomes of the liaison."))],
        among=NoticeEffect,
    )

    def __init__(self, notice: Notice, **rest: Any) -> None:
        super().__init__(**rest)
        choices = dict.fromkeys((notice.asks, NoticeEffect.NONE))
        self.effect.choices = [SelectChoice(one.value, _DOING[one]) for one in choices]
        if not self.is_submitted():
            self.effect.data = notice.asks
