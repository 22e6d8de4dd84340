"""The two commands a newcomer types, `run` and `test`; standard library only, for nothing is installed yet.

Written so that an old Python can still read it and say in plain words that it is too old.
"""

import argparse
import hashlib
import importlib.util
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
FLASK = os.path.relpath(PYTHON, str(ROOT)) + " -m flask --app app liaison"
OLDEST = (3, 11)
RUN_LOCK, TEST_LOCK = "requirements.lock", "requirements-dev.lock"
SECONDS_TO_STOP = 10

# Not the command of waitress, which prints an address of its own and breaks off answers that it has begun.
SERVE = """
import signal, app, waitress
signal.signal(signal.SIGTERM, signal.default_int_handler)
waitress.serve(app.create_app(), host="127.0.0.1", port=%d, threads=8, ident=None)
"""


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description="Liaison Book: start it, or test it.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.required = True
    runner = commands.add_parser("run", help="set everything up and start web and worker")
    runner.add_argument(
        "--port",
        type=int,
        default=os.environ.get("LIAISON_PORT", "8213"),
        help="the port on this computer (8213)",
    )
    runner.add_argument("--no-demo", action="store_true", help="start empty, outside demonstration mode")
    commands.add_parser(
        "test", help="set everything up and run the tests; arguments go to pytest", add_help=False
    )
    commands.add_parser("setup", help="only prepare what the tests need")
    options, rest = parser.parse_known_args()
    if rest and options.command != "test":
        parser.error("unknown: " + " ".join(rest))
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    find_python()
    try:
        if options.command == "run":
            run(options.port, demo=not options.no_demo)
        elif options.command == "test":
            test(rest)
        else:
            prepare(TEST_LOCK)
    except KeyboardInterrupt:
        sys.exit(130)


# --- Set-up -----------------------------------------------------------------------------------------------


def find_python() -> None:
    """Start again with a Python that is new enough; say so where there is none.

    The locks hold no wheels for older Pythons, so pip would complain of hashes, which misleads.
    """
    if sys.version_info >= OLDEST:
        return
    enough = "import sys; sys.exit(sys.version_info < (3, 11))"
    for name in ("python3.14", "python3.13", "python3.12", "python3.11"):
        path = shutil.which(name)
        # A version manager leaves names on the path that start nothing, hence the trial.
        if path and subprocess.call([path, "-c", enough], stderr=subprocess.DEVNULL) == 0:
            os.execv(path, [path, *sys.argv])
    sys.exit("Python 3.11 or later is needed; this is Python " + platform.python_version() + ".")


def prepare(lock: str) -> None:
    """Make `.venv` hold what a lock asks for, unless its stamp says that it does; compile the catalogues."""
    if not (Path(PYTHON).exists() and stamp(lock).exists() and stamp(lock).read_text() == content(lock)):
        print("Preparing .venv; the first time takes a minute or two.", flush=True)
        make_venv()
        install(lock)
        for held in (RUN_LOCK, lock):  # the lock of the tests contains the other
            stamp(held).write_text(content(held))
    compile_catalogues()


def stamp(lock: str) -> Path:
    """The file that says what `.venv` holds."""
    return VENV / (lock + ".stamp")


def content(lock: str) -> str:
    """What a stamp says: the version of Python, and the lock by its hash."""
    return platform.python_version() + " " + hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def make_venv() -> None:
    """Make `.venv`, anew when it belongs to another Python or its Python has moved away."""
    note = VENV / "pyvenv.cfg"
    made = note.read_text() if Path(PYTHON).exists() and note.exists() else ""
    if "version = " + platform.python_version() in made:
        return
    # Debian keeps ensurepip in a package of its own; a pip from outside then fills the environment.
    without = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
    if subprocess.call([sys.executable, "-m", "venv", "--clear", *without, str(VENV)]) != 0:
        sys.exit("The environment .venv could not be made.")


def install(lock: str) -> None:
    """Install a lock: wheels only, every file checked against its hash."""
    inside, outside = [PYTHON, "-m", "pip"], [sys.executable, "-m", "pip", "--python", PYTHON]
    for pip in (inside, outside):
        if subprocess.call([*pip, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            break
    else:
        shutil.rmtree(VENV)  # so that the next start tries afresh
        sys.exit("Python here has neither ensurepip nor pip. On Debian and Ubuntu: apt install python3-venv")
    options = ["install", "-qq", "--disable-pip-version-check", "--only-binary", ":all:", "--require-hashes"]
    if subprocess.call([*pip, *options, "-r", str(ROOT / lock)]) != 0:
        sys.exit("The packages of " + lock + " could not be installed; what pip says stands above.")


def compile_catalogues() -> None:
    """Make the translations readable for gettext; the compiled files are not committed."""
    for words in sorted(ROOT.glob("translations/*/messages.po")):
        compiled = words.parent / "LC_MESSAGES" / "messages.mo"
        if compiled.exists() and compiled.stat().st_mtime > words.stat().st_mtime:
            continue
        compiled.parent.mkdir(exist_ok=True)
        names = ["-l", words.parent.name, "-i", str(words), "-o", str(compiled)]
        if call("-m", "babel.messages.frontend", "-q", "compile", *names) != 0:
            sys.exit("The translations in " + str(words.relative_to(ROOT)) + " could not be compiled.")


def call(*arguments: str) -> int:
    """Run the Python of `.venv` at the root of the project and give its exit code."""
    return subprocess.call([PYTHON, *arguments], cwd=str(ROOT))


def liaison(*words: str) -> None:
    """Run one command of the application; what it refuses ends this one too."""
    if call("-m", "flask", "--app", "app", "liaison", *words) != 0:
        sys.exit(
            "`flask --app app liaison " + " ".join(words) + "` did not succeed; the reason stands above."
        )


# --- Testing ----------------------------------------------------------------------------------------------


def test(arguments: "list[str]") -> None:
    """Prepare the tools as well and hand over to pytest, which ends with what it skipped and why."""
    prepare(TEST_LOCK)
    command = [PYTHON, "-m", "pytest", "-n", "2", *arguments]
    os.chdir(str(ROOT))
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(PYTHON, command)  # so that Ctrl-C reaches pytest alone, which then puts its servers away


# --- Running ----------------------------------------------------------------------------------------------


def run(port: int, demo: bool) -> None:
    """Set everything up, start web and worker, and stop both together."""
    if not free(port):
        sys.exit("Port " + str(port) + " cannot be used on this computer. Try another: run --port 8321")
    os.environ["LIAISON_PORT"] = str(port)
    prepare(RUN_LOCK)
    liaison("migrate")
    instance = ROOT / (os.environ.get("LIAISON_INSTANCE") or "instance")
    (instance / "port").write_text(str(port) + "\n")  # the commands typed later print the same address
    if demo:
        liaison("demo")
    web = ["-c", SERVE % port]
    worker = ["-m", "flask", "--app", "app", "liaison", "work"]
    processes: "dict[str, subprocess.Popen[bytes]]" = {}
    try:
        for name, arguments in (("web", web), ("worker", worker)):
            processes[name] = start(arguments)
        wait_until(lambda: listening(port) or ended(processes))
        if not ended(processes):
            print("Liaison Book: http://localhost:" + str(port) + " (Ctrl-C stops it)", flush=True)
            if not demo:
                print("Without demonstration. The first account: " + FLASK + " create-admin", flush=True)
        wait_until(lambda: ended(processes))
        sys.exit("The " + ended(processes) + " process ended by itself, so both are stopped.")
    except KeyboardInterrupt:
        print("Stopping.", flush=True)
    finally:
        stop(list(processes.values()))


def free(port: int) -> bool:
    """Whether a port of this computer can be listened on."""
    with socket.socket() as listener:
        if os.name != "nt":  # there the option would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return port > 0


def listening(port: int) -> bool:
    """Whether the web process answers yet."""
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex(("127.0.0.1", port)) == 0


def start(arguments: "list[str]") -> "subprocess.Popen[bytes]":
    """Start a process in a session of its own, so that Ctrl-C in the terminal reaches it through us alone."""
    return subprocess.Popen([PYTHON, *arguments], cwd=str(ROOT), start_new_session=True)


def ended(processes: "dict[str, subprocess.Popen[bytes]]") -> str:
    """The name of the first process that has ended, or nothing."""
    return next((name for name, process in processes.items() if process.poll() is not None), "")


def wait_until(happened: "Callable[[], object]") -> None:
    """Look five times a second whether something has happened."""
    while not happened():
        time.sleep(0.2)


def stop(processes: "list[subprocess.Popen[bytes]]") -> None:
    """Ask the processes to stop, and end those that have not after ten seconds."""
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    for process in processes:
        process.terminate()
    until = time.monotonic() + SECONDS_TO_STOP
    for process in processes:
        try:
            process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    main()
