"""Store: all SQL. The index can be thrown away and made again; what a person wrote never."""
