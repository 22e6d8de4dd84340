"""`liaison check` names what is unsafe, one line each, and leaves with 1."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support.catalogues import ROOT


def test_everything_unsafe_is_named_in_a_line_of_its_own_and_counted(app, db):
    db.session.execute(text("DROP TABLE IF EXISTS alembic_version"))
    db.session.commit()

    ran = app.test_cli_runner().invoke(args=["liaison", "check"])

    lines = ran.stderr.splitlines()
    assert ran.exit_code == 1
    assert any("LIAISON_PUBLIC_URL" in line for line in lines)
    assert any("LIAISON_BACKUPS" in line for line in lines)
    assert any("liaison migrate" in line for line in lines)
    assert str(len(lines) - 1) in lines[-1]


def test_a_database_that_does_not_answer_is_one_of_the_lines(unreachable):
    ran = unreachable.test_cli_runner().invoke(args=["liaison", "check"])

    assert ran.exit_code == 1
    assert [line for line in ran.stderr.splitlines() if "Cơ sở dữ liệu" in line]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"LIAISON_PUBLIC_URL": "http://so-lien-he.example.vn"}, "LIAISON_PUBLIC_URL"),
        ({"LIAISON_TRUSTED_HOSTS": "*"}, "LIAISON_TRUSTED_HOSTS"),
    ],
)
def test_a_setting_that_stops_the_start_is_told_in_one_line_and_without_a_trace(tmp_path, given, named):
    ran = _flask(tmp_path, given)

    assert ran.returncode == 1
    assert named in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.slow
def test_a_key_file_that_others_can_read_stops_every_command(tmp_path):
    _flask(tmp_path, {})
    (tmp_path / "trail.key").chmod(0o644)

    ran = _flask(tmp_path, {})

    assert ran.returncode == 1
    assert (
        ran.stderr.strip().splitlines()[-1].endswith("trail.key can be read by others; its mode must be 0600")
    )
    assert "Traceback" not in ran.stderr


def _flask(instance: Path, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "liaison", "check"],
        cwd=ROOT,
        env={**os.environ, "LIAISON_INSTANCE": str(instance), **given},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
