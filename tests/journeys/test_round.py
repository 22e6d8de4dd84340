"""A yearly round on its pages: a cell in time, one late, one merged in the middle; what each reads at the end."""

from datetime import date

import pytest
from sqlalchemy import select

from models import Attendance, Evaluation, db
from models.vocabulary import AttendanceStatus, MeetingState, Office
from tests.support.factories import (
    a_liaison,
    a_mandate,
    a_meeting,
    a_member,
    a_residence,
    an_account,
    an_organisation,
)
from tests.support.pages import Page

TICKS = {f"C{number}": "1" if number == 3 else "2" for number in range(1, 7)}


@pytest.fixture
def round_(world, sign_in_as, clock):
    return Round(world, sign_in_as, clock)


class Round:
    """What happens in the round of 2026, each thing done by whoever does it, on the page where it is done."""

    def __init__(self, world, sign_in_as, clock):
        self.world, self.sign_in_as, self.clock = world, sign_in_as, clock
        self.cell7 = an_organisation("Chi bộ Tổ dân phố 7", parent=world.ward)
        self.secretary7 = an_account("Bùi Văn Chín", organisation=self.cell7)
        a_mandate(self.secretary7, organisation=self.cell7)
        self.vi = self._moves_in("Cao Thị Vi")
        for cell in (world.cell5, world.cell6, self.cell7):
            self._met(cell)

    def _moves_in(self, name):
        member = a_member(name, workplace=self.world.tax_cell)
        a_residence(member, self.cell7)
        a_liaison(member, self.cell7)
        return member

    def _met(self, cell):
        """Every cell has met its members in the first half of the year, and everybody was there."""
        meeting = a_meeting(cell, state=MeetingState.HELD, on=date(2026, 6, 15))
        for row in db.session.scalars(select(Attendance).where(Attendance.meeting_id == meeting.id)):
            row.status = AttendanceStatus.PRESENT
        db.session.commit()

    def on(self, month, day):
        self.clock.set(date(2026, month, day))

    def reads(self, name, address):
        return self.sign_in_as(name).page(address).words

    def bells(self, name):
        return self.reads(name, "/notifications/")

    def commune_opens(self):
        return self.sign_in_as("hanh").fill("/evaluations/rounds/new").location

    def cell_writes(self, who, **remarks):
        """The secretary goes from sheet to sheet; each text is of one comrade."""
        browser = self.sign_in_as(who)
        page = browser.page(browser.page("/evaluations/").link("Viết tiếp"))
        while True:
            name = next(one for one in remarks if one in page.words)
            answer = browser.send(page, press="Lưu và sang", **TICKS, remarks=remarks[name])
            assert answer.status_code == 303, Page(answer.text, page.address).words
            if answer.location == "/evaluations/":
                return
            page = browser.page(answer.location)

    def cell_agrees_and_signs(self, who, people, **more):
        browser = self.sign_in_as(who)
        agreed = {"front": "Nguyễn Thị Sen, Trưởng ban", "note_taker": "Hồ Thị Tâm", "on": "hôm nay"}
        page = browser.page("/evaluations/agree")
        chosen = [one.ref for one in people]
        answer = browser.send(page, people=chosen, **(agreed | more))
        assert answer.status_code == 303, Page(answer.text, "/evaluations/agree").words
        assert browser.fill("/evaluations/sign").status_code == 303

    def commune_reminds(self, opened):
        browser = self.sign_in_as("hanh")
        page = browser.page(opened)
        assert browser.send(page, form=f"/remind/{self.world.cell6.ref}").status_code == 303

    def commune_merges(self):
        browser = self.sign_in_as("hanh")
        answer = browser.fill(
            "/evaluations/hand-over",
            cell=self.cell7.ref,
            successor=self.world.cell5.ref,
            reason="Nghị quyết 05-NQ/ĐU ngày 12/11/2026",
        )
        assert answer.status_code == 303

    def commune_confirms(self, cell):
        answer = self.sign_in_as("hanh").fill(f"/evaluations/to-confirm/{cell.ref}", form=cell.ref)
        assert answer.status_code == 303

    def commune_returns(self):
        browser = self.sign_in_as("hanh")
        assert browser.fill("/evaluations/to-confirm", form="/return").status_code == 303

    def member_objects(self, who, text):
        browser = self.sign_in_as(who)
        own = browser.page(browser.page("/evaluations/own").link("Nhận xét năm 2026"))
        answer = browser.send(
            browser.page(own.link("Đề nghị xem xét lại hoặc nêu ý kiến")), kind="objection", text=text
        )
        assert answer.status_code == 303

    def cell_answers(self, who, name, outcome, answer):
        browser = self.sign_in_as(who)
        sheet = browser.page(browser.page("/evaluations/").link(name))
        sent = browser.send(browser.page(sheet.link("Trả lời đề nghị")), outcome=outcome, answer=answer)
        assert sent.status_code == 303
        return sent.location

    def sheet(self, member):
        return db.session.scalars(select(Evaluation).where(Evaluation.member_id == member.id)).one()


def test_a_round_with_a_late_cell_a_merged_one_and_two_objections(round_):
    world = round_.world
    own78 = an_account(member=world.anh78, organisation=world.cell5)
    round_.on(11, 1)
    opened = round_.commune_opens()
    assert "Đã trả về 0 trên 6 phiếu; còn ở chi bộ 6" in round_.reads("hanh", opened)
    assert "Đợt nhận xét hằng năm đã mở" in round_.bells("loc")

    # Cell 7 has begun to write when it is merged into cell 5: its half-written sheet goes on there.
    round_.on(11, 10)
    secretary7 = round_.sign_in_as(round_.secretary7)
    secretary7.fill(
        secretary7.page("/evaluations/").link("Cao Thị Vi"),
        press="Lưu nháp",
        C1="2",
        remarks="Dọn vệ sinh ngõ 3.",
    )
    round_.on(11, 12)
    round_.commune_merges()
    assert "Chi bộ chưa có phiếu nhận xét nào" in round_.reads(round_.secretary7, "/evaluations/")
    assert "Chi bộ nhận bàn giao phiếu" in round_.bells("loc")

    # Cell 5 is in time.
    round_.on(11, 18)
    round_.cell_writes(
        "loc",
        Mai="Vận động bà con ngõ 12 giữ vệ sinh.",
        Ánh="Góp ý về điện chiếu sáng.",
        Vi="Dọn vệ sinh ngõ 3 hằng tuần.",
    )
    round_.cell_agrees_and_signs("loc", (world.loc, world.binh))

    # Cell 6 is late, is reminded, and submits six days after the day.
    round_.on(11, 21)
    progress = round_.reads("hanh", opened)
    assert "Quá hạn (1)" in progress
    round_.commune_reminds(opened)
    assert "Đảng ủy đôn đốc những phiếu nhận xét" in round_.bells("sau")
    round_.on(11, 26)
    deputy6 = an_account("Lê Thị Bảy", organisation=world.cell6)
    a_mandate(deputy6, organisation=world.cell6, office=Office.DEPUTY)
    round_.cell_writes("sau", Dũng="Giúp tổ dân phố làm sổ.", Yến="Dạy học cho trẻ em tổ dân phố.")
    round_.cell_agrees_and_signs("sau", (world.sau, deputy6))

    # The commune confirms cell by cell and returns everything in one act.
    round_.on(11, 28)
    round_.commune_confirms(world.cell5)
    round_.commune_confirms(world.cell6)
    round_.commune_returns()
    assert "Đã trả về 6 trên 6 phiếu" in round_.reads("hanh", opened)
    assert "Có phiếu nhận xét của nơi cư trú trả về" in round_.bells("kien")

    # Two members ask for reconsideration: one sheet is amended, the other kept.
    round_.on(12, 1)
    round_.member_objects("mai", "Cuộc họp ngày 15/6 tôi có phát biểu, đề nghị ghi vào phiếu.")
    round_.member_objects(own78, "Đề nghị nâng mức tiêu chí 1.")
    round_.on(12, 3)
    write = round_.cell_answers(
        "loc", "Nguyễn Thị Mai", "amended", "Đúng, sổ họp có ghi ý kiến của đồng chí."
    )
    round_.cell_answers("loc", "Lê Hữu Ánh (1978)", "kept", "Chi ủy và Mặt trận đã bàn, giữ mức cũ.")
    before = round_.reads("kien", f"/evaluations/{round_.sheet(world.mai).ref}")
    assert "phát biểu tại cuộc họp" not in before.split("Ý kiến của đảng viên")[0]
    amended = round_.sign_in_as("loc").fill(
        write, press="Lưu và sang", remarks="Có phát biểu tại cuộc họp ngày 15/6."
    )
    assert amended.status_code == 303
    round_.cell_agrees_and_signs("loc", (world.loc, world.binh))
    round_.on(12, 4)
    round_.commune_confirms(world.cell5)
    round_.commune_returns()

    # What each of them reads at the end.
    mai, anh = round_.sheet(world.mai), round_.sheet(world.anh78)
    at_work = round_.reads("kien", f"/evaluations/{mai.ref}")
    assert "Bản thứ 2" in at_work
    assert "Có phát biểu tại cuộc họp ngày 15/6." in at_work
    assert "đề nghị ghi vào phiếu" in at_work
    paper = round_.reads("kien", f"/evaluations/{anh.ref}/print")
    assert "Đề nghị nâng mức tiêu chí 1." in paper
    assert "Chi ủy và Mặt trận đã bàn, giữ mức cũ." in paper
    received = round_.reads("kien", "/evaluations/received")
    assert "Cao Thị Vi" in received
    assert "Phan Thị Yến" not in received
    assert "Phan Thị Yến" in round_.reads("long", "/evaluations/received")
    own = round_.reads("mai", f"/evaluations/own/{mai.ref}")
    assert "Sửa bằng bản mới" in own
    assert "Chi bộ đã trả lời đề nghị xem xét lại" in round_.bells("mai")
    assert "Tổ dân phố 5" in round_.reads("hanh", f"/evaluations/{round_.sheet(round_.vi).ref}")
    assert "Đã trả về 6 trên 6 phiếu" in round_.reads("hanh", opened)
    closed = round_.sign_in_as("hanh")
    assert closed.fill(opened, form="/close").status_code == 303
    assert "Ngày đóng" in closed.page(opened).words
