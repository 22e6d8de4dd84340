"""Why a workbook was not read, in words that say what to do."""

from __future__ import annotations

from adapters.cells import Flaw
from domain.errors import Refused


def unreadable(flaw: Flaw, *, megabytes: int, rows: int, field: str | None = None) -> Refused:
    """The refusal of a file for one flaw, given how many MB and rows are allowed."""
    match flaw:
        case Flaw.EMPTY:
            return Refused(
                "The file is empty. Save the list in Excel again and choose it once more.", field=field
            )
        case Flaw.NOT_A_WORKBOOK:
            return Refused(
                "The file is not from Excel, whatever its name. Open the list in Excel and save it as .xlsx.",
                field=field,
            )
        case Flaw.OLD_FORMAT:
            return Refused(
                "The file is in another Excel format. Open it in Excel and save it as .xlsx.", field=field
            )
        case Flaw.PROTECTED:
            return Refused(
                "The file is protected by a password. Take the password off and save it again.", field=field
            )
        case Flaw.MACROS:
            return Refused(
                "The file contains macros. Save it in Excel as .xlsx, without macros.", field=field
            )
        case Flaw.TOO_LARGE:
            return Refused(
                "The file is larger than %(megabytes)s MB. Leave only the list in it and save it again.",
                field=field,
                megabytes=megabytes,
            )
        case Flaw.TOO_MANY_ROWS:
            return Refused(
                "The list has more than %(rows)s rows. Divide it into several files.", field=field, rows=rows
            )
        case Flaw.TOO_HEAVY | Flaw.SUSPICIOUS:
            return Refused(
                "The file holds far more than a list. Copy the list alone into a new workbook and save that as .xlsx.",
                field=field,
            )
        case Flaw.BROKEN:
            return Refused("The file is damaged. Open it in Excel and save it again as .xlsx.", field=field)
