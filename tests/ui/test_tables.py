"""Lists by links: filters, chips, sorting from an allow list, the rows after a key."""

import pytest
from flask import Flask

from models.vocabulary import ChangeKind
from tests.ui.house import Criteria, ListFilter
from ui import tables

LIST = "/members.index"


def test_filters_become_the_filter_object(house: Flask) -> None:
    with house.test_request_context(f"{LIST}?kind=transfer&cell=%20To%20dan%20pho%205%20"):
        criteria = ListFilter().read(Criteria)

    assert criteria == Criteria(kind=ChangeKind.TRANSFER, cell="To dan pho 5")


def test_an_answer_that_was_not_offered_counts_as_not_given(house: Flask) -> None:
    with house.test_request_context(f"{LIST}?kind=nonsense&cell={'x' * 300}"):
        form = ListFilter()

        assert form.read(Criteria) == Criteria()
        assert form.chips() == []


def test_each_filter_has_a_chip_that_takes_it_off(house: Flask) -> None:
    with house.test_request_context(f"{LIST}?kind=transfer&cell=abc&sort=born&after=k3"):
        kind, cell = ListFilter().chips()

    assert (cell.value, cell.without) == ("abc", f"{LIST}?kind=transfer&sort=born")
    assert kind.without == f"{LIST}?cell=abc&sort=born"


def test_all_filters_can_be_cleared_at_once(house: Flask) -> None:
    with house.test_request_context(f"{LIST}?kind=transfer&cell=abc&sort=born"):
        assert ListFilter().cleared() == f"{LIST}?sort=born"


@pytest.mark.parametrize(
    ("asked", "sorted_by"),
    [
        ("", ("name", False)),
        ("?sort=born", ("born", False)),
        ("?sort=-born", ("born", True)),
        ("?sort=phone", ("name", False)),
        ("?sort=--born", ("name", False)),
        ("?sort=name;drop", ("name", False)),
    ],
)
def test_only_what_is_allowed_is_sorted_by(house: Flask, asked: str, sorted_by: tuple[str, bool]) -> None:
    with house.test_request_context(LIST + asked):
        assert tables.sorted_by(["name", "born"], "name") == sorted_by


def test_a_heading_sorts_and_turns_the_order_round(house: Flask) -> None:
    with house.test_request_context(f"{LIST}?sort=name&cell=abc"):
        name, born, work = tables.columns(
            {"name": "Họ và tên", "born": "Năm sinh", "work": "Nơi công tác"},
            ["name", "born"],
            "name",
            ["born"],
        )

    assert (name.order, name.sort) == ("ascending", f"{LIST}?sort=-name&cell=abc")
    assert (born.order, born.sort, born.number) == (None, f"{LIST}?sort=born&cell=abc", True)
    assert (work.order, work.sort) == (None, None)


def test_the_next_rows_keep_the_filters(house: Flask) -> None:
    with house.test_request_context(f"{LIST}?cell=abc&after=k3"):
        assert tables.more("k9") == f"{LIST}?cell=abc&after=k9"
        assert tables.more(None) is None


def test_a_search_for_a_name_stands_beside_the_sign_in_and_in_no_address(request_in: Flask) -> None:
    tables.remember_search("Nguyễn Thị Mai")
    assert tables.remembered_search() == "Nguyễn Thị Mai"

    tables.remember_search(None)
    assert tables.remembered_search() is None
