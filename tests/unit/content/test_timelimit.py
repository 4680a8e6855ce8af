import re
import time

import pytest

from gavan.content.timelimit import TookTooLong, time_limit


def forever():
    while True:
        pass


def test_a_block_that_takes_too_long_is_stopped():
    with pytest.raises(TookTooLong), time_limit(0.05):
        forever()


def test_a_regular_expression_that_backtracks_is_stopped_too():
    with pytest.raises(TookTooLong), time_limit(0.2):
        re.match(r"(a+)+$", "a" * 40 + "b")


def test_a_quick_block_leaves_no_alarm_behind():
    with time_limit(0.05):
        pass
    started = time.process_time()
    while time.process_time() - started < 0.1:
        pass
