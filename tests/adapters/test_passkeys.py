"""What hostile or broken browsers answer proves nothing; real answers are tried in tests/browser."""

import json

import pytest

from adapters.passkeys import NotProved, Passkey, Site, handle_in

SITE = Site.of("https://so-lien-he.example.vn:8443/")
NONSENSE = [
    "",
    "null",
    "[]",
    "{",
    '"text"',
    "{}",
    json.dumps({"id": "x"}),
    json.dumps({"id": 7, "rawId": "eA", "type": "public-key", "response": {}}),
    json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "%%%"}}),
    json.dumps(
        {
            "id": "eA",
            "rawId": "eA",
            "type": "public-key",
            "response": {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA"},
        }
    ),
    "[" * 5000,
    "đ" * 300,
]


def test_a_site_is_the_host_and_the_origin_of_the_public_address():
    assert Site("so-lien-he.example.vn", "https://so-lien-he.example.vn:8443") == SITE


@pytest.mark.parametrize("answer", NONSENSE)
def test_nonsense_makes_no_passkey(answer):
    with pytest.raises(NotProved):
        SITE.made(answer, "Y2hhbGxlbmdl")


@pytest.mark.parametrize("answer", NONSENSE)
def test_nonsense_proves_nothing(answer):
    with pytest.raises(NotProved):
        SITE.proved(answer, "Y2hhbGxlbmdl", Passkey("eA", "a2V5", 0))


@pytest.mark.parametrize("answer", NONSENSE)
def test_nonsense_claims_no_passkey_or_one_that_nobody_has(answer):
    assert handle_in(answer) in (None, "x", "eA")


def test_the_owner_is_always_asked_for_finger_face_or_lock():
    made, proved = SITE.ask_to_make("ref", "Lê Thị Hạnh", ["eA"]), SITE.ask_to_prove()

    assert json.loads(made.options)["authenticatorSelection"]["userVerification"] == "required"
    assert json.loads(made.options)["excludeCredentials"][0]["id"] == "eA"
    assert json.loads(proved.options)["userVerification"] == "required"


def test_no_question_is_asked_twice():
    assert SITE.ask_to_prove().challenge != SITE.ask_to_prove().challenge
