"""A sealed file gives nothing away and gives itself back whole, or not at all."""

import stat
from pathlib import Path

import pytest

from adapters import sealing
from adapters.sealing import NotOurs, open_sealed, seal

KEY = bytes(range(32))
PIECE = sealing._PIECE
WORDS = "Nguyễn Thị Mai, 0900 000 001\n".encode()


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    file = tmp_path / "plain"
    file.write_bytes(WORDS)
    return file


@pytest.fixture
def sealed(plain: Path, tmp_path: Path) -> Path:
    target = tmp_path / "sealed.slh"
    seal(plain, target, KEY)
    return target


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_was_sealed_comes_back_whatever_its_length(tmp_path, size):
    source, target, back = tmp_path / "source", tmp_path / "sealed", tmp_path / "back"
    source.write_bytes(bytes(n % 251 for n in range(1000)) * (size // 1000 + 1))
    with source.open("r+b") as file:
        file.truncate(size)

    seal(source, target, KEY)
    open_sealed(target, back, KEY)

    assert back.read_bytes() == source.read_bytes()


def test_a_sealed_file_tells_nothing_and_is_for_its_owner_only(sealed):
    assert WORDS[:6] not in sealed.read_bytes()
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600


def test_sealing_twice_gives_two_different_files(plain, sealed, tmp_path):
    seal(plain, tmp_path / "other.slh", KEY)

    assert sealed.read_bytes() != (tmp_path / "other.slh").read_bytes()


def test_every_changed_byte_is_noticed(sealed, tmp_path):
    whole = sealed.read_bytes()
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1
        sealed.write_bytes(changed)
        with pytest.raises(NotOurs):
            list(sealing.pieces(sealed, KEY))


@pytest.mark.parametrize("left", [0, 5, 13, 21, 30])
def test_a_cut_file_is_noticed(sealed, left):
    sealed.write_bytes(sealed.read_bytes()[:left])

    with pytest.raises(NotOurs):
        list(sealing.pieces(sealed, KEY))


def test_a_file_cut_between_two_pieces_is_noticed(tmp_path):
    source, target = tmp_path / "source", tmp_path / "sealed"
    source.write_bytes(b"x" * (2 * PIECE))
    seal(source, target, KEY)
    head = len(sealing._MAGIC) + sealing._SALT
    target.write_bytes(target.read_bytes()[: head + PIECE + sealing._TAG])

    with pytest.raises(NotOurs):
        list(sealing.pieces(target, KEY))


def test_another_key_opens_nothing(sealed):
    with pytest.raises(NotOurs):
        list(sealing.pieces(sealed, bytes(32)))


def test_a_file_that_is_there_is_not_overwritten(plain, sealed):
    before = sealed.read_bytes()

    with pytest.raises(FileExistsError):
        seal(plain, sealed, KEY)

    assert sealed.read_bytes() == before


def test_what_could_not_be_sealed_leaves_no_half_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        seal(tmp_path / "nothing", tmp_path / "sealed.slh", KEY)

    assert list(tmp_path.iterdir()) == []
