"""A newcomer types `python3 dev.py run`: one command sets everything up, one key ends it."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds in which it has stopped, or never will

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="Processes are told to stop by the signals of Unix."),
    pytest.mark.skipif(
        not (ROOT / ".venv" / "requirements.lock.stamp").exists(),
        reason="These tests were not started with dev.py, which would make .venv anew under their feet.",
    ),
]
Run = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


@pytest.fixture
def run(port: int, tmp_path: Path) -> Iterator[Run]:
    """Type the command in an installation of its own; whatever still runs at the end is stopped."""
    started: list[subprocess.Popen[str]] = []

    def type_it(*options: str) -> "subprocess.Popen[str]":
        started.append(
            subprocess.Popen(
                [sys.executable, "dev.py", "run", "--port", str(port), *options],
                cwd=ROOT,
                env=os.environ | {"LIAISON_INSTANCE": str(tmp_path / "instance")},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        return started[-1]

    yield type_it
    for process in started:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def read_until(words: str, process: "subprocess.Popen[str]") -> str:
    """The line with certain words, among what it prints."""
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        if words in line:
            return line
        said.append(line)
    pytest.fail(f"It ended without saying {words} and said: {''.join(said)}")


def children(process: "subprocess.Popen[str]") -> list[int]:
    """The processes that it started: web, then worker."""
    found = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=False)
    return [int(number) for number in found.stdout.split()]


def alive(number: int) -> bool:
    return Path(f"/proc/{number}").exists()


def create_admin(instance: Path) -> str:
    """What the next command that a newcomer types prints, without a word on the port."""
    return subprocess.run(
        [str(ROOT / ".venv/bin/python"), "-m", "flask", "--app", "app", "liaison", "create-admin"],
        cwd=ROOT,
        env=os.environ | {"LIAISON_INSTANCE": str(instance)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_it_stands_when_it_prints_its_address_and_leaves_nothing_behind(run: Run, port: int, tmp_path: Path):
    process = run("--no-demo")
    assert f"http://localhost:{port}" in read_until("http://", process)
    with urllib.request.urlopen(f"http://localhost:{port}/healthz") as answer:
        assert answer.status == 200
    with urllib.request.urlopen(f"http://localhost:{port}/sign-in") as answer:
        assert "Dữ liệu mẫu" not in answer.read().decode()
    web, worker = children(process)
    assert f"http://localhost:{port}/set-up" in create_admin(tmp_path / "instance")

    process.send_signal(signal.SIGINT)

    assert process.wait(PATIENCE) == 0
    assert not alive(web)
    assert not alive(worker)


def test_the_invented_ward_is_there_and_is_not_added_twice(run: Run, port: int):
    first = run()
    read_until("http://", first)
    with urllib.request.urlopen(f"http://localhost:{port}/sign-in") as answer:
        assert "Dữ liệu mẫu" in answer.read().decode()
    first.send_signal(signal.SIGTERM)
    assert first.wait(PATIENCE) == 0

    read_until("Cơ sở dữ liệu đã có nội dung", run())


@pytest.mark.parametrize(("number", "name"), [(0, "web"), (1, "worker")])
def test_when_one_process_dies_the_other_is_stopped(run: Run, number: int, name: str):
    process = run("--no-demo")
    read_until("http://", process)
    both = children(process)

    os.kill(both[number], signal.SIGKILL)

    read_until(f"The {name} process ended by itself", process)
    assert process.wait(PATIENCE) == 1
    assert not any(alive(one) for one in both)


def test_a_port_in_use_is_said_in_words(run: Run, port: int):
    with socket.create_server(("127.0.0.1", port)):
        process = run("--no-demo")

        assert "cannot be used" in read_until(str(port), process)
        assert process.wait(PATIENCE) == 1
