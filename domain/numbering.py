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


def known_day(stored: str) -> str:
    """A day as far as it is known, as documents write it: ngày 12 tháng 3 năm 1975, tháng 02 năm 1975, năm 1975."""
    year, *rest = stored.split("-")
    words = [f"năm {year}"]
    if rest:
        month = int(rest[0])
        words.insert(0, f"tháng {month:02d}" if month < 3 else f"tháng {month}")
    if len(rest) > 1:
        words.insert(0, f"ngày {int(rest[1]):02d}")
    return " ".join(words)
