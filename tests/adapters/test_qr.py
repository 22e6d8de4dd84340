"""QR codes that stand in the page itself."""

from urllib.parse import unquote

from adapters import qr


def test_a_code_is_an_image_without_any_address():
    image = qr.image("http://localhost:8213/activate?code=ABCD2345")

    assert image.startswith("data:image/svg+xml")
    assert "<svg" in unquote(image)
    assert "ABCD2345" not in unquote(image)


def test_other_words_make_another_code():
    assert qr.image("one") != qr.image("two")
