"""Examples of papers: about invented people and marked as such, in the words that are tried; entered nowhere."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from domain.papers.places import BESIDES, PAPERS, places_of
from domain.papers.wording import LAYOUT, read_wording
from models import IssuedDocument, db
from queries.wording import product
from services.paper_examples import example


def say(word):
    return word.text


@pytest.fixture(params=list(PAPERS))
def kind(request):
    return request.param


def words_with(kind, tail):
    content = {part: dict(words) for part, words in product().items()}
    for key in content[kind]:
        content[kind][key] += (
            "".join(f" ⟨{{{name}}}⟩" for name in sorted(places_of(kind, key))) if tail else ""
        )
    return read_wording(content)


def test_an_example_says_twice_that_it_is_one_and_bears_no_code(world, kind):
    made = example(kind, words_with(kind, False), world.actor("admin"), say)

    assert made.words().count("VÍ DỤ, KHÔNG CÓ GIÁ TRỊ") == 2
    assert made.proof is None
    assert made.name.startswith("Ví dụ ")
    assert db.session.scalar(select(func.count(IssuedDocument.id))) == 0


def test_every_sentence_may_name_every_place_that_its_page_offers(world, kind):
    said = example(kind, words_with(kind, True), world.actor("admin"), say).words()

    assert "{" not in said
    assert places_of(kind, "title") == set() or "⟨" in said


def test_every_original_sentence_of_the_product_stands_on_an_example_in_its_margins(world, kind):
    words = read_wording(product())
    wide = replace(words, layout=replace(words.layout, left=45))

    made = example(kind, wide, world.actor("admin"), say)

    assert made.words()
    bound = made.layout.top if made.landscape else made.layout.left
    assert kind == "slips" or bound == 45
    assert set(PAPERS) == set(product()) - {LAYOUT, *BESIDES}
