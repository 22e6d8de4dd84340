"""Every address: who may enter is said on its view, what stands in it is typed, and it reads like an address."""

import re

import pytest

from tests.support.doors import BEHIND, doors
from ui.addresses import RefConverter
from ui.guards import mark_of

PARTS = re.compile(r"<[^>]*>")
OURS = re.compile(r"[a-z0-9/.-]*")


@pytest.fixture
def house(app):
    return doors(app)


def test_every_view_says_who_may_enter(house):
    unmarked = [str(door) for door in house if door.mark is None]

    assert unmarked == [], "Say @public, @signed_in or @needs(…): a view without a mark is shut."


def test_a_view_without_a_mark_is_shut(make_app):
    app = make_app()
    app.add_url_rule("/forgotten", "forgotten", lambda: "open to all")
    app.add_url_rule("/also/forgotten", "also", lambda: "open to all", methods=["POST"])

    assert app.test_client().get("/forgotten").status_code in (303, 404)
    assert app.test_client().post("/also/forgotten").status_code in (303, 400, 404)
    assert mark_of(app.view_functions["forgotten"]) is None


def test_every_argument_is_a_reference_that_says_of_what(house):
    wrong = [
        str(door)
        for door in house
        for name, converter in door.rule._converters.items()
        if not isinstance(converter, RefConverter) or name not in BEHIND
    ]

    assert wrong == [], "Use <ref:…> and say in tests/support/doors.py which row stands behind it."


def test_addresses_are_in_lower_case_with_hyphens(house):
    wrong = [str(door) for door in house if not OURS.fullmatch(PARTS.sub("", door.rule.rule))]

    assert wrong == []


def test_every_address_that_changes_something_is_posted(house):
    """What one only looks at is fetched; a link never changes anything."""
    deletes = ("PUT", "PATCH", "DELETE")

    assert [str(door) for door in house if door.method in deletes] == []


def test_only_a_few_doors_are_open_to_everybody(house):
    public = {door.rule.endpoint for door in house if door.mark and door.mark.public}

    assert {endpoint.split(".")[0] for endpoint in public} <= {
        "assets",
        "auth",
        "content_policy_report",
        "demo",
        "help",
        "invitations",
        "proofs",
        "status",
    }
