"""Lists become rows of the register: read a file, check every row, write all of it or nothing."""
