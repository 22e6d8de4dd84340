"""Two people who do not exist, as rows of an exchange file."""

from domain.exchange import Column

AN = dict.fromkeys(Column, "") | {
    Column.FULL_NAME: "Nguyễn Văn An",
    Column.SEX: "male",
    Column.BORN: "1966-05-14",
    Column.ADMITTED: "1995-05-19",
    Column.OFFICIAL: "1996-05-19",
    Column.CARD: "66.613508",
    Column.PHONE: "0900000001",
    Column.POSITION: "Giáo viên",
    Column.WORKPLACE_COMMITTEE: "Đảng ủy Thuế tỉnh",
    Column.WORKPLACE_CELL: "Chi bộ Phòng Nghiệp vụ",
    Column.RESIDENCE_CELL: "Chi bộ Tổ dân phố 1",
    Column.UNIT: "Tổ dân phố 1",
    Column.ADDRESS: "86 đường Hồng Bàng",
    Column.REGISTRATION: "permanent",
    Column.STATE: "active",
    Column.CATEGORY: "full",
    Column.STARTED: "2026-01-05",
}
BA = AN | {
    Column.FULL_NAME: "Trần Thị Ba",
    Column.SEX: "female",
    Column.BORN: "1985",
    Column.CARD: "66.613509",
    Column.STATE: "exempted",
    Column.CATEGORY: "exempt",
    Column.EXEMPTION_REASON: "study",
    Column.EXEMPTION_BASIS: "Giấy xác nhận số 12",
    Column.EXEMPT_FROM: "2025-09-01",
    Column.EXEMPT_REVIEW: "2026-09-01",
}
