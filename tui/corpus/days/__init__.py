"""Days: publication days, time expressions on the calendar, and events that several articles tell."""
