"""Errors become pages, once and here: what happened, that what was typed is kept, where to go, whom to call."""

import logging
import secrets

from flask import Flask, Response, g, make_response, render_template, request
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from markupsafe import escape
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, InternalServerError

from adapters.passwords import TooBusy
from domain.errors import Conflict, NotAllowed, NotFound, Refused
from services.drafts import SECRETS
from ui.forms import posted
from ui.i18n import translate

log = logging.getLogger(__name__)

RETRY_AFTER = "30"  # seconds, for a browser or a proxy that asks again by itself

PAGES = {
    400: (_l("The page could not read what was sent"), _l("Open the page again and send once more.")),
    403: (
        _l("You do not have access to this page"),
        _l("None of your offices opens it. If you need it for your work, call the office."),
    ),
    404: (_l("Page not found"), _l("There is nothing at this address, or it is not open to your office.")),
    405: (_l("This address is not opened in this way"), _l("Go back and use the buttons of the page.")),
    409: (
        _l("Somebody has changed this in the meantime"),
        _l("Open the page again to see what stands there now."),
    ),
    413: (
        _l("What was sent is too large"),
        _l("Shorten the text or choose a smaller file, then send again."),
    ),
    422: (_l("This could not be done"), _l("Read the reason below, then go back and put it right.")),
    429: (_l("Too many tries"), _l("Wait some minutes, then try again.")),
    500: (
        _l("The server had a problem"),
        _l(
            "What you saved before is kept. Try again in a few minutes; "
            "if it happens again, call the office and read the number below."
        ),
    ),
    503: (
        _l("The register is busy or being looked after"),
        _l("What you saved before is kept. Wait half a minute, then open the page again."),
    ),
}
OLD_PAGE = (
    _l("This page had grown old"),
    _l("It was opened too long ago, or you have signed out since. Open it again and send once more."),
)


def init_app(app: Flask) -> None:
    """One class, one status, one page."""
    app.register_error_handler(Refused, lambda error: answer(422, said=_sentences(error)))
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(
        NotAllowed, lambda error: answer(403, said=[translate(error.message, error.params)])
    )
    app.register_error_handler(Conflict, _conflict)
    app.register_error_handler(TooBusy, lambda _error: answer(503))
    app.register_error_handler(CSRFError, lambda _error: answer(400, words=OLD_PAGE))
    app.register_error_handler(HTTPException, _http)
    for unreachable in (OperationalError, InterfaceError, PoolTimeout):
        app.register_error_handler(unreachable, _unreachable)
    app.register_error_handler(InternalServerError, _broken)


def answer(
    status: int,
    *,
    said: list[str] | None = None,
    detail: str | None = None,
    theirs: str | None = None,
    words: tuple[object, object] | None = None,
) -> Response:
    """The page of an error; where even that fails, the page that cannot."""
    g.is_broken = status >= 500  # the shell then asks the database for nothing
    title, reason = words or PAGES.get(status, PAGES[500 if status >= 500 else 400])
    try:
        page = render_template(
            "errors/error.html",
            status=status,
            title=title,
            reason=detail or reason,
            said=said or [],
            theirs=theirs,
            again=_to_send_again() if status == 503 else [],
            again_at=request.full_path.rstrip("?"),
            correlation=correlation(),
        )
    except Exception:  # the last resort answers every failure, its own included
        log.exception("the error page failed %s", correlation())
        return last_resort(status, correlation())
    made = make_response(page, status)
    if status == 503:
        made.headers["Retry-After"] = RETRY_AFTER
    return made


def _to_send_again() -> list[tuple[str, str]]:
    """What was posted while the register was away, for a button that sends it once more; never with a secret in it.

    The key of the form is among it, so that what had been recorded after all is not recorded twice.
    """
    pairs = posted() if request.method == "POST" else []
    return [] if SECRETS & {name for name, _value in pairs} else pairs


def correlation() -> str:
    """The number under which this request stands in the log, short enough to read over the telephone."""
    if "correlation" not in g:
        g.correlation = secrets.token_hex(4).upper()
    return str(g.correlation)


def last_resort(status: int, number: str = "") -> Response:
    """A page made of this string alone: no template, no database, no translation, nothing that can fail."""
    sentence = {
        400: "Địa chỉ này không thuộc Sổ liên hệ 213.",
        503: "Sổ đang bận hoặc đang được bảo trì. Đồng chí chờ nửa phút rồi mở lại trang.",
    }.get(status, "Máy chủ gặp sự cố. Nội dung đã lưu trước đó vẫn được giữ. Đồng chí thử lại sau ít phút.")
    told = f"<p>Mã số để báo: {escape(number)}</p>" if number else ""
    page = Response(
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Sổ liên hệ 213</title></head>'
        f"<body><main><h1>Sổ liên hệ 213</h1><p>{sentence}</p>{told}"
        '<p><a href="/">Về trang đầu</a></p></main></body></html>',
        status=status,
        content_type="text/html; charset=utf-8",
    )
    if status == 503:
        page.headers["Retry-After"] = RETRY_AFTER
    return page


def _sentences(refused: Refused) -> list[str]:
    return [translate(reason.message, reason.params) for reason in refused.reasons]


def _not_found(error: NotFound) -> Response:
    """What a colleague moved away cannot be shown again beside what was refused about it: then that is said alone."""
    refused = g.get("refused")
    if isinstance(refused, Conflict):
        return _conflict(refused)
    if refused is not None:
        return answer(422, said=_sentences(refused))
    return answer(404, detail=translate(error.message, error.params))


def _conflict(conflict: Conflict) -> Response:
    return answer(409, said=[translate(conflict.message, conflict.params)], theirs=conflict.theirs)


def _http(error: HTTPException) -> Response | HTTPException:
    """Werkzeug's own errors; redirects among them pass, and headers that say what is allowed stay."""
    status = error.code or 500
    if status < 400:
        return error
    made = answer(status)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            made.headers[name] = value
    return made


def _unreachable(error: DBAPIError | PoolTimeout) -> Response:
    log.error("database unreachable %s: %s", correlation(), type(error).__name__)
    return answer(503)


def _broken(error: InternalServerError) -> Response:
    """Everything nobody expected; the stack trace is in the log, the page has the number only."""
    cause = error.original_exception
    if isinstance(cause, OperationalError | InterfaceError | PoolTimeout):
        return _unreachable(cause)
    log.error("unexpected %s: %s", correlation(), type(cause).__name__)
    return answer(500)
