"""The commands of `onrecord`: what each may be given, what it does, and its rows and lines as they are printed."""
