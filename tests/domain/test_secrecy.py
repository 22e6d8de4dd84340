"""Marks of secrecy are found; ordinary words with the same syllable pass."""

import pytest

from domain.secrecy import bears_mark, objections_to_marks

MARKED = [
    "Công văn số 12-CV/TU (MẬT) ngày 5/3/2026",
    "MẬT",
    "M Ậ T",
    "TỐI MẬT",
    "tối mật",
    "Tuyệt mật",
    "TUYỆT MẬT – chỉ người có tên mới được mở",
    "Theo tài liệu mật của Tỉnh ủy",
    "theo Tài liệu Mật đã gửi",
    "Có công văn mật gửi kèm",
    "Hồ sơ mật, không trao đổi qua điện thoại",
    "Văn bản đóng dấu mật",
    "văn bản có dấu “Mật”",
    "Độ mật: Tối mật",
    "độ mật của văn bản này là A",
    "Quyết định mật số 5-QĐ/TU",
    "Báo cáo mật về đồng chí này đã gửi Ban Tổ chức",
    "nội dung thuộc bí mật nhà nước",
    "Thuộc danh mục bí mật nhà nước",
    "Biên bản loại mật của Ủy ban Kiểm tra",
    "Kết luận mật của Ban Thường vụ",
    "tờ trình mật 07",
    "Thông tin mật, đề nghị giữ kín",
    "TÀI LIỆU MẬT",
    "Gửi kèm bản mật",
    "Nghị quyết mật của Đảng ủy Quân sự",
    "tuyệt\u00a0mật",
    "Kế hoạch mật A2",
    "Đề án thuộc diện mật",
    "tối  mật",
]
ORDINARY = [
    "Giữ bí mật cá nhân của đồng chí",
    "Quán triệt Luật Bảo vệ bí mật nhà nước năm 2025",
    "Nhắc đảng viên giữ gìn bí mật nhà nước trên mạng xã hội",
    "Đồng chí được tặng mật ong",
    "Quên mật khẩu điện thoại",
    "Dân cư mật độ cao",
    "Quan hệ mật thiết với nhân dân",
    "gắn bó mật thiết",
    "Bảo mật thông tin cá nhân",
    "Đồng chí Nguyễn Văn Mật đã chuyển đi",
    "Trần Thị Mật, tổ dân phố 5",
    "Hợp tác xã mật mía Hòa Bình",
    "Khen thưởng mô hình nuôi ong lấy mật",
    "Chuyển công tác đến Phòng Bảo mật",
    "Sỏi túi mật, nằm viện",
    "Bỏ phiếu kín",
    "Bí mật thư tín được pháp luật bảo vệ",
    "Công tác tại Trung tâm Mật mã dân sự",
    "Không cư trú ở đây",
    "Quyết định số 45-QĐ/TU",
    "Tết đến, mật ngọt tình quê",
    "Khen thưởng phòng, chống gián điệp mạng",
    "Sai địa chỉ, đồng chí ở Khối Mật Sơn",
    "Phường Mật Sơn, thành phố Thanh Hóa",
    "Đã liên hệ, thân mật trao đổi",
    "BÍ MẬT CÁ NHÂN",
    "MẬT ONG RỪNG",
    "NUÔI ONG LẤY MẬT ONG",
    "Gặp mặt đầu xuân",
    "Hòm thư mật khẩu",
    "Trời tối, mất điện",
    "Tuyệt đối mất liên lạc",
]


@pytest.mark.parametrize("sentence", MARKED)
def test_a_mark_of_secrecy_is_found(sentence):
    assert bears_mark(sentence)


def test_ordinary_sentences_pass():
    alarms = [sentence for sentence in ORDINARY if bears_mark(sentence)]

    assert alarms == []


def test_each_text_is_refused_on_its_own_field():
    refused = list(objections_to_marks(note="tài liệu mật", title="Bằng khen", reason=None))

    assert [one.field for one in refused] == ["note"]
