"""The body in whose name a paper is signed (36-HD/VPTW)."""


def body_of(*, is_cell: bool, has_committee: bool) -> str:
    """The key of the body that signs: a committee; of a cell its cell committee, or the cell where it has none."""
    if not is_cell:
        return "committee"
    return "cell_committee" if has_committee else "cell"
