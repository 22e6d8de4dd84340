"""Reads: the actor first, rows in scope, everything a page shows loaded at once, never a write."""
