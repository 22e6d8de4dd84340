"""The inspector finds what it is there to find; otherwise every other test of a page would prove less."""

import pytest
from html5lib.html5parser import ParseError

from tests.support.inspector import RULES
from tests.support.language import foreign_to
from tests.support.pages import Page

GOOD = """<!doctype html><html lang="vi"><head><title>Đảng viên – Sổ liên hệ 213</title></head><body><main>
<div class="error-summary"><h2>Có 2 chỗ cần sửa</h2><ul>
<li><a href="#a">Họ tên</a></li><li><a href="#c">Chi bộ</a></li></ul></div>
<h1>Đảng viên</h1><form method="post"><input type="hidden" name="csrf_token" value="t">
<input type="hidden" name="form_key" value="k"><label for="a">Họ tên</label><input id="a" name="a" value="Mai">
<label for="c">Chi bộ</label><input id="c" name="c" value="5">
<button name="step" value="check">Xem lại</button><button name="step" value="send">Gửi</button></form>
<p><a href="/members">Về <em>danh sách</em></a> hôm nay</p></main></body></html>"""

FAULTS = {
    "instead of one": ("<h1>Đảng viên</h1>", "<h1>Đảng viên</h1><h1>Nữa</h1>"),
    "does not open with": ("<title>Đảng viên", "<title>Hồ sơ"),
    "lang=''": (' lang="vi"', ""),
    "not in the language": ("hôm nay", "Party members"),
    "stands there twice": ("<p>", '<p id="a">'),
    "leads to nothing": ('for="a"', 'for="b" aria-label="x"'),
    "has no label": ("<label for", "<label data-for"),
    "says nothing": ("Về <em>danh sách</em>", ""),
    "has no csrf_token": ("csrf_token", "token"),
    "has no form_key": ("form_key", "key"),
    "the content policy forbids": ("<p>", '<p style="color:red">'),
    "without a nonce": ("<p>", "<script>1</script><p>"),
    "leads to another host": ("/members", "https://example.org/"),
    "which is not there": ('href="#c"', 'href="#d"'),
    "not in the order of the page": (
        '<li><a href="#a">Họ tên</a></li>',
        '<li><a href="#c">Ở</a></li><li><a href="#a">Tên</a></li>',
    ),
}


def faults(source: str) -> list[str]:
    page = Page(source)
    return [fault for rule in RULES for fault in rule(page)]


def test_a_good_page_has_no_faults():
    assert faults(GOOD) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named(fault):
    old, new = FAULTS[fault]

    found = faults(GOOD.replace(old, new, 1))

    assert any(fault in one for one in found), found


def test_a_tag_that_is_never_closed_is_a_fault():
    with pytest.raises(ParseError):
        Page(GOOD.replace("</em>", ""))


@pytest.mark.parametrize(
    "said", ["Day is required", "This letter is not of the cell", "Written from 5 letters"]
)
def test_english_is_heard_on_a_vietnamese_page(said):
    page = Page(GOOD.replace("hôm nay", f"</p><p>{said}</p><p>"))

    assert list(foreign_to(page)) == ([said] if said != "Written from 5 letters" else [])


def test_a_form_is_read_as_a_browser_sends_it():
    form = Page(GOOD, "/members/new").form()

    assert form.action == "/members/new"
    assert ("a", "Mai") in form.filled({})
    assert ("a", "Lan") in form.filled({"a": "Lan"})
    assert ("step", "check") in form.filled({})
    assert ("step", "send") in form.filled({}, press="Gửi")


def test_the_words_of_a_page_are_read_in_whole_sentences():
    assert "Về danh sách hôm nay" in Page(GOOD).sentences()
