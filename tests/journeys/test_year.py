"""A year of one cell on its pages, from the first visit to what each person reads on 31 December."""

from datetime import date

import pytest

HALL = "Nhà văn hóa Tổ dân phố 5"
WIRES = "Sửa đường điện nhà văn hóa"
ROAD = "Đề nghị sửa đường ngõ 12"
ANH85 = 2
"""His number on the list of the cell: Ánh (1978), Ánh (1985), Mai."""


@pytest.fixture
def year(world, sign_in_as, clock):
    return Year(world, sign_in_as, clock)


class Year:
    """What happens at cell 5 in 2026, each thing done by whoever does it, where he or she does it."""

    def __init__(self, world, sign_in_as, clock):
        self.world, self.sign_in_as, self.clock = world, sign_in_as, clock

    def on(self, month, day, hour=9):
        self.clock.set(date(2026, month, day), hour)

    def reads(self, name, address):
        return self.sign_in_as(name).page(address).words

    def cell_visits(self, name):
        secretary = self.sign_in_as("loc")
        secretary.fill(f"/contacts/new/{self.world.liaison(name).ref}", kind="visit", text="Thăm gia đình")

    def member_calls(self):
        member = self.sign_in_as("mai")
        member.fill(member.page("/me/").link("Tôi đã liên hệ"), kind="call", text="Báo lịch công tác")
        secretary = self.sign_in_as("loc")
        waiting = secretary.page("/").link("Lần liên hệ do đảng viên ghi, chờ xác nhận")
        secretary.send(secretary.page(waiting), form="/confirm")

    def cell_convenes(self, on):
        secretary = self.sign_in_as("loc")
        checked = secretary.fill("/meetings/new", press="Xem giấy mời", on=on, hour="19 giờ 30", place=HALL)
        invited = secretary.send(checked, press="Tạo và sao chép giấy mời")
        return invited.location.partition("?")[0].removesuffix("/invitation")

    def cell_meets(self, meeting, absent=()):
        secretary = self.sign_in_as("loc")
        page = secretary.page(f"{meeting}/attendance")
        check = secretary.send(page, form="attendance", press="Tiếp tục", marked=absent)
        secretary.send(check, form="attendance", press="Lưu điểm danh")

    def cell_signs_minutes(self, meeting):
        secretary = self.sign_in_as("loc")
        said = {"chair": "Nguyễn Văn Lộc", "note_taker": "Hồ Thị Tâm", "conclusions": "Nhất trí."}
        secretary.fill(f"{meeting}/minutes/write", **said)
        assert secretary.fill(f"{meeting}/minutes", form="/sign").status_code == 303

    def member_raises(self, text):
        return self.sign_in_as("mai").fill("/opinions/own/new", text=text).location

    def cell_passes_on(self):
        secretary = self.sign_in_as("loc")
        raised = secretary.page(secretary.page("/opinions/").link("Nguyễn Thị Mai (1988)"))
        secretary.send(secretary.page(raised.link("Chuyển ý kiến")), to="committee")

    def committee_answers(self, answer):
        staff = self.sign_in_as("hanh")
        waiting = staff.page(staff.page("/").link("Ý kiến chờ trả lời"))
        opinion = staff.page(waiting.link("Nguyễn Thị Mai (1988)"))
        staff.send(staff.page(opinion.link("Trả lời")), answer=answer)

    def member_offers(self):
        self.sign_in_as("mai").fill("/needs/own", form="/own", competence="electricity", words="Sửa điện")

    def cell_asks_for_help(self, on):
        secretary = self.sign_in_as("loc")
        posted = secretary.fill("/needs/new", competence="electricity", text=WIRES, on=on, people="1")
        secretary.send(secretary.page(posted.location), members=self.world.mai.ref)
        return posted.location.removesuffix("/ask")

    def member_accepts(self):
        member = self.sign_in_as("mai")
        question = member.page(member.page("/me/").link("Chi bộ nhờ đồng chí giúp"))
        member.send(question, form="/accept")

    def cell_certifies(self, need):
        secretary = self.sign_in_as("loc")
        certified = secretary.page(secretary.send(secretary.page(need), form="/certify").location)
        assert secretary.fill(certified.link("Kết thúc"), outcome="met").status_code == 303


def test_two_meetings_three_contacts_one_answer_one_need_met(year):
    year.on(4, 2)
    year.cell_visits("mai")
    year.member_offers()

    year.on(6, 1)
    first = year.cell_convenes("15/6")
    year.on(6, 15, hour=21)
    year.cell_meets(first, absent=[ANH85])
    year.cell_signs_minutes(first)

    year.on(7, 6)
    opinion = year.member_raises(ROAD)
    year.on(7, 7)
    year.cell_passes_on()
    year.on(7, 20)
    year.committee_answers("Phường sửa ngõ 12 trong tháng 9.")

    year.on(8, 3)
    year.member_calls()

    year.on(9, 7)
    need = year.cell_asks_for_help("14/9")
    year.member_accepts()
    year.on(9, 14, hour=18)
    year.cell_certifies(need)

    year.on(11, 30)
    second = year.cell_convenes("14/12")
    year.on(12, 14, hour=21)
    year.cell_meets(second)
    year.cell_signs_minutes(second)

    year.on(12, 31)
    own = year.reads("mai", "/year/own")
    for fact in ("Có mặt 2 trên 2 cuộc họp", "Lần liên hệ 3", "Đã báo lại người nêu 1"):
        assert fact in own
    raised = year.reads("mai", opinion)
    assert "Phường sửa ngõ 12 trong tháng 9." in raised
    record = year.reads("mai", "/me/")
    for contact in (
        "gặp trực tiếp Thăm gia đình",
        "gọi điện Báo lịch công tác",
        f"giúp việc địa bàn {WIRES}",
    ):
        assert f"Lần liên hệ: {contact}" in record

    cell = year.reads("loc", "/year/")
    for fact in (
        "6 tháng đầu năm 2026 đã họp 15/6/2026: Cuộc họp định kỳ 6 tháng Đã ký biên bản",
        "6 tháng cuối năm 2026 đã họp 14/12/2026: Cuộc họp định kỳ 6 tháng Đã ký biên bản",
        "Lâu chưa liên hệ (6 tháng) 0 trên 3 đảng viên đang giữ mối liên hệ",
        "Ý kiến chưa giải quyết xong 0",
        "Việc còn cần người giúp 0",
    ):
        assert fact in cell

    committee = year.reads("hanh", "/year/")
    assert "1 trên 2 chi bộ đã họp. Hạn họp: 31/12/2026." in committee
    assert "Chi bộ Tổ dân phố 6 2 chưa có lịch" in committee
    assert "Chi bộ Tổ dân phố 5 3 14/12/2026" in committee

    workplace = year.reads("hang", f"/members/{year.world.mai.ref}")
    assert "Đang giữ mối liên hệ" in workplace
    for private in (ROAD, WIRES, "Sửa điện", "Thăm gia đình"):
        assert private not in workplace
