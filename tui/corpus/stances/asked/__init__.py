"""What a proposition asks for, and which words of a text name it, a kind of it or the topic alone."""
