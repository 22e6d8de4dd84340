"""Logs as one JSON object a line, on the error stream: what happened, when, under which number.

A line holds ids and words of the program. What people typed never belongs into it; where it slips in all the same,
JSON keeps it on its line. Of an exception the kind and the places in the code are told, never its message: those of a
database quote the values of a row.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

from adapters import clock

ROOT = Path(__file__).resolve().parents[1]
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]
_SPOKEN = ("request", "worker")
"""Loggers whose everyday lines are wanted; of all others only warnings are."""


class _ErrorStream(logging.StreamHandler[TextIO]):
    """Writes to the error stream as it is at the moment of writing."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:
        """The error stream of now."""
        return sys.stderr

    @stream.setter
    def stream(self, value: TextIO) -> None:
        """There is no other."""


def write_json() -> None:
    """Send every log line of this process, also those of libraries, to the error stream as JSON; once is enough."""
    root = logging.getLogger()
    if any(isinstance(handler, _ErrorStream) for handler in root.handlers):
        return
    every_line = [_named, structlog.stdlib.add_log_level, _moment]
    handler = _ErrorStream()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=every_line,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _where, _one_line],
        )
    )
    root.addHandler(handler)
    for name in _SPOKEN:
        logging.getLogger(name).setLevel(logging.INFO)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *every_line,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def _named(logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    record = event.get("_record")
    event["logger"] = record.name if record is not None else logger.name
    return event


def _moment(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    event["at"] = clock.now().isoformat(timespec="milliseconds")
    return event


def _where(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Put the kind of an exception and the way to it in the place of its text."""
    told = event.pop("exc_info", None)
    if told is True:
        told = sys.exc_info()
    if isinstance(told, tuple) and told[0] is not None:
        event["trouble"] = told[0].__name__
        event["where"] = _places(told[2])
    return event


def _places(traceback: TracebackType | None) -> list[str]:
    """File, line and function of each frame, without the lines of the code."""
    places = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        path = Path(code.co_filename)
        shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
        places.append(f"{shown}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return places


def _one_line(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    """ASCII alone: line breaks, colours of a terminal and separators of Unicode all come out as escapes."""
    first = {name: event.pop(name, None) for name in ("at", "level", "logger", "event")}
    return json.dumps({**first, **event}, default=_word, ensure_ascii=True)


def _word(value: Any) -> str:
    """Anything JSON does not know, by its kind: its text might tell more than it should."""
    return f"<{type(value).__name__}>"
