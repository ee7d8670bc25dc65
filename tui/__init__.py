"""onrecord: a reading desk in the terminal."""
