"""PINs: six digits that are not the first ones anybody would try."""

from __future__ import annotations

from itertools import pairwise

from domain.errors import Refused

LENGTH = 6


def check_pin(pin: str, *, born: str | None = None, phone: str | None = None) -> None:
    """Refuse what others would guess first: one digit repeated, runs, the own birth date, the end of the own number.

    `born` is a day as the register keeps it: 1975, 1975-03 or 1975-03-12.
    """
    if len(pin) != LENGTH or not (pin.isascii() and pin.isdigit()):
        raise Refused("Type a PIN of 6 digits.", field="pin")
    if _is_run(pin):
        raise Refused(
            "This PIN is easy to guess. Choose digits that do not repeat or follow on.", field="pin"
        )
    if pin in _birth_pins(born):
        raise Refused("This PIN is your date of birth. Choose other digits.", field="pin")
    if phone and phone.endswith(pin):
        raise Refused("This PIN is the end of your phone number. Choose other digits.", field="pin")


def _is_run(pin: str) -> bool:
    """111111, 123456, 654321, and the same two or three digits over again: 121212, 123123."""
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return (len(steps) == 1 and steps <= {-1, 0, 1}) or pin[:2] * 3 == pin or pin[:3] * 2 == pin


def _birth_pins(born: str | None) -> set[str]:
    """The ways in which people write their birth date in six digits: 120375, 750312, 031275, 121975, 197503."""
    year, month, day = [*(born or "").split("-"), "", ""][:3]
    short = year[2:]
    whole = {day + month + short, short + month + day, month + day + short}
    if day:
        whole |= {day + year, month + year, year + month, year + day}
        whole |= {f"{int(day)}{int(month)}{year}", f"{year}{int(month)}{int(day)}"}
    elif month:
        whole |= {month + year, year + month}
    return {pin for pin in whole if len(pin) == LENGTH}
