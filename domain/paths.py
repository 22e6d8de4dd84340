"""Paths of the tree of organisations: the ids from the root, dotted, with a trailing dot (`1.7.23.`)."""


def child_path(parent_path: str, row_id: int) -> str:
    """The path of an organisation below another; the root's parent path is empty."""
    return f"{parent_path}{row_id}."


def covers(path: str, other: str) -> bool:
    """Whether `other` is the organisation at `path` or lies below it; the trailing dot keeps 2 apart from 20."""
    return bool(path) and other.startswith(path)


def below_range(path: str) -> tuple[str, str]:
    """The half-open range of paths at and below one: `1.7.` gives `("1.7.", "1.7/")`, the slash following the dot.

    An empty path covers nothing.
    """
    return (path, f"{path[:-1]}/") if path else ("/", "/")


def moved(path: str, old: str, new: str) -> str:
    """The path after the branch at `old` was hung at `new`."""
    return new + path.removeprefix(old) if covers(old, path) else path


def ids_in(path: str) -> tuple[int, ...]:
    """The ids from the root down to the organisation itself."""
    return tuple(int(part) for part in path.split(".") if part)
