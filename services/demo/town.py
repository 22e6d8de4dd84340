"""The invented town: its organisations, who holds the offices that are listed, how large the cells are."""

from __future__ import annotations

from dataclasses import dataclass

from models.vocabulary import Office

PROVINCE_CODE = "40"
WARD_CODE = "16690"
CELLS = tuple(f"Chi bộ Tổ dân phố {number}" for number in range(1, 31))
LOC_CELL, LARGE_CELL = CELLS[4], CELLS[11]
_SIZES = {LOC_CELL: 36, LARGE_CELL: 163}
_SMALL = (8, 14, 11, 9, 13, 7, 12, 10)
"""Members of the other cells, in turn."""

WORKPLACES = {
    "Đảng ủy Thuế tỉnh": ("Phòng Nghiệp vụ", "Phòng Kiểm tra", "Văn phòng Thuế tỉnh"),
    "Đảng ủy Sở Tài chính": ("Văn phòng Sở Tài chính", "Phòng Ngân sách"),
    "Đảng ủy Sở Y tế": ("Văn phòng Sở Y tế", "Phòng Nghiệp vụ Y"),
    "Đảng ủy Sở Giáo dục và Đào tạo": ("Văn phòng Sở Giáo dục", "Phòng Giáo dục phổ thông"),
    "Đảng ủy Bệnh viện Đa khoa tỉnh": ("Khoa Ngoại", "Khoa Nội", "Khoa Cấp cứu"),
    "Đảng ủy Trường Đại học Sông Lam": ("Khoa Sư phạm", "Khoa Kinh tế", "Phòng Đào tạo"),
    "Đảng ủy Công ty Điện lực": ("Đội Quản lý lưới điện", "Phòng Kinh doanh"),
    "Đảng ủy Bưu điện tỉnh": ("Bưu điện trung tâm", "Phòng Tổng hợp Bưu điện"),
    "Đảng ủy Kho bạc Nhà nước tỉnh": ("Phòng Kế toán", "Phòng Kiểm soát chi"),
    "Đảng ủy Đài Phát thanh và Truyền hình": ("Phòng Thời sự", "Phòng Kỹ thuật"),
    "Đảng ủy Trường Trung học phổ thông Sông Lam": ("Tổ Tự nhiên", "Tổ Xã hội"),
    "Đảng ủy Công ty Cấp nước": ("Nhà máy nước", "Phòng Kỹ thuật Cấp nước"),
}
TAX, FINANCE, HEALTH = list(WORKPLACES)[:3]
TAX_CELL = "Chi bộ Phòng Nghiệp vụ"

WARD = "ward"
PROVINCE = "province"


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who is listed on the sign-in page."""

    full_name: str
    office: Office
    where: str
    sign_in_name: str | None = None


OFFICERS = (
    Officer("Nguyễn Văn Lộc", Office.SECRETARY, LOC_CELL),
    Officer("Trần Thị Minh", Office.DEPUTY, LOC_CELL),
    Officer("Hồ Sỹ Thắng", Office.COMMITTEE_MEMBER, LOC_CELL),
    Officer("Phan Văn Sáu", Office.SECRETARY, LARGE_CELL),
    Officer("Lê Thị Hạnh", Office.STAFF, WARD, "le.hanh"),
    Officer("Hoàng Văn Thanh", Office.SECRETARY, WARD),
    Officer("Trần Đình Phúc", Office.DEPUTY, WARD),
    Officer("Phạm Tiến Dũng", Office.DEPUTY, TAX),
    Officer("Đặng Trung Kiên", Office.SECRETARY, TAX),
    Officer("Võ Thị Thu", Office.STAFF, TAX, "vo.thu"),
    Officer("Phan Thị Hằng", Office.SECRETARY, TAX_CELL),
    Officer("Lê Đức Long", Office.SECRETARY, FINANCE),
    Officer("Cao Thị Vinh", Office.SECRETARY, HEALTH),
    Officer("Bùi Thị Ngân", Office.OVERSEER, PROVINCE, "bui.ngan"),
)
ADMINISTRATOR = Officer("Vũ Minh Khôi", Office.ADMINISTRATOR, PROVINCE, "vu.khoi")
"""The first account of all: whoever sets a register up is its administrator."""


def size(cell: str) -> int:
    """How many working members live where a cell is."""
    return _SIZES.get(cell) or _SMALL[CELLS.index(cell) % len(_SMALL)]


MEMBERS = ("Nguyễn Thị Mai",)
"""Members listed for themselves, beside one who is exempt."""
MEMBER_IN_OFFICE = "Phạm Tiến Dũng"
"""An officer of a workplace who is also on the register of the ward."""
