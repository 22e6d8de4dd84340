"""Pages leave compressed, and the length of one tells nothing."""

import gzip

from flask.testing import FlaskClient

from ui.compression import zipped


def test_a_page_is_compressed_for_a_browser_that_takes_it(visitor: FlaskClient) -> None:
    answer = visitor.get("/", headers={"Accept-Encoding": "gzip, deflate, br"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert "<h1>" in gzip.decompress(answer.data).decode()
    assert int(answer.headers["Content-Length"]) == len(answer.data)


def test_a_page_is_left_as_it_is_for_another(visitor: FlaskClient) -> None:
    for accepted in ("identity", "gzip;q=0", ""):
        answer = visitor.get("/", headers={"Accept-Encoding": accepted})
        assert "Content-Encoding" not in answer.headers
        assert "<h1>" in answer.text


def test_what_is_small_is_not_worth_it(visitor: FlaskClient) -> None:
    answer = visitor.get(
        "/content-policy-reports", headers={"Accept-Encoding": "gzip", "Host": "evil.example"}
    )

    assert "Content-Encoding" not in answer.headers


def test_the_same_page_has_no_fixed_length() -> None:
    lengths = {len(zipped(b"Nguyen Thi Mai" * 100)) for _ in range(40)}

    assert len(lengths) > 5
