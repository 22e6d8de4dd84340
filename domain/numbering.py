"""Numbers and dates as Party documents write them (Guidance 36-HD/VPTW)."""

from datetime import date


def number_text(number: int, symbol: str) -> str:
    """The number of a document of a committee in its term: 01-GGT/ĐU (BR-12); never used twice, from 1 on."""
    if number < 1:
        raise ValueError("a series begins with 1")
    return f"{number:02d}-{symbol}"


def document_date(day: date) -> str:
    """A date as documents write it, in Vietnamese: days below 10 and months 1 and 2 take a zero."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
