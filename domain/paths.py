"""Paths of organisations: the dotted ids from the root, with a trailing dot so that 1.2. never covers 1.20."""


def child_path(parent_path: str, organisation_id: int) -> str:
    """The path of an organisation below its parent; the root's parent path is empty."""
    return f"{parent_path}{organisation_id}."


def covers(path: str, other: str) -> bool:
    """Whether `other` is the organisation at `path` itself or stands somewhere below it."""
    return bool(path) and other.startswith(path)


def below_range(path: str) -> tuple[str, str]:
    """The half-open range of the paths that `path` covers; the slash follows the dot in byte order."""
    if not path.endswith("."):
        raise ValueError("a path ends with a dot")
    return path, f"{path[:-1]}/"


def moved(path: str, old_prefix: str, new_prefix: str) -> str:
    """The path after the branch at `old_prefix` has become the one at `new_prefix`."""
    if not covers(old_prefix, path):
        raise ValueError("the organisation is not in the branch that moves")
    return new_prefix + path.removeprefix(old_prefix)


def ids_in(path: str) -> tuple[int, ...]:
    """The ids from the root down to the organisation itself."""
    return tuple(int(part) for part in path.split(".") if part)
