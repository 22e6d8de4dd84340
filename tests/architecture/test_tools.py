"""One verdict: the tools that read the source are tests like all others, and the locks are as promised."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(sys.executable).parent
LOCKS = ["requirements.lock", "requirements-dev.lock"]
TOOLS = {
    "ruff check --quiet": "Correct what is named; much of it does .venv/bin/ruff check --fix by itself.",
    "ruff format --check --quiet": "Run .venv/bin/ruff format.",
    "mypy": "Give the types that are missing or do not agree.",
    "lint-imports --no-logo": "An import climbs the stairs or runs round: move the function, not the rule.",
    "djlint templates --lint --quiet": "Correct what is named.",
}


@pytest.mark.slow
@pytest.mark.parametrize("command", TOOLS)
def test_a_tool_finds_nothing_to_say(command: str) -> None:
    program, *arguments = command.split()

    ran = subprocess.run(
        [PROGRAMS / program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, f"{ran.stdout}{ran.stderr}\n{TOOLS[command]}"


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host(name: str) -> None:
    text = (ROOT / name).read_text()

    assert not re.findall(r"\w+://|^\s*--(?:extra-index|index|find-links)|^-", text, re.MULTILINE)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_package_and_its_files(name: str) -> None:
    entries = (ROOT / name).read_text().replace("\\\n", "").splitlines()
    packages = [entry for entry in entries if not entry.lstrip().startswith("#")]

    assert packages
    assert [
        entry for entry in packages if not re.match(r"\S+==\S+.* --hash=sha256:[0-9a-f]{64}", entry)
    ] == []


def test_the_tests_use_the_versions_that_people_run() -> None:
    running, developing = (pins(name) for name in LOCKS)

    assert running.items() <= developing.items()


def test_what_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    running, developing = (pins(name) for name in LOCKS)

    assert missing(project["project"]["dependencies"], running) == []
    assert missing(project["dependency-groups"]["dev"], developing) == []


def pins(name: str) -> dict[str, str]:
    """The version of each package in a lock."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))


def missing(wanted: list[str], locked: dict[str, str]) -> list[str]:
    """What is asked for and not locked, or locked outside the bounds."""
    asked = [Requirement(text) for text in wanted]
    return [str(one) for one in asked if locked.get(one.name.lower(), "") not in one.specifier]
