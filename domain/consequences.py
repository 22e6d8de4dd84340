"""What a change asks of the liaison, as its receiver is proposed it."""

from models.vocabulary import Category, ChangeKind, ChangeWord, LiaisonEnd, NoticeEffect

_ENDS = {
    ChangeWord.TRANSFER: LiaisonEnd.WORKPLACE,
    ChangeWord.REASSIGNMENT: LiaisonEnd.WORKPLACE,
    ChangeWord.RETIREMENT: LiaisonEnd.RETIRED,
    ChangeWord.RESIDENCE_MOVE: LiaisonEnd.MOVED,
    ChangeWord.DEATH: LiaisonEnd.DIED,
    ChangeWord.LEAVING_PARTY: LiaisonEnd.LEFT_PARTY,
}


def asked_by(
    word: ChangeWord, *, is_known_there: bool = True, new_category: Category | None = None
) -> NoticeEffect:
    """What a change asks of the liaison.

    `is_known_there`: whether the new workplace, or the committee of the new home, keeps this register. A member who
    goes to a known workplace keeps the liaison, which follows; one who goes elsewhere needs a letter from there.
    """
    kind = word.kind
    if kind in (ChangeKind.RETIREMENT, ChangeKind.DEPARTURE):
        return NoticeEffect.ENDED
    if kind is ChangeKind.TRANSFER:
        return NoticeEffect.NONE if is_known_there else NoticeEffect.ENDED
    if kind is ChangeKind.RESIDENCE_MOVE:
        return NoticeEffect.MOVED if is_known_there else NoticeEffect.ENDED
    if kind is ChangeKind.CATEGORY_CHANGE:
        return NoticeEffect.EXEMPTED if new_category is Category.EXEMPT else NoticeEffect.RESUMED
    return NoticeEffect.NONE


def reason_of_end(word: ChangeWord) -> LiaisonEnd:
    """Why a liaison ends by a change of this word; KeyError for one that ends none."""
    return _ENDS[word]
