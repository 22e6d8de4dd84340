"""What is to be put right in the register as a spreadsheet, to be worked through at the desk."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from queries.quality import QualityLine
from ui.spreadsheets import Column, Sheet, born


def faults_sheet() -> Sheet:
    """Each record with all that is to be put right in it."""
    return Sheet(
        "quality.index",
        _l("Data to be put right"),
        (
            Column(_l("Full name"), lambda line: line.full_name, 28),
            Column(_l("Date of birth"), born, 14),
            Column(_l("Workplace"), lambda line: line.workplace, 36),
            Column(_l("Residence cell"), lambda line: line.holder, 30),
            Column(_l("To be put right"), _faults, 60),
        ),
        about=lambda line: line.ref,
    )


def _faults(line: QualityLine) -> str:
    return "; ".join(str(_(fault.text)) for fault in line.faults)
