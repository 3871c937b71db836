"""`python -m searcher` is the command `searcher`."""

import sys

from searcher.terminal.entry import main

if __name__ == "__main__":
    sys.exit(main())
