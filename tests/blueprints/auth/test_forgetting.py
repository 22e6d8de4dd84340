"""What a browser keeps for the time without network is dropped when its reader leaves or another one comes."""

FORGETS = '"storage"'


def forgotten(answer):
    return answer.headers.get("Clear-Site-Data")


def test_signing_out_lets_the_browser_forget(sign_in_as):
    browser = sign_in_as("loc")

    answer = browser.fill("/", form="/sign-out")

    assert forgotten(answer) == FORGETS


def test_signing_out_everywhere_lets_it_forget_too(sign_in_as):
    browser = sign_in_as("loc")

    answer = browser.fill("/settings/devices", form="/settings/sessions/end")

    assert forgotten(answer) == FORGETS


def test_the_first_page_of_somebody_else_lets_it_forget(sign_in_as):
    assert forgotten(sign_in_as("loc").get("/")) is None

    browser = sign_in_as("binh")

    assert forgotten(browser.get("/")) == FORGETS
    assert forgotten(browser.get("/")) is None


def test_the_same_person_finds_again_what_was_kept(sign_in_as):
    sign_in_as("loc").get("/")

    assert forgotten(sign_in_as("loc").get("/")) is None


def test_the_mark_of_the_reader_says_nothing_of_the_person(sign_in_as, world):
    browser = sign_in_as("loc")
    browser.get("/")

    mark = browser.get_cookie("liaison-reader").value

    assert len(mark) == 64
    assert world.account("loc").ref not in mark
