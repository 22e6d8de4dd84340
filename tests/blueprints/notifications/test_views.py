"""The bell: lines that open what they are about, in the office for which they rang."""

from models import Account, Notification, db
from models.vocabulary import Digest, Language, Office
from tests.support.factories import a_mandate, a_notification
from tests.support.reported import appointed, notice_at


def test_a_line_opens_its_page_and_is_seen(sign_in_as, world):
    notice = notice_at(appointed(world), world.cell5)
    browser = sign_in_as("loc")
    page = browser.page("/notifications/")
    assert "Mới: Có thông báo thay đổi đang chờ đồng chí nhận" in page.words

    line = db.session.query(Notification).filter_by(account_id=world.account("loc").id).one()
    opened = browser.send(page, form=f"{line.ref}/open")

    assert opened.location == f"/notices/{notice.ref}"
    assert "Mới:" not in browser.page("/notifications/").words


def test_a_line_of_another_office_is_opened_in_that_office(sign_in_as, world):
    a_mandate(world.account("loc"), Office.DEPUTY, world.cell6)
    notice = notice_at(appointed(world, "dung", by="kien"), world.cell6)
    line = Notification(
        account_id=world.account("loc").id,
        organisation_id=world.cell6.id,
        event="NoticeSent",
        key="x",
        link=f"/notices/{notice.ref}",
        at=notice.sent_at,
    )
    db.session.add(line)
    db.session.commit()
    browser = sign_in_as(world.actor("loc", at="cell5"))

    opened = browser.send(browser.page("/notifications/"), form=f"{line.ref}/open")

    assert "Phó Trưởng phòng" in browser.page(opened.location).words


def test_all_lines_can_be_seen_at_once(sign_in_as, world):
    appointed(world)
    browser = sign_in_as("loc")

    done = browser.send(browser.page("/notifications/"), form="/seen")

    page = browser.page(done.location)
    assert "Mới:" not in page.words
    assert "Đánh dấu đã xem tất cả" not in page.words


def test_the_line_of_another_is_not_there(sign_in_as, world):
    appointed(world)
    line = db.session.query(Notification).filter_by(account_id=world.account("loc").id).one()
    appointed(world, "dung", by="kien")
    browser = sign_in_as("sau")
    own = browser.page("/notifications/").form("/open")

    answer = browser.post(f"/notifications/{line.ref}/open", data=dict(own.values))

    assert answer.status_code == 404
    assert db.session.get_one(Notification, line.id, populate_existing=True).seen_at is None


def test_equal_lines_stand_together_and_each_opens_its_own_page(sign_in_as, world, clock):
    for number in range(3):
        clock.move(minutes=1)
        a_notification(world.account("loc"), link=f"/me/?from={number}")
    a_notification(world.account("loc"), event="MandateGiven", link="/")
    browser = sign_in_as("loc")

    page = browser.page("/notifications/")
    opened = [
        browser.send(page, form=f"{line.ref}/open").location
        for line in db.session.query(Notification).filter_by(event="NoticeSent").order_by(Notification.id)
    ]

    assert page.words.count("thông báo thay đổi đang chờ") == 1
    assert "Mới: Có 3 thông báo thay đổi đang chờ đồng chí nhận" in page.words
    assert "Xem từng tin (3)" in page.words
    assert opened == ["/me/?from=0", "/me/?from=1", "/me/?from=2"]


def test_without_any_line_the_page_says_what_will_stand_there(sign_in_as):
    assert "Chưa có tin nhắc nào." in sign_in_as("loc").page("/notifications/").words


def test_how_often_e_mail_comes_is_chosen_here(sign_in_as, world):
    browser = sign_in_as("loc")

    done = browser.fill(
        "/notifications/preferences", press="Lưu", how_often="weekly", email="loc@example.vn", language="vi"
    )

    assert done.status_code == 303
    account = db.session.get_one(Account, world.account("loc").id, populate_existing=True)
    assert (account.digest, account.email, account.language) == (Digest.WEEKLY, "loc@example.vn", Language.VI)


def test_a_wrong_address_is_told_at_its_field(sign_in_as):
    answer = sign_in_as("loc").fill("/notifications/preferences", press="Lưu", email="không phải thư")

    assert answer.status_code == 422
    assert "email-error" in answer.text
