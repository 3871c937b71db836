"""The command `searcher`, and `python -m searcher`."""

import signal
import sys


def main() -> int:
    """Run the command line; an interrupt while its modules are loaded ends the process without a word."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from searcher.terminal.entry import main as run  # noqa: PLC0415

    return run()


if __name__ == "__main__":
    sys.exit(main())
