"""Marks of secrecy in what people write: papers that bear one have no place in this register (T28, IN-08)."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from domain.errors import Refused

_PAPERS = (
    "văn bản|tài liệu|công văn|hồ sơ|giấy|giấy tờ|báo cáo|quyết định|nghị quyết|tờ trình|thông báo|biên bản|kết luận"
    "|chỉ thị|kế hoạch|đề án|phiếu|thư|bản|tin|thông tin|nội dung|phần"
)
_ORDINARY = "ong|mía|khẩu|mã|thiết|độ|thám|vụ|thư|gấu|hoa|ngọt|đàm|lệnh"
"""What makes an ordinary word of the syllable before it: mật ong, mật khẩu, mật thiết."""
_DEGREE = re.compile(r"\b(?:tối|tuyệt)[\s_-]*mật\b")
_MARKED = re.compile(
    rf"\b(?:(?:{_PAPERS})(?:\s+(?:thuộc|loại|diện|có))?(?:\s+độ)?|(?:độ|dấu|loại|diện|mức|danh mục|chế độ))"
    rf"\s+[\"“(]?mật\b(?!\s+(?:{_ORDINARY})\b)"
)
_OF_THE_STATE = re.compile(r"(?<!bảo vệ )(?<!giữ gìn )\bbí mật (?:nhà nước|quốc gia|quân sự|công tác đảng)\b")
"""Not the law on protecting them, nor the reminder to keep them: both stand on the agenda of an ordinary meeting."""
_STAMP = re.compile(rf"(?<!BÍ )(?<!THÂN )\bM\s?Ậ\s?T\b(?!\s+(?:{_ORDINARY.upper()})\b)")


def bears_mark(text: str) -> bool:
    """Whether a text quotes a mark of secrecy: MẬT, TỐI MẬT, TUYỆT MẬT, or says that a paper is classified."""
    written = normalize("NFC", text)
    lowered = " ".join(written.lower().split())
    return any(
        (
            _DEGREE.search(lowered),
            _MARKED.search(lowered),
            _OF_THE_STATE.search(lowered),
            _STAMP.search(written),
        )
    )


def objections_to_marks(**texts: str | None) -> Iterator[Refused]:
    """A refusal for each text, by the name of its field, that bears a mark of secrecy."""
    for field, text in texts.items():
        if text and bears_mark(text):
            yield Refused(
                "Classified content is never entered here. Leave it out, and send it by the way kept for such papers.",
                field=field,
            )
