"""Reads the data that comes with the product: tables and documents of the folder reference/, the newest schema."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "reference"


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file, each by its column names."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def document(name: str) -> dict[str, Any]:
    """The content of a TOML file."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def newest_schema() -> str:
    """The number of the last step of migrations/, at which the database of this version stands."""
    return (ROOT / "migrations" / "HEAD").read_text(encoding="utf-8").strip()
