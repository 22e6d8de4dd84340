"""The list of meetings and the page of one, for the cell that holds them and the committee that reads them."""

from tests.support.factories import a_meeting


def test_the_list_says_when_there_is_none(world, sign_in_as):
    page = sign_in_as("loc").page("/meetings/")

    assert "Chưa có cuộc họp nào." in page.words


def test_a_cell_reads_its_own_meetings_and_the_committee_those_of_all_its_cells(world, sign_in_as):
    a_meeting(world.cell5)
    a_meeting(world.cell6)

    own = sign_in_as("loc").page("/meetings/")
    all_cells = sign_in_as("hanh").page("/meetings/")

    assert len([words for words, _ in own.links() if "6 tháng đầu năm 2026" in words]) == 1
    assert len([words for words, _ in all_cells.links() if "6 tháng đầu năm 2026" in words]) == 2


def test_the_list_of_a_meeting_numbers_its_list_as_the_paper_does(world, sign_in_as):
    meeting = a_meeting(world.cell5, guests=(world.tuan,))

    page = sign_in_as("loc").page(f"/meetings/{meeting.ref}/list")

    assert page.heading == "Danh sách được mời họp"
    assert "Nguyễn Thị Mai (1988)" in page.words
    assert "khách mời" in page.words


def test_a_meeting_of_another_cell_is_not_there(world, sign_in_as):
    meeting = a_meeting(world.cell6)

    assert sign_in_as("loc").get(f"/meetings/{meeting.ref}").status_code == 404
