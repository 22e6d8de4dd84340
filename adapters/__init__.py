"""The outside world behind small files of our own words; each wraps one library and knows nothing of the house."""
