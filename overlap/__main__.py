"""`python -m overlap`, and the installed command."""

import sys

from overlap.cli import main


def run() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(main())


if __name__ == "__main__":
    run()
