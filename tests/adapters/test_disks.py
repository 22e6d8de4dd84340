"""A database on a share of another computer cannot trust its locks."""

from pathlib import Path

import pytest

from adapters.disks import is_remote

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:40 / /mnt/share rw,relatime shared:2 - nfs4 server:/x rw,vers=4.2
41 40 8:2 / /mnt/share/local rw,relatime shared:3 - ext4 /dev/sdb1 rw
42 22 0:41 / /mnt/o\\040chia rw,relatime - cifs //server/x rw
"""


@pytest.mark.parametrize(
    ("file", "remote"),
    [
        ("/srv/instance/liaison.sqlite", False),
        ("/mnt/share/instance/liaison.sqlite", True),
        ("/mnt/share/local/liaison.sqlite", False),
        ("/mnt/shared/liaison.sqlite", False),
        ("/mnt/o chia/liaison.sqlite", True),
    ],
)
def test_the_nearest_mount_decides(tmp_path, file, remote):
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)

    assert is_remote(Path(file), mounts) is remote


def test_a_system_that_does_not_tell_is_not_suspected(tmp_path):
    assert is_remote(Path("/srv/x"), tmp_path / "missing") is False
