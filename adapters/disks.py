"""On what kind of disk a file lies, where the system tells (Linux)."""

from __future__ import annotations

import re
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
_REMOTE = ("9p", "afs", "ceph", "cifs", "fuse.sshfs", "glusterfs", "nfs", "nfs4", "smb3", "smbfs")


def is_remote(file: Path, mounts: Path = _MOUNTS) -> bool:
    """Whether a file lies on a share of another computer, whose locks a database cannot trust; False when unknown."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    kinds = dict(_mount(line) for line in lines)
    nearest = next((place for place in (file, *file.parents) if place in kinds), None)
    return nearest is not None and kinds[nearest] in _REMOTE


def _mount(line: str) -> tuple[Path, str]:
    """Where something is mounted and of what kind it is; a space in a name stands there as a number."""
    where, _, what = line.partition(" - ")
    place = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), where.split()[4])
    return Path(place), what.split()[0]
