"""Use cases: one function a change, the actor first, one transaction, three traces (row, trail, message)."""
