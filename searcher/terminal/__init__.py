"""terminal: values in, text for people and for programs out; the only folder that prints.

A command parses, calls the engine and shows. Knows no search: what the command line can do, Python can do.
`entry.main` is the process's door; `safe` is the door through which text from outside reaches a terminal.
"""
