"""Papers in the Party's layout, as values: what stands on each, in blocks that every rendering lays out alike."""
