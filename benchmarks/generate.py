"""Invented lists of any length, the same at every run; nobody in them exists.

python -m benchmarks.generate 20000 list.xlsx
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

START = 213
"""The fixed start: two machines make the same list."""
PER_CELL = 45
"""Members of one residence cell, about the mean of a city."""

_HEADINGS = (
    "TT", "Họ và tên", "Giới tính", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Số thẻ đảng viên",
    "Chức vụ", "Chi bộ nơi công tác", "Đảng ủy nơi công tác", "Địa chỉ nơi cư trú", "Chi bộ nơi cư trú",
    "Số điện thoại", "Diện", "Ghi chú",
)  # fmt: skip
_FAMILY = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Võ", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Lương",
)  # fmt: skip
_WEIGHTS = (384, 121, 95, 70, 51, 45, 20, 19, 21, 20, 14, 13, 13, 10)
_MEN = (
    "Tuấn", "Hoàng", "Huy", "Anh", "Hiếu", "Hùng", "Nam", "Sơn", "Đức", "Dũng", "Thành", "Đạt", "Cường",
    "Hải",
)  # fmt: skip
_WOMEN = (
    "Trang", "Thảo", "Linh", "Anh", "Phương", "Hằng", "Huyền", "Hà", "Hiền", "Hương", "Ngọc", "Thủy",
    "Nga",
)  # fmt: skip
_MIDDLE = {
    "Nam": ("Văn", "Hữu", "Quốc", "Xuân", "Đình", "Bá"),
    "Nữ": ("Thị", "Thị Ngọc", "Thị Minh", "Thu", "Thị Kim"),
}
_POSTS = ("Chuyên viên", "Giáo viên", "Bác sĩ", "Kỹ sư", "Kế toán", "Trưởng phòng", "Phó Trưởng phòng", None)
_WORK = (
    "Văn phòng", "Phòng Tổng hợp", "Phòng Tổ chức", "Phòng Kế hoạch", "Đội Vận hành", "Khoa Nội",
    "Tổ Xã hội",
)  # fmt: skip
_OVER = (
    "Sở Tài chính", "Bệnh viện Đa khoa tỉnh", "Trường Đại học", "Công ty Điện lực", "Thuế tỉnh",
    "Công an tỉnh",
)  # fmt: skip
_STREETS = ("Lê Lợi", "Nguyễn Du", "Trường Thi", "Phan Bội Châu", "Lý Tự Trọng", "Hà Huy Tập")


def members(count: int) -> Iterator[tuple[object, ...]]:
    """Rows as a ward keeps them: days as text, an empty card for probationary members, one in seven exempt."""
    chance = random.Random(START)
    for number in range(1, count + 1):
        sex = chance.choice(("Nam", "Nữ"))
        name = " ".join(
            (
                chance.choices(_FAMILY, _WEIGHTS)[0],
                chance.choice(_MIDDLE[sex]),
                chance.choice(_MEN if sex == "Nam" else _WOMEN),
            )
        )
        born, admitted = chance.randint(1967, 1995), chance.randint(19, 28)
        month, day = chance.randint(1, 12), chance.randint(1, 28)
        is_official = chance.random() < 0.9
        yield (
            number,
            name,
            sex,
            f"{day:02d}/{month:02d}/{born}",
            f"{day:02d}/{month:02d}/{born + admitted}",
            f"{day:02d}/{month:02d}/{born + admitted + 1}" if is_official else None,
            f"{number // 1_000_000:02d}.{number % 1_000_000:06d}",
            chance.choice(_POSTS),
            f"Chi bộ {chance.choice(_WORK)}",
            f"Đảng ủy {chance.choice(_OVER)} {number % (1 + count // 1000) + 1}",
            f"{chance.randint(1, 250)} đường {chance.choice(_STREETS)}",
            f"Chi bộ Tổ dân phố {number % (1 + count // PER_CELL) + 1}",
            f"09{number:08d}",
            "Miễn sinh hoạt" if chance.random() < 1 / 7 else "Thuộc diện",
            None,
        )


def write_list(count: int, file: Path) -> None:
    """Write an .xlsx list with title lines above its headings."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Danh sách")
    sheet.append(["ĐẢNG ỦY PHƯỜNG (tên và số đều do máy đặt ra)"])
    sheet.append([])
    sheet.append(list(_HEADINGS))
    for row in members(count):
        sheet.append(list(row))
    workbook.save(file)


if __name__ == "__main__":
    write_list(int(sys.argv[1]), Path(sys.argv[2]))
