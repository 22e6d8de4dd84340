"""Lists that offices bring in, and what became of each."""

from __future__ import annotations

from models.vocabulary.word import Word, label


class ImportState(Word):
    """What became of a list that was brought in."""

    READ = "read", label("Checked, not written")
    WRITTEN = "written", label("Written to the register")
    UNDONE = "undone", label("Undone")
    DROPPED = "dropped", label("Set aside")
