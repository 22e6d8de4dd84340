"""Whom the page of help says to call."""


def test_nobody_is_told_to_call_himself_or_herself(sign_in_as):
    office, secretary = sign_in_as("hanh").page("/help/"), sign_in_as("loc").page("/help/")

    assert "Gặp đồng chí Lê Thị Hạnh." in secretary.words
    assert "Gặp đồng chí Hoàng Văn Thanh." in office.words
