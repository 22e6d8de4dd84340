"""The command group `flask --app app liaison …`; each module of this folder adds its commands to it."""

from __future__ import annotations

from flask.cli import AppGroup

liaison = AppGroup("liaison", help="Sổ liên hệ: the commands of the installation.")
