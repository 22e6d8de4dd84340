"""Forms: what a person typed becomes a command, and what a rule refused comes back to its field.

The only file that reads `request.form`. One form class per step and kind; a field that is not
shown cannot be written, because a command is filled from the fields of the same names and from nothing else.
"""

import dataclasses
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from flask import current_app, flash, g, request, session
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import HiddenField, StringField
from wtforms.validators import ValidationError

from access import Actor
from adapters.kept_files import SentFile
from domain.errors import Conflict, NotFound, Refused
from services import unit
from services.drafts import DRAFT_AT, take_draft, typed_on
from ui.i18n import OWN_WORDS, OwnWords, translate
from ui.validators import NoControlCharacters, NotLonger, tidy, tidy_line

C = TypeVar("C")

KEEPS = "keeps_typed"
"""Marks a view on whose page what was typed stays until it was sent (ui/typed.py)."""
_PROOF = 24
NOT_IN_DIGEST = frozenset({"csrf_token", "form_key", "step"})


def new_key(path: str | None = None) -> str:
    """A one-time key for a form that is about to be shown; one for a path proves later that it was shown for it."""
    key = secrets.token_urlsafe(16)
    return key + _proof(key, path) if path else key


def _proof(key: str, path: str) -> str:
    """That a page held out a form for this path to this person, in the office held then."""
    actor = g.get("actor", Actor.nobody())
    shown = repr((key, path, actor.account_id, actor.mandate_ref)).encode()
    return hmac.new(str(current_app.secret_key).encode(), shown, hashlib.sha256).hexdigest()[:_PROOF]


def tell(said: str, **more: str | None) -> None:
    """Leave a sentence for the banner of the next page."""
    flash({"said": said, **more}, "done")  # type: ignore[arg-type]  # the session keeps it as JSON


def posted() -> list[tuple[str, str]]:
    """Everything the browser posted, as it came: to be kept for the person whose session had ended."""
    return list(request.form.items(multi=True))


def uploaded(name: str) -> bytes | None:
    """A file that came with the form, read into memory; its size is that of a request at most. None for no file."""
    file = request.files.get(name)
    return file.read() if file and file.filename else None


def kept() -> MultiDict[str, str] | None:
    """What the person had typed on this page when the session ended, given back once; or whenever, where it stays.

    The view that signs people in leaves the path they wanted in the session under `DRAFT_AT`.
    """
    if "kept" not in g:
        g.kept = None
        stays = getattr(current_app.view_functions.get(request.endpoint or ""), KEEPS, False)
        is_wanted = session.get(DRAFT_AT) == request.path
        if is_wanted:
            session.pop(DRAFT_AT)
        if is_wanted or stays:
            give = typed_on if stays else take_draft
            if pairs := give(g.actor, request.path):
                g.kept = MultiDict(pairs)
                tell(str(_l("What you had typed is here again. Check it and press the button.")))
    kept_here: MultiDict[str, str] | None = g.kept
    return kept_here


def fill(form: Any, command: type[C]) -> C:
    """A dataclass filled from the fields of the same names; a slot that has neither field nor default is a mistake."""
    values = {}
    for slot in dataclasses.fields(command):  # type: ignore[arg-type]  # any dataclass
        if slot.name in form:
            values[slot.name] = form[slot.name].data
        elif slot.default is dataclasses.MISSING and slot.default_factory is dataclasses.MISSING:
            raise TypeError(f"{type(form).__name__} has no field for {command.__name__}.{slot.name}")
    return command(**values)


class BaseForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF carries no types
    """A form with our words, tidy text, a one-time key and the way to a use case and back."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # Flask-WTF carries no types
        """How fields are made and where their words come from."""

        def get_translations(self, form: Any) -> OwnWords:
            """WTForms' own sentences from our catalogue: it ships no Vietnamese."""
            return OWN_WORDS

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What a browser's form posts, and never a JSON body."""
            if formdata is None or isinstance(formdata, MultiDict):
                return formdata
            return request.form if form.is_submitted() else kept()

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            """Every field that takes text is tidied, limited and free of control characters."""
            field = unbound_field.bind(form=form, **options)
            if isinstance(field, StringField):
                _discipline(field)
            return field

    form_key = HiddenField(default=lambda: new_key(request.path))

    page_order: ClassVar[tuple[str, ...]] = ()
    """The fields in the order of the page, where a base class declares some of them: errors are told in this order."""

    result: Any = None
    result_ref: str | None = None
    is_repeated = False
    conflict: Conflict | None = None

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        fields: dict[str, Any] = self._fields  # type: ignore[has-type]  # WTForms carries no types
        seen = [name for name in self.page_order if name in fields]
        unseen = [name for name in fields if name not in seen]
        self._fields = {name: fields[name] for name in (*unseen, *seen)}

    def read(self, command: type[C]) -> C:
        """The command filled from the fields of the same names; its own defaults stand where there is no field."""
        return fill(self, command)

    def submit(self, command: type[C], action: Callable[[C], object]) -> bool:
        """On POST: check the shape, run the use case once for this key, put a refusal on its field.

        True means done: `result` is what the use case returned (None at a repeated click) and `result_ref`
        the reference of the result (also at a repeated click).
        """
        return self.run(lambda: action(self.read(command)))

    def run(self, action: Callable[[], object]) -> bool:
        """As `submit`, for a button without a command."""
        if not self.validate_on_submit():
            return False
        try:
            with unit.once(str(self.form_key.data), self.digest()) as first:
                self.result = action()
        except (Refused, Conflict) as refused:
            self.blame(refused)
            return False
        except NotFound:
            if not self.was_held_out():
                raise
            self.blame(Conflict())
            return False
        self.result_ref, self.is_repeated = first.result_ref, first.repeated
        for change in filter(None, (getattr(field, "change", None) for field in self)):
            tell(str(_l("Phone number brought up to date: %(change)s", change=change)))
        return True

    def attempt(self, action: Callable[[], object]) -> bool:
        """As `run`, without the one-time key: for what may be sent again, or must be counted even when refused."""
        if not self.validate_on_submit():
            return False
        try:
            self.result = action()
        except Refused as refused:
            self.blame(refused)
            return False
        return True

    def look(self, question: Callable[[], object]) -> None:
        """Ask what came with the address, as `attempt` asks what was posted."""
        try:
            self.result = question()
        except Refused as refused:
            self.blame(refused)

    def blame(self, refused: Refused | Conflict) -> None:
        """Put each refusal on its field, or on the form, translated; the next click counts as a new one."""
        self.form_key.data = new_key(request.path)
        g.refused = refused
        if isinstance(refused, Conflict):
            self.conflict = refused
            self.form_errors.append(translate(refused.message, refused.params))
            return
        for reason in refused.reasons:
            sentence = translate(reason.message, reason.params)
            field = self._fields.get(reason.field) if reason.field else None
            if field is None:
                self.form_errors.append(sentence)
            elif sentence not in field.errors:
                field.errors = [*field.errors, sentence]

    def validate_form_key(self, field: HiddenField) -> None:
        """A form without its key is not one of ours, or comes from before a change of version."""
        if not re.fullmatch(r"[A-Za-z0-9_-]{16,64}", field.data or ""):
            field.data = new_key(request.path)
            raise ValidationError(
                str(_l("This page had grown old. Please check it and press the button again."))
            )

    def was_held_out(self) -> bool:
        """Whether a page showed this form to this person: what it is about was in sight then."""
        key, proof = str(self.form_key.data)[:-_PROOF], str(self.form_key.data)[-_PROOF:]
        return hmac.compare_digest(proof, _proof(key, request.path))

    def digest(self) -> str:
        """What was posted here, as a keyed hash: the same key with another body is another request.

        Secrets stay out of it: a quick hash of six digits would give them away.
        """
        left_out = NOT_IN_DIGEST | {field.name for field in self if is_secret(field)}
        told = sorted(pair for pair in posted() if pair[0] not in left_out)
        body = repr((request.path, told)).encode()
        return hmac.new(str(current_app.secret_key).encode(), body, hashlib.sha256).hexdigest()

    def hidden(self) -> list[Any]:
        """The fields that a form carries without showing them."""
        return [field for field in self if isinstance(field, HiddenField) and field.short_name != "step"]

    def typed(self) -> list[tuple[str, str]]:
        """What was posted in the fields that are shown, to be carried through a check page; secrets are not."""
        shown = {field.name for field in self if not isinstance(field, HiddenField) and not is_secret(field)}
        return [(name, value) for name, value in posted() if name in shown]

    def found(self) -> list[tuple[str, str | None]]:
        """Every error with the id of the control it leads to, those of the whole form first."""
        of_fields = [(str(error), control_id(field)) for field in self for error in field.errors]
        return [(str(error), None) for error in self.form_errors] + of_fields

    @property
    def has_errors(self) -> bool:
        """Whether something stands on the form to be put right."""
        return bool(self.form_errors) or any(field.errors for field in self._fields.values())


class UploadForm(BaseForm):
    """A form that takes a file."""

    class Meta(BaseForm.Meta):
        """Files travel apart from what is typed."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was typed and what was chosen, as one."""
            typed = super().wrap_formdata(form, formdata)
            return CombinedMultiDict([request.files, typed]) if form.is_submitted() else typed

    def digest(self) -> str:
        """The files are part of what was posted: the same key with another file is another request."""
        files = [field.data for field in self if isinstance(field.data, SentFile)]
        contents = [hashlib.sha256(file.content).hexdigest() for file in files]
        return hashlib.sha256(repr((super().digest(), contents)).encode()).hexdigest()


class CheckedForm(BaseForm):
    """A form whose second page shows what will happen, and to whom, before it happens.

    Buttons carry the step: `check` shows the check page, `send` runs the use case, `edit` goes back.
    """

    step = HiddenField(default="check")

    def is_to_be_checked(self) -> bool:
        """Whether the form is complete and the person has not yet confirmed: time for the check page."""
        return self.step.data == "check" and bool(self.validate_on_submit())

    def submit(self, command: type[C], action: Callable[[C], object]) -> bool:
        """As `BaseForm.submit`, once the check page was confirmed."""
        return self.step.data == "send" and super().submit(command, action)


def is_secret(field: Any) -> bool:
    """Whether what is typed in a field is never shown, stored or carried: a password, a PIN."""
    return bool(getattr(field, "is_secret", False))


def control_id(field: Any) -> str | None:
    """The id of the control to which an error leads: of several, the first; None for what is carried unseen."""
    if isinstance(field, HiddenField) or not getattr(field, "is_led_to", True):
        return None
    if hasattr(field, "iter_choices"):
        return f"{field.id}-0" if field.choices else None
    return str(field.id)


def _discipline(field: Any) -> None:
    """Give a text field its filter, its limit and its rule about control characters."""
    lines = getattr(field, "kind", "") == "long"
    if not is_secret(field):
        field.filters = (tidy if lines else tidy_line, *field.filters)
    field.validators = [NoControlCharacters(lines), NotLonger(getattr(field, "most", 200)), *field.validators]
