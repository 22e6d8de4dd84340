"""The outside world behind small files of our own words; each wraps one well-kept library and knows nothing of the house."""
