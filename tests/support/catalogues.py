"""The Vietnamese words as they stand in the source now, whether or not anybody compiled them."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]


def compiled(folder: Path) -> Path:
    """A folder of compiled catalogues, as `dev.py` makes them beside the source."""
    for words in ROOT.glob("translations/*/messages.po"):
        language = words.parent.name
        target = folder / language / "LC_MESSAGES" / "messages.mo"
        target.parent.mkdir(parents=True)
        with words.open("rb") as written, target.open("wb") as out:
            write_mo(out, read_po(written, locale=language))
    return folder
