"""The splitter's table: learned from labelled words and free word lists, and compiled (README.md)."""
