"""Hashes, how many at once, and what is easily guessed (AU-01, AU-02)."""

from threading import Event, Thread

import pytest

from adapters.passwords import AT_ONCE, Hasher, TooBusy, common_words, hasher, is_guessable


@pytest.fixture
def quick():
    return hasher("quick")


def test_the_parameters_are_those_of_the_rule():
    kept = hasher("full").dummy

    assert kept.startswith("$argon2id$")
    assert "m=65536,t=3,p=1" in kept


def test_a_secret_matches_its_hash_and_no_other(quick):
    kept = quick.hash("con trâu trắng")

    assert quick.matches(kept, "con trâu trắng")
    assert not quick.matches(kept, "con trâu đen")
    assert quick.hash("con trâu trắng") != kept


def test_the_same_password_in_other_normal_forms_is_the_same(quick):
    assert quick.matches(quick.hash("Chỗ này ①"), "Chỗ này 1")


def test_without_a_hash_nothing_matches_not_even_the_dummy(quick):
    assert not quick.matches(None, "nobody has this password")


def test_what_is_no_hash_matches_nothing(quick):
    assert not quick.matches("not a hash", "secret")


def test_a_hash_of_other_parameters_is_outdated(quick):
    assert hasher("full").is_outdated(quick.hash("secret"))
    assert not quick.is_outdated(quick.hash("secret"))


def test_more_than_four_at_once_wait_and_then_are_turned_away(quick):
    busy = Hasher(quick.argon, quick.dummy, patience=0.05)
    for _ in range(AT_ONCE):
        busy.slots.acquire()

    with pytest.raises(TooBusy):
        busy.hash("secret")


def test_a_slot_that_comes_free_in_time_is_taken(quick):
    patient = Hasher(quick.argon, quick.dummy, patience=5)
    for _ in range(AT_ONCE):
        patient.slots.acquire()
    began = Event()

    def wait() -> None:
        began.set()
        patient.hash("secret")

    waiting = Thread(target=wait)
    waiting.start()
    began.wait()
    patient.slots.release()
    waiting.join(timeout=5)

    assert not waiting.is_alive()


@pytest.mark.parametrize(
    "password",
    [
        "matkhau123",
        "Mật khẩu 123",
        "chibo5chibo5",
        "danguyphuong2025",
        "nghean nghean",
        "qwertyuiop12345",
        "11111111111111111",
    ],
)
def test_common_words_are_guessed_with_and_without_marks(password):
    assert is_guessable(password)


def test_the_own_name_and_unit_are_guessed_when_they_are_known():
    context = ["Vương Đình Sơn", "Chi bộ Khối Tân Lộc", "1958"]

    assert is_guessable("vuongdinhson1958", context)
    assert is_guessable("Khối Tân Lộc Tân Lộc", context)


@pytest.mark.parametrize(
    "password", ["k7#Qz!mW", "sáng nay trời mưa to quá", "bò vàng ngủ", "🐃🌾🎋🚲🍜🏮🎏🌸"]
)
def test_what_nobody_would_think_of_is_taken(password):
    assert not is_guessable(password, ["Vương Đình Sơn"])


def test_the_list_of_common_words_has_every_province_and_no_marks():
    words = set(common_words())

    assert {"nghean", "hanoi", "thanhphohochiminh", "chibo", "danguy", "matkhau"} <= words
    assert all(word.isascii() and word == word.lower() and " " not in word for word in words)
