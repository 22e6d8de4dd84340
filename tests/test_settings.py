"""What an installation may decide, what it may not, and what speaks against going into production."""

import os
import stat
from datetime import time
from pathlib import Path

import pytest

from settings import ROOT, Settings, UnsafeSetting, is_compiled, load


@pytest.fixture
def sound(tmp_path: Path) -> dict[str, str]:
    """The environment of an installation behind a proxy, with a backup of today."""
    instance, backups = tmp_path / "instance", tmp_path / "backups"
    instance.mkdir(mode=0o700)
    backups.mkdir()
    (backups / "2026-03-16.slh").write_bytes(b"sealed")
    return {
        "LIAISON_INSTANCE": str(instance),
        "LIAISON_PUBLIC_URL": "https://so-lien-he.example.vn",
        "LIAISON_PROXY_HOPS": "1",
        "LIAISON_SMTP_HOST": "mail.example.vn",
        "LIAISON_MAIL_FROM": "so-lien-he@example.vn",
        "LIAISON_BACKUPS": str(backups),
    }


def doubts(environment: dict[str, str], *, debug: bool = False) -> list[str]:
    """What is doubted; whether a developer has compiled the catalogues today is not asked here."""
    found = [doubt.message for doubt in load(environment).doubts(debug=debug)]
    return [message for message in found if "not compiled" not in message]


def test_a_computer_of_ones_own_needs_no_setting(tmp_path):
    settings = load({"LIAISON_INSTANCE": str(tmp_path)})

    assert load({}).instance == ROOT / "instance"
    assert settings.public_url == "http://localhost:8213"
    assert settings.trusted_hosts == ("localhost", "127.0.0.1")
    assert settings.database_url == f"sqlite:///{tmp_path / 'liaison.sqlite'}"
    assert (settings.on_loopback, settings.is_https, settings.smtp_host) == (True, False, None)


@pytest.mark.parametrize(
    ("kept", "given", "port"),
    [
        ("8321\n", {}, "8321"),
        ("8321\n", {"LIAISON_PORT": "8400"}, "8400"),
        ("ồ", {}, "8213"),
        ("", {}, "8213"),
    ],
)
def test_every_command_knows_the_port_of_the_last_start(tmp_path, kept, given, port):
    (tmp_path / "port").write_text(kept, encoding="utf-8")

    settings = load({"LIAISON_INSTANCE": str(tmp_path)} | given)

    assert settings.public_url == f"http://localhost:{port}"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_an_address_of_postgresql_is_taken_in_each_of_its_spellings(scheme):
    settings = load({"LIAISON_DATABASE_URL": f"{scheme}://so:x@db/so"})

    assert settings.database_url == "postgresql+psycopg://so:x@db/so"
    assert not settings.is_sqlite


def test_a_password_is_in_no_text_of_the_settings():
    assert "mat khau" not in repr(load({"LIAISON_SMTP_PASSWORD": "mat khau"}))


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"LIAISON_PUBLIC_URL": "so-lien-he.example.vn"}, "LIAISON_PUBLIC_URL"),
        ({"LIAISON_PUBLIC_URL": "http://so-lien-he.example.vn"}, "LIAISON_PUBLIC_URL"),
        ({"LIAISON_TRUSTED_HOSTS": "*"}, "LIAISON_TRUSTED_HOSTS"),
        ({"LIAISON_TRUSTED_HOSTS": " , "}, "LIAISON_TRUSTED_HOSTS"),
        ({"LIAISON_PROFILE": "strict"}, "LIAISON_PROFILE"),
        ({"LIAISON_PROXY_HOPS": "one"}, "LIAISON_PROXY_HOPS"),
        ({"LIAISON_SMTP_PORT": "-25"}, "LIAISON_SMTP_PORT"),
        ({"LIAISON_SMTP_SECURITY": "ssl"}, "LIAISON_SMTP_SECURITY"),
        ({"LIAISON_QUIET_HOURS": "21-7"}, "LIAISON_QUIET_HOURS"),
        ({"LIAISON_QUIET_HOURS": "21:00-24:00"}, "LIAISON_QUIET_HOURS"),
        ({"LIAISON_MAIL_FROM": "Sổ liên hệ <so@example.vn>"}, "LIAISON_MAIL_FROM"),
        ({"LIAISON_MAIL_FROM": "so@example.vn\r\nBcc: all@example.vn"}, "LIAISON_MAIL_FROM"),
    ],
)
def test_what_cannot_be_is_refused_at_the_start_by_its_name(given, named):
    with pytest.raises(UnsafeSetting, match=named):
        load(given)


@pytest.mark.parametrize(
    ("given", "hours"),
    [
        ("", (time(21), time(7))),
        ("22:30-5:30", (time(22, 30), time(5, 30))),
        ("00:00-00:00", (time(0), time(0))),
    ],
)
def test_an_installation_says_when_it_is_night(given, hours):
    assert load({"LIAISON_QUIET_HOURS": given}).quiet_hours == hours


def test_the_demonstration_stays_on_this_computer(sound):
    (Path(sound["LIAISON_INSTANCE"]) / "demonstration").touch()

    with pytest.raises(UnsafeSetting, match="demonstration"):
        load(sound)


def test_a_sound_installation_raises_no_doubt(sound):
    assert doubts(sound) == []


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"LIAISON_PUBLIC_URL": "http://localhost:8213"}, "LIAISON_PUBLIC_URL"),
        ({"LIAISON_PROXY_HOPS": ""}, "LIAISON_PROXY_HOPS"),
        ({"LIAISON_SMTP_SECURITY": "none"}, "LIAISON_SMTP_SECURITY"),
        ({"LIAISON_MAIL_FROM": ""}, "LIAISON_MAIL_FROM"),
        ({"LIAISON_BACKUPS": ""}, "LIAISON_BACKUPS"),
    ],
)
def test_each_unsafe_setting_is_named_alone(sound, given, named):
    sound = {name: value for name, value in (sound | given).items() if value}

    (doubt,) = doubts(sound)

    assert named in doubt


def test_debugging_is_named(sound):
    assert ["FLASK_DEBUG" in one for one in doubts(sound, debug=True)] == [True]


def test_the_quick_hashing_of_the_tests_is_named(tmp_path):
    sound = Settings(
        instance=tmp_path, database_url="sqlite://", public_url="https://x.vn", trusted_hosts=("x.vn",), hashing="quick"
    )  # fmt: skip

    assert any("quick parameters" in one.message for one in sound.doubts())


def test_a_backup_of_three_days_ago_is_named_even_beside_a_draft_of_today(sound):
    folder = Path(sound["LIAISON_BACKUPS"])
    old = folder / "2026-03-16.slh"
    days = 3 * 86400
    os.utime(old, (old.stat().st_atime - days, old.stat().st_mtime - days))
    (folder / ".2026-03-19.slh.12ab").touch()

    assert doubts(sound) == ["The newest backup in LIAISON_BACKUPS is older than two days."]


def test_an_empty_folder_of_backups_is_named(sound):
    (Path(sound["LIAISON_BACKUPS"]) / "2026-03-16.slh").unlink()

    assert doubts(sound) == ["The newest backup in LIAISON_BACKUPS is older than two days."]


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a matter of Unix")
def test_an_instance_folder_open_to_others_is_named(sound):
    Path(sound["LIAISON_INSTANCE"]).chmod(0o750)

    assert doubts(sound) == ["The instance folder can be read by others: its mode must be 0700."]
    assert stat.S_IMODE(Path(sound["LIAISON_INSTANCE"]).stat().st_mode) == 0o750


def test_a_catalogue_that_is_newer_than_its_compiled_form_is_named(tmp_path):
    words, compiled = tmp_path / "messages.po", tmp_path / "LC_MESSAGES" / "messages.mo"
    words.touch()
    assert not is_compiled(words)

    compiled.parent.mkdir()
    compiled.touch()
    os.utime(words, (1000, 1000))
    assert is_compiled(words)

    os.utime(compiled, (900, 900))
    assert not is_compiled(words)
