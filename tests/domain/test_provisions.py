import pytest

from adapters import reference
from domain.provisions import filled_in


@pytest.fixture
def content():
    return reference.document("regulation-213.toml")


def test_what_a_content_lacks_is_filled_in_and_what_it_has_is_left(content):
    older = {
        "duties": {"1": {"name": "Nêu gương", "source": "Điều 1", "standing": "settled"}},
        "terms": {"notice_days": {"value": 7, "source": "Kế hoạch", "standing": "settled"}},
    }

    filled = filled_in(older, content)

    assert filled["duties"] == older["duties"]
    assert filled["terms"]["notice_days"]["value"] == 7
    assert filled["terms"]["draft_days"] == content["terms"]["draft_days"]
    assert filled["full_sheet"] == content["full_sheet"]
