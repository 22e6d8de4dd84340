"""What all builders share: invented names and numbers, and the row that is written at once."""

from itertools import count
from typing import Any, TypeVar

from models import (
    db,
)

numbers = count(1)
Row = TypeVar("Row")
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Võ", "Đặng", "Bùi", "Hồ")
_MIDDLES = ("Văn", "Thị", "Đức", "Thu", "Quang", "Ngọc", "Hữu", "Minh", "Xuân")
_GIVEN = ("An", "Bình", "Châu", "Dương", "Giang", "Hiền", "Khoa", "Lan", "Nam", "Phương", "Thảo", "Vân", "Ý")


def a_name() -> str:
    """An invented name, another one each time."""
    number = next(numbers)
    lists = (_FAMILIES, _MIDDLES, _GIVEN)
    return " ".join(words[number % len(words)] for words in lists)


def a_phone() -> str:
    """A number that nobody has: 0900 followed by six digits."""
    return f"0900{next(numbers):06}"


def written(row: Row, **more: Any) -> Row:
    for name, value in more.items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.commit()
    return row
