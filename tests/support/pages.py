"""A page as a test reads it: its words, its links, its forms and what their controls hold."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import html5lib

_UNSEEN = ("script", "style", "template", "head")
_INLINE = ("a", "abbr", "b", "bdi", "em", "i", "small", "span", "strong", "time")
"""Elements that do not interrupt a sentence; all others stand for themselves."""
_READ_ALOUD = ("aria-label", "title", "placeholder", "alt", "data-other")
_BUTTONS = ("submit", "button", "reset", "image")


@lru_cache(maxsize=16)
def parse(source: str) -> Element:
    """The tree of a page, or of a piece of one; raises `html5lib.html5parser.ParseError` at the first mistake.

    The browser examines a page before the test reads it: it is parsed once for both.
    """
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(source)
    return tree


@dataclass(frozen=True)
class Form:
    """One form: where it goes and what a browser would send of it."""

    element: Element
    action: str
    method: str
    values: list[tuple[str, str]] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        """The names of all its controls, hidden ones included."""
        return {name for one in self.element.iter() if (name := one.get("name")) is not None}

    def filled(self, typed: dict[str, object], press: str | None = None) -> list[tuple[str, str]]:
        """What is sent when these fields are filled in, with the button of these words where it has several."""
        sent = [(name, value) for name, value in self.values if name not in typed]
        for name, value in typed.items():
            several = value if isinstance(value, list | tuple) else [value]
            sent += [(name, str(one)) for one in several if one is not None]
        button = next((one for one in self._buttons() if press in (None, words_of(one))), None)
        step = button.get("name") if button is not None else None
        if button is not None and step and step not in typed:
            sent = [pair for pair in sent if pair[0] != step] + [(step, button.get("value", ""))]
        return sent

    def _buttons(self) -> Iterator[Element]:
        return (one for one in self.element.iter("button") if one.get("type", "submit") == "submit")


class Page:
    """An HTML page that was answered."""

    def __init__(self, source: str, address: str = "/") -> None:
        self.source = source
        self.address = address
        self.tree = parse(source)

    @property
    def language(self) -> str:
        """The language in which the page says it is written."""
        return self.tree.get("lang", "")

    @property
    def title(self) -> str:
        """The words of its title."""
        return " ".join("".join(self.tree.find("head/title").itertext()).split())  # type: ignore[union-attr]

    @property
    def heading(self) -> str:
        """The words of its first heading."""
        return words_of(next(self.tree.iter("h1")))

    @cached_property
    def words(self) -> str:
        """All that a person reads, in one line."""
        return " ".join(self.sentences())

    def sentences(self) -> list[str]:
        """What a person reads or hears, piece by piece, in the language of the page."""
        return [text for text in _pieces(self.tree, self.language) if text]

    def links(self) -> list[tuple[str, str]]:
        """The words and address of each link."""
        return [(words_of(one), one.get("href", "")) for one in self.tree.iter("a")]

    def link(self, words: str) -> str:
        """The address behind a link with these words in it; fails when there is none."""
        found = [address for text, address in self.links() if words in text]
        assert found, f"no link with {words!r} on {self.address}: {[text for text, _ in self.links()]}"
        return found[0]

    def forms(self) -> list[Form]:
        """Its forms, those of the main part first."""
        inside = [one for main in self.tree.iter("main") for one in main.iter("form")]
        others = [one for one in self.tree.iter("form") if one not in inside]
        return [self._form(one) for one in inside + others]

    def form(self, action: str | None = None) -> Form:
        """The first posting form, or the first whose address ends with these words."""
        posting = [one for one in self.forms() if one.method == "post"]
        found = [one for one in posting if action is None or one.action.partition("?")[0].endswith(action)]
        assert found, f"no form {action or ''} on {self.address}: {[one.action for one in posting]}"
        return found[0]

    def _form(self, element: Element) -> Form:
        action = urljoin(self.address, element.get("action") or self.address)
        return Form(element, action, element.get("method", "get").lower(), list(_values(element)))


def words_of(element: Element) -> str:
    """The words inside an element, in one line."""
    return " ".join("".join(element.itertext()).split())


def _values(form: Element) -> Iterator[tuple[str, str]]:
    for one in form.iter():
        name, kind = one.get("name"), one.get("type", "text")
        if not name or one.get("disabled") is not None:
            continue
        if one.tag == "textarea":
            yield name, "".join(one.itertext())
        elif one.tag == "select":
            chosen = [option for option in one.iter("option") if option.get("selected") is not None]
            yield from ((name, option.get("value", words_of(option))) for option in chosen)
        elif one.tag == "input" and kind not in _BUTTONS and _is_sent(one, kind):
            yield name, one.get("value", "on" if kind == "checkbox" else "")


def _is_sent(control: Element, kind: str) -> bool:
    return kind not in ("checkbox", "radio") or control.get("checked") is not None


def _pieces(element: Element, language: str) -> list[str]:
    """Text between block elements, and the attributes that are read aloud; other languages are left out."""
    found: list[str] = []
    running: list[str] = []
    _walk(element, language, running, found)
    _flush(running, found)
    return found


def _walk(element: Element, language: str, running: list[str], found: list[str]) -> None:
    if element.tag in _UNSEEN or element.get("lang", language) != language:
        return
    found += [" ".join(value.split()) for name in _READ_ALOUD if (value := element.get(name))]
    is_block = element.tag not in _INLINE
    if is_block:
        _flush(running, found)
    running.append(element.text or "")
    for child in element:
        _walk(child, language, running, found)
        running.append(child.tail or "")
    if is_block:
        _flush(running, found)


def _flush(running: list[str], found: list[str]) -> None:
    text = " ".join("".join(running).split())
    running.clear()
    found.append(text)
