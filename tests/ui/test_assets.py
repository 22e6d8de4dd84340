"""Files from our own host, for a year, compressed; all within the weights that a slow phone bears."""

import gzip
import re

import pytest
from flask.testing import FlaskClient

from ui import assets

NAMES = sorted(assets.all_assets())


@pytest.mark.parametrize("name", NAMES)
def test_a_file_may_be_kept_for_a_year_and_comes_compressed(visitor: FlaskClient, name: str) -> None:
    asset = assets.all_assets()[name]

    zipped = visitor.get(asset.address, headers={"Accept-Encoding": "gzip, br"})
    plain = visitor.get(asset.address, headers={"Accept-Encoding": "identity"})

    assert zipped.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(zipped.data) == plain.data == asset.body


def test_the_address_changes_with_the_content() -> None:
    first, second = assets._asset("app.css", b"a"), assets._asset("app.css", b"b")

    assert first.address != second.address
    assert re.fullmatch(r"/assets/app\.[0-9a-f]{12}\.css", first.address)


def test_another_address_is_no_file(visitor: FlaskClient) -> None:
    assert visitor.get("/assets/app.000000000000.css").status_code == 404


def test_only_the_symbols_in_use_are_cut_from_the_sprite() -> None:
    sprite = assets.all_assets()["icons.svg"].body.decode()

    assert set(re.findall(r'<symbol id="(\w+)"', sprite)) == set(assets.ICONS)
    assert len(assets.ICONS) <= 12
    assert len(sprite) < 12_000


def test_nothing_leads_elsewhere() -> None:
    for name in NAMES:
        found = re.findall(rb"(?:https?:)?//[a-z][a-z0-9.-]+\.[a-z]{2,}", assets.all_assets()[name].body)
        assert [link for link in found if b"www.w3.org" not in link and b"getbootstrap.com" not in link
                and b"github.com" not in link] == [], name  # fmt: skip


def test_the_first_visit_stays_within_its_weight(visitor: FlaskClient) -> None:
    page = visitor.get("/", headers={"Accept-Encoding": "gzip"})
    files = {name: asset for name, asset in assets.all_assets().items() if name != "print.css"}

    assert len(page.data) + sum(len(asset.zipped) for asset in files.values()) <= 60 * 1024
    assert len(files) + 2 <= 10
    scripts = [asset.body for name, asset in files.items() if name.endswith(".js")]
    scripts.append(visitor.get("/service-worker.js").data)
    assert sum(len(gzip.compress(script)) for script in scripts) <= 5 * 1024


def test_a_script_is_served_without_what_explains_it(visitor: FlaskClient) -> None:
    source = b"// Why.\n(() => {\n  // How.\n  const address = 'a//b'; // said\n\n  go(address);\n})();\n"

    assert assets._lean(source) == b"(() => {\nconst address = 'a//b'; // said\ngo(address);\n})();\n"


def test_the_worker_is_asked_for_anew_at_an_address_that_stays(visitor: FlaskClient) -> None:
    answer = visitor.get("/service-worker.js")

    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.mimetype == "text/javascript"
    assert "Set-Cookie" not in answer.headers
