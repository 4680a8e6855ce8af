"""A last line against slow input: parsing one guide may take seconds, never minutes.

`limits` refuses what is known to be slow by counting, the same on every machine; this is for what nobody knows yet. It counts
the processor's time, not the clock's, so that a busy machine refuses nothing. It needs SIGVTALRM and the main thread;
elsewhere (Windows, worker threads) there is only the counting.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 20.0
"""A guide of the largest allowed size takes 0.3 s on a slow two-core machine."""


class TookTooLong(Exception):
    """The time is up."""


@contextmanager
def time_limit(seconds: float = SECONDS) -> Iterator[None]:
    """Raise TookTooLong inside the block after `seconds` of the processor's time; the handler from before is put back."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
