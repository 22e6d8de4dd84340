"""Invented people: names as they are borne in Nghệ An, numbers that nobody has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from models.vocabulary import Sex

Item = TypeVar("Item")

_FAMILIES = (
    ("Nguyễn", 32), ("Trần", 9), ("Lê", 8), ("Hoàng", 5), ("Phạm", 4), ("Hồ", 4), ("Phan", 4), ("Võ", 3), ("Cao", 3),
    ("Đặng", 3), ("Bùi", 3), ("Đinh", 2), ("Ngô", 2), ("Thái", 2), ("Vương", 2), ("Đậu", 2), ("Chu", 2), ("Lô", 1),
)  # fmt: skip


def _words(text: str) -> list[str]:
    return text.split()


_MIDDLES = {
    Sex.MALE: _words("Văn Đình Đức Hữu Quang Xuân Ngọc Minh Công Thanh Sỹ Bá Duy Trọng"),
    Sex.FEMALE: [
        "Thị",
        "Thị",
        "Thị",
        "Thị Thu",
        "Thị Thanh",
        "Thị Hồng",
        "Thị Kim",
        "Thị Bích",
        "Ngọc",
        "Thùy",
    ],
}
_GIVEN = {
    Sex.MALE: _words(
        "Tuấn Hùng Nam Sơn Đức Dũng Thành Cường Long Trung Hải Hiếu Bình Thắng Vinh Quý Lợi Toàn An Khánh"
    ),
    Sex.FEMALE: _words(
        "Trang Thảo Linh Hằng Huyền Hà Hiền Hương Dung Nhung Thủy Lan Nga Hoa Yến Loan Oanh Vân Tâm Châu"
    ),
}
_POSTS = (
    "Chuyên viên",
    "Chuyên viên chính",
    "Phó Trưởng phòng",
    "Trưởng phòng",
    "Kế toán",
    "Giáo viên",
    "Kỹ sư",
)
_STREETS = (
    "Hoa Sen",
    "Bạch Liễu",
    "Phượng Vĩ",
    "Hòa Bình",
    "Tre Xanh",
    "Sông Lam",
    "Hướng Dương",
    "Bình Minh",
)
_DAY = timedelta(days=1)


class Dice:
    """Numbers that look like chance and come in the same order on every computer."""

    def __init__(self, start: int = 213) -> None:
        self._state = start

    def upto(self, limit: int) -> int:
        """A number from 0 to below the limit (Knuth's linear congruential generator)."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) % limit

    def one_of(self, items: Sequence[Item]) -> Item:
        """One of several, each as likely as the others."""
        return items[self.upto(len(items))]

    def weighted(self, items: Sequence[tuple[Item, int]]) -> Item:
        """One of several, each as likely as its weight says."""
        place = self.upto(sum(weight for _item, weight in items))
        for item, weight in items:
            place -= weight
            if place < 0:
                return item
        raise ValueError("weights must be positive")


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody who does not exist."""

    full_name: str
    sex: Sex
    born: date
    admitted: date
    official: date | None
    card: str
    post: str
    phone: str
    address: str


class Crowd:
    """Invents people, one after the other; no two with the same telephone or card."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._number = 0

    def phone(self) -> str:
        """The next number; 0900 followed by a count belongs to nobody here."""
        self._number += 1
        return f"0900{self._number:06}"

    def name(self, sex: Sex | None = None) -> str:
        """Family, middle and given name."""
        sex = sex or self._dice.one_of(list(Sex))
        family, middle = self._dice.weighted(_FAMILIES), self._dice.one_of(_MIDDLES[sex])
        return f"{family} {middle} {self._dice.one_of(_GIVEN[sex])}"

    def person(self, today: date) -> Invented:
        """A working member between 26 and 60 years old; one in thirty is on probation."""
        dice, sex = self._dice, self._dice.one_of(list(Sex))
        born = date(today.year - 26 - dice.upto(34), 1, 1) + _DAY * dice.upto(365)
        admitted = date(born.year + 21 + dice.upto(4), 1, 1) + _DAY * dice.upto(365)
        is_on_probation = dice.upto(30) == 0
        if is_on_probation:
            admitted = today - _DAY * (60 + dice.upto(200))
        phone = self.phone()
        return Invented(
            full_name=self.name(sex),
            sex=sex,
            born=born,
            admitted=admitted,
            official=None if is_on_probation else admitted + _DAY * 366,
            card=f"99.{self._number:06}",
            post=dice.one_of(_POSTS),
            phone=phone,
            address=f"Số {1 + dice.upto(190)} đường {dice.one_of(_STREETS)}",
        )
