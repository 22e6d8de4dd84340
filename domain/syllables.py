"""What a Vietnamese syllable can look like: an onset, a rime, a tone that the ending allows."""

import unicodedata
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    """A table written as a line of words."""
    return frozenset(text.split())


_TWO_PLACES = ("oa", "oe", "uy")
"""Endings whose tone old printers set on the first vowel and new ones on the second."""
TONES = frozenset("\u0300\u0309\u0303\u0301\u0323")
_BEFORE_A_STOP = frozenset("\u0301\u0323")
_ONSETS = _words("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x") | {""}
_BEFORE_FRONT_VOWELS = _words("k gh ngh")
_BEFORE_OTHER_VOWELS = _words("c g ng")
_NEVER_BEFORE_Y = _words("b ch d đ gi n nh p ph r tr x")
_RIMES = _words(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong
    ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên
    uyêt uynh uyp uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y ych yêm yên yêng yêt yêu ynh yt
    """
)


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether a word, in any case and normal form, is spelt as a Vietnamese syllable with its tone."""
    marks = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in marks if mark in TONES]
    toneless = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
    if len(tones) > 1 or not _has_onset_and_rime(toneless, _RIMES):
        return False
    is_stopped = toneless.endswith(("c", "ch", "p", "t"))
    return not is_stopped or bool(_BEFORE_A_STOP.intersection(tones))


@lru_cache(maxsize=8192)
def is_plain_syllable(word: str) -> bool:
    """Whether a word without marks, in lower case, could be a Vietnamese syllable typed without them."""
    return _has_onset_and_rime(word, _PLAIN_RIMES)


def with_either_tone_place(word: str) -> tuple[str, ...]:
    """A word as it is spelt, and with its tone on the other vowel where two habits exist: hòa, hoà; thúy, thuý."""
    marks = unicodedata.normalize("NFD", word)
    tone = next((mark for mark in marks if mark in TONES), "")
    toneless = unicodedata.normalize("NFC", marks.replace(tone, "")) if tone else ""
    if not toneless.lower().endswith(_TWO_PLACES) or toneless.lower().endswith("quy"):
        return (word,)
    head, first, second = toneless[:-2], toneless[-2], toneless[-1]
    spellings = (f"{head}{first}{tone}{second}", f"{head}{first}{second}{tone}")
    return tuple(unicodedata.normalize("NFC", spelling) for spelling in spellings)


def _has_onset_and_rime(word: str, rimes: frozenset[str]) -> bool:
    """Whether the word can be cut into an onset and one of the rimes; "qu" and "gi" may share a vowel."""
    return any(_fits(word[:cut], word[cut:]) and word[cut:] in rimes for cut in range(min(4, len(word))))


def _fits(onset: str, rime: str) -> bool:
    """Whether the spelling of the onset is the one that this rime asks for: ca, ke; nga, nghe; but no chy."""
    if onset in _BEFORE_FRONT_VOWELS or onset in _BEFORE_OTHER_VOWELS:
        is_front = rime[0] in "eêiy"
        return (
            is_front if onset in _BEFORE_FRONT_VOWELS else not is_front or (onset == "g" and rime[0] == "i")
        )
    return onset in _ONSETS and not (onset in _NEVER_BEFORE_Y and rime == "y")


def _plain(text: str) -> str:
    """A rime without its marks."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


_PLAIN_RIMES = frozenset(_plain(rime) for rime in _RIMES)
