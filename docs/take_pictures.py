"""Takes the pictures of these pages from the demonstration ward, in a real Chromium.

    python3 dev.py run                                  in one window
    .venv/bin/python docs/take_pictures.py              in another; the address of the ward may follow

Each picture is a person, a page and a width; they are written to docs/pictures/.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).parent / "pictures"
PHONE, DESK = (390, 844), (1280, 800)


@dataclass(frozen=True)
class Picture:
    """Who looks at what; `way` are the words of the links to follow from the first page, `upload` the list to send."""

    name: str
    who: str
    way: tuple[str, ...] = ()
    size: tuple[int, int] = PHONE
    upload: Path | None = None


PICTURES = (
    Picture("to-do", "Bí thư Chi bộ"),
    Picture("notice", "Bí thư Chi bộ", ("thông báo thay đổi",)),
    Picture("members", "Bí thư Chi bộ", ("Đảng viên",)),
    Picture("own-record", "Đảng viên"),
    Picture("commune", "Cán bộ văn phòng", size=DESK),
    Picture("letters", "Cán bộ văn phòng", ("Giấy giới thiệu đến",), size=DESK),
    Picture(
        "import",
        "Cán bộ văn phòng",
        ("Danh sách từ Excel", "Tải danh sách lên"),
        size=DESK,
        upload=FOLDER.parents[1] / "tests" / "data" / "roster-faulty.xlsx",
    ),
    Picture("half-year", "Cán bộ văn phòng", ("Cuộc họp của các chi bộ",), size=DESK),
)


def main(address: str) -> None:
    """Take all pictures of a ward that runs at this address."""
    FOLDER.mkdir(exist_ok=True)
    chromium = which("chromium") or which("chromium-browser") or which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for picture in PICTURES:
            take(browser, address, picture)
        browser.close()


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Enter as the person, follow the words, take the picture."""
    width, height = picture.size
    page = browser.new_page(viewport={"width": width, "height": height}, locale="vi-VN")
    page.goto(address)
    page.locator("button").filter(has_text=picture.who).first.click()
    for words in picture.way:
        page.locator("a:visible").filter(has_text=words).first.click()
        page.wait_for_load_state()
    if picture.upload is not None:
        page.locator("input[type=file]").set_input_files(picture.upload)
        page.locator("main button.btn-main").click()
        page.wait_for_load_state()
    page.screenshot(path=FOLDER / f"{picture.name}.png", timeout=120_000)
    page.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8213")
