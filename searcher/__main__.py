"""The command `searcher`, and `python -m searcher`."""

import signal
import sys


def main() -> int:
    """Run the command line; an interrupt while its modules are loaded ends the process without a word.

    What keeps them from being loaded, as a full table of open files, is one line.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        from searcher.terminal.entry import main as run  # noqa: PLC0415
    except (ImportError, OSError, MemoryError) as error:
        print(f"searcher: cannot be loaded: {error!r}", file=sys.stderr)  # noqa: T201 - its door is not there
        return 70
    return run()


if __name__ == "__main__":
    sys.exit(main())
