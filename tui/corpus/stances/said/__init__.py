"""What is said of a thing: well or ill of it, what becomes of it, whose clause says so and whether it is so."""
