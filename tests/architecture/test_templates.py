"""Every template is used, stands where its view is, imports what it uses, and has its title and heading."""

import ast
import re
from pathlib import Path

import pytest

import domain.events
from domain.events import Event
from tests.support.source import ROOT, called, named, nodes, product_files, templates

FOLDER = ROOT / "templates"
SHELLS = ("_layout/", "_parts/", "messages/")
PIECES = re.compile(r"(?:^|/)_[^/]+$")
IMPORT = re.compile(
    r"\{%-?\s*from\s+[\"']([^\"']+)[\"']\s+import\s+(.+?)(?:\s+with(?:out)? context)?\s*-?%\}"
)
INCLUDE = re.compile(r"\{%-?\s*include\s+[\"']([^\"']+)[\"']")
QUOTED = re.compile(r"[\"']([\w/{}.-]+\.(?:html|txt|svg))[\"']")
TEMPLATES = [file for file in templates() if file.suffix in (".html", ".txt")]
PAGES = [
    file
    for file in TEMPLATES
    if not file.relative_to(FOLDER).as_posix().startswith(SHELLS) and not PIECES.search(file.as_posix())
]


def source(file: Path) -> str:
    return re.sub(r"\{#.*?#\}", "", file.read_text("utf-8"), flags=re.DOTALL)


def with_pieces(file: Path) -> str:
    """A template and the pieces that it includes, which may call what it imports."""
    text = source(file)
    pieces = [FOLDER / name for name in INCLUDE.findall(text)]
    return "\n".join([IMPORT.sub("", text), *(with_pieces(piece) for piece in pieces if piece.exists())])


def wanted() -> list[re.Pattern[str]]:
    """The names by which templates are asked for, as patterns: a part in braces is known only at work."""
    texts = [file.read_text("utf-8") for file in product_files()] + [source(file) for file in TEMPLATES]
    names = {name for text in texts for name in QUOTED.findall(text)}
    return [re.compile(re.sub(r"\\\{.*?\\\}", r"[\\w/-]+", re.escape(name))) for name in names]


def events() -> list[str]:
    """The events, as the texts that tell of them are named."""
    classes = [
        name for name, one in vars(domain.events).items() if isinstance(one, type) and issubclass(one, Event)
    ]
    return [re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for name in classes]


def other_messages() -> set[str]:
    """Messages that are asked for by a name of their own: the digest, the text to copy."""
    calls = (
        node for file in product_files() for node in nodes(file) if called(node) in ("message", "text_of")
    )
    given = [one for call in calls if isinstance(call, ast.Call) for one in call.args]
    return {str(one.value) for one in given if isinstance(one, ast.Constant)}


def test_every_template_is_used():
    patterns = wanted()
    names = [file.relative_to(FOLDER).as_posix() for file in TEMPLATES]
    patterns += [re.compile(f"messages/{name}.txt") for name in (*events(), *other_messages())]

    unused = [name for name in names if not any(pattern.fullmatch(name) for pattern in patterns)]

    assert unused == []


@pytest.mark.parametrize("file", TEMPLATES, ids=named)
def test_what_is_imported_is_used_and_exists(file):
    text = source(file)
    for origin, imported in IMPORT.findall(text):
        assert (FOLDER / origin).exists(), f"there is no {origin}"
        for name in imported.split(","):
            macro, _as, alias = name.strip().partition(" as ")
            assert re.search(rf"\{{%-?\s*macro\s+{macro}\b", (FOLDER / origin).read_text("utf-8")), macro
            used = re.findall(rf"(?<![\w.]){(alias or macro).strip()}\s*[()]", with_pieces(file))
            assert used, f"{alias or macro} is imported and not used"


@pytest.mark.parametrize("file", PAGES, ids=named)
def test_a_page_fills_a_shell_with_its_title(file):
    text = source(file)

    assert re.search(r"\{%-?\s*extends\s", text), "a page extends a shell of _layout/"
    assert "block title" in text, "a page gives its title, which is also its heading"
    assert not re.search(r"<h1\b", text) or "block heading" in text, "the shell writes the heading"


@pytest.mark.parametrize("file", PAGES, ids=named)
def test_a_page_stands_in_the_folder_of_an_area(file):
    area = file.relative_to(FOLDER).parts[0]

    assert area == "errors" or (ROOT / "blueprints" / area).is_dir()


def test_there_are_pages():
    assert len(PAGES) > 20
