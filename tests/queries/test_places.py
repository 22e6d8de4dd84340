import pytest

from domain.errors import NotFound
from queries import places
from tests.support.world import WARD


def test_a_unit_is_found_by_its_code(world):
    assert places.in_force(WARD).name == "Phường Trường Vinh"


@pytest.mark.parametrize("code", ["", "99999", "1", "phường"])
def test_an_unknown_code_is_told_with_where_to_look(world, code):
    with pytest.raises(NotFound) as missing:
        places.in_force(code)

    assert missing.value.params == {"code": code}
