"""Controllers: what the desk's keys do."""
