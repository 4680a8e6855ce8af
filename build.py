"""The front door: python build.py [COMMAND]. `python build.py --help` says what there is."""

import sys

from gavan.cli import main

if __name__ == "__main__":
    sys.exit(main())
