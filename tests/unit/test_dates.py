"""Days and partial dates as people write them in sources."""

import datetime

import pytest

from gavan.dates import day, is_future, partial_date


@pytest.mark.parametrize(("text", "first", "precision"), [
    ("2026", "2026-01-01", "year"), ("2026-10", "2026-10-01", "month"), ("2026-10-30", "2026-10-30", "day"),
    ("2024-02-29", "2024-02-29", "day")])
def test_a_partial_date_begins_on_its_first_day_and_keeps_what_was_written(text, first, precision):
    date = partial_date(text)
    assert (date.first.isoformat(), date.precision, date.text, date.is_known) == (first, precision, text, True)


def test_an_unknown_date_is_older_than_any_known_one():
    unknown = partial_date("unknown")
    assert not unknown.is_known and unknown.precision == "unknown"
    assert unknown < partial_date("1950") < partial_date("2026") < partial_date("2026-02") < partial_date("2026-02-03")


@pytest.mark.parametrize("text", ["", " 2026", "2026-", "2026-13", "2026-00", "2026-02-30", "2026-1-1", "26", "2026-10-30T10",
                                  "2026-10-30\n", "30.10.2026", "0000", "Unknown", "never", "٢٠٢٦", "2026-٠١"])
def test_all_else_is_no_date(text):
    with pytest.raises(ValueError):  # noqa: PT011
        partial_date(text)


@pytest.mark.parametrize("text", ["2026", "2026-10", "unknown", "2026-02-30"])
def test_a_day_is_a_whole_date(text):
    assert day("2026-10-30") == datetime.date(2026, 10, 30)
    with pytest.raises(ValueError):  # noqa: PT011
        day(text)


@pytest.mark.parametrize(("ahead", "future"), [(-1, False), (0, False), (1, False), (2, True)])
def test_tomorrow_is_allowed_since_it_is_tomorrow_somewhere(ahead, future):
    today = datetime.date(2026, 10, 30)
    assert is_future(today + datetime.timedelta(days=ahead), today) is future
