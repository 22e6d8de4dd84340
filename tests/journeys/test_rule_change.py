"""A regulation replaced in the middle of a year: what was made before keeps the old one, what comes takes the new."""

from datetime import date

import pytest
from sqlalchemy import select

from models import Change, Contact, Meeting, Minutes, Notice, RuleSet, db
from tests.support import factories

OLD, NEW = "213-QĐ/TW", "99-QĐ/TW"
HALL = "Nhà văn hóa Tổ dân phố 5"


@pytest.fixture
def year(world, sign_in_as, clock):
    return Year(world, sign_in_as, clock)


class Year:
    """What the keeper of the rules and cell 5 do in 2026, each on the pages of the one who does it."""

    def __init__(self, world, sign_in_as, clock):
        self.world, self.sign_in_as, self.clock = world, sign_in_as, clock

    def on(self, month, day, hour=9):
        self.clock.set(date(2026, month, day), hour)

    def keeper_drafts(self):
        keeper = self.sign_in_as("admin")
        begun = keeper.fill("/rule-sets/new", code=NEW, title="Quy định thay thế (ví dụ)")
        return begun.location

    def keeper_writes(self, draft, of, **typed):
        keeper = self.sign_in_as("admin")
        typed = {"source": "Điều 9", "standing": "settled"} | typed
        assert keeper.fill(f"{draft}/provision?of={of}", **typed).status_code == 303

    def keeper_puts_in_force(self, draft, day):
        keeper = self.sign_in_as("admin")
        assert keeper.fill(f"{draft}/put-in-force", valid_from=day).status_code == 303

    def cell_meets(self, on):
        secretary = self.sign_in_as("loc")
        checked = secretary.fill("/meetings/new", press="Xem giấy mời", on=on, hour="19 giờ 30", place=HALL)
        invited = secretary.send(checked, press="Tạo và sao chép giấy mời")
        return invited.location.partition("?")[0].removesuffix("/invitation")

    def cell_signs(self, meeting):
        secretary = self.sign_in_as("loc")
        check = secretary.send(secretary.page(f"{meeting}/attendance"), form="attendance", press="Tiếp tục")
        secretary.send(check, form="attendance", press="Lưu điểm danh")
        said = {"chair": "Nguyễn Văn Lộc", "note_taker": "Hồ Thị Tâm", "conclusions": "Nhất trí."}
        secretary.fill(f"{meeting}/minutes/write", **said)
        assert secretary.fill(f"{meeting}/minutes", form="/sign").status_code == 303

    def cell_calls(self):
        secretary = self.sign_in_as("loc")
        secretary.fill(f"/contacts/new/{self.world.liaison('mai').ref}", kind="call", text="Hỏi thăm")


def versions(column):
    """The number of the version of each row, in the order in which the rows were made."""
    db.session.rollback()
    table = column.class_
    found = select(RuleSet.code).join(table, column == RuleSet.id).order_by(table.id)
    return db.session.scalars(found).all()


def test_a_regulation_replaced_in_the_middle_of_a_year(year, world):
    year.on(5, 4)
    spring = year.cell_meets("20/5/2026")
    year.cell_calls()
    told = factories.a_notice(factories.a_change(world.mai, recorded_by=world.thu))
    due_before = told.due_on

    draft = year.keeper_drafts()
    year.keeper_writes(draft, "terms.notice_days", value="9")
    year.keeper_writes(draft, "symbols.meeting_minutes", value="BBH")
    year.keeper_writes(draft, "duties.6", name="Phong trào", text="Tham gia phong trào ở nơi cư trú.")
    year.keeper_puts_in_force(draft, "1/7/2026")

    year.on(5, 20, hour=20)
    year.cell_signs(spring)
    year.on(6, 29)
    autumn = year.cell_meets("20/9/2026")
    assert "Sắp áp dụng từ 1/7/2026" in year.sign_in_as("loc").page("/rule-sets/").words

    year.on(7, 1)
    listed = year.sign_in_as("mai").page("/rule-sets/").words
    assert "Đang áp dụng từ 1/7/2026" in listed
    assert "Hết áp dụng từ 2/1/2020 đến 30/6/2026" in listed
    year.cell_calls()
    late = year.cell_meets("1/10/2026")
    factories.a_notice(factories.a_change(world.mai, recorded_by=world.thu))
    year.on(9, 20, hour=20)
    year.cell_signs(autumn)
    year.on(10, 1, hour=20)
    year.cell_signs(late)

    assert versions(Meeting.rule_set_id) == [OLD, OLD, NEW]
    assert versions(Contact.rule_set_id) == [OLD, NEW]
    assert versions(Change.rule_set_id) == [OLD, NEW]
    numbers = db.session.scalars(select(Minutes.number_text).order_by(Minutes.id)).all()
    assert numbers == ["01-BB/CB", "02-BB/CB", "03-BBH/CB"], "one series, each with the symbol of its version"
    assert db.session.get_one(Notice, told.id).due_on == due_before
    assert "Phong trào" in year.sign_in_as("loc").page(f"/contacts/new/{world.liaison('mai').ref}").words
