"""Settings of all tests: how many examples Hypothesis tries.

`GAVAN_EXAMPLES=long` tries many and new ones each time; without it a run is short and always the same.
"""

import os

from hypothesis import HealthCheck, settings

QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)

settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True, database=None,
                          suppress_health_check=QUIET)
settings.register_profile("long", max_examples=3_000, deadline=None, print_blob=True, suppress_health_check=QUIET)
settings.load_profile(os.environ.get("GAVAN_EXAMPLES", "quick"))
