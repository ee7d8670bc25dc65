"""Reading: one article to what it says. Pure: text in, spans out; the only room that knows the language model."""
