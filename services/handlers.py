"""What the worker does with a message: topic → function. Each may run twice; its effect then carries the same key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from access import Actor
from services import batches, digests, former_addresses

Handler = Callable[[Actor, str, dict[str, Any]], None]

HANDLERS: dict[str, Handler] = {
    batches.TOPIC: batches.make_batch,
    digests.TOPIC: digests.send_digest,
    former_addresses.TOPIC: former_addresses.send_last,
}
"""Topic → function of the worker, the message's key and its payload; raises when the work must be tried again."""
