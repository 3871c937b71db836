"""What holds for all tests: signals that they send to programs reach them, however pytest was started; no deadlines."""

from __future__ import annotations

import signal

from hypothesis import HealthCheck, settings

# Machines are slow and shared: how long an example takes, or to think of one, says nothing about the program.
settings.register_profile("searcher", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("searcher")

# A shell starts background jobs with these ignored, and whoever ignores a signal hands that on to its children.
for _number, _handler in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(_number) == signal.SIG_IGN:
        signal.signal(_number, _handler)
