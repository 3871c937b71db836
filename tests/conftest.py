"""What holds for all tests: the signals that they send to programs reach them, however pytest itself was started."""

from __future__ import annotations

import signal

# A shell starts background jobs with these ignored, and whoever ignores a signal hands that on to its children.
for _number, _handler in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(_number) == signal.SIG_IGN:
        signal.signal(_number, _handler)
