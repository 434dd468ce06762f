"""`python -m overlap`, and the installed command."""

import gc
import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Our matrices are sparse, or so small that a second thread of the library behind NumPy only waits, and busily: that was
# half of the time of explaining pairs. Blocks of pairs are scored in threads of our own.
gc.set_threshold(1_000_000, 50, 50)
# Importing SciPy and others makes some hundred thousand objects that live as long as we do; looking through them for
# garbage every 700, as Python does by default, takes a third of the whole run (`make bench`).

try:
    from overlap.cli.app import main
    from overlap.cli.process import clean_up_when_ended
except KeyboardInterrupt:  # nobody is there yet to tell it
    sys.exit(130)


def run() -> None:
    """Run the command line and leave with its exit code."""
    clean_up_when_ended()
    code = main()
    gc.freeze()  # nor need they be looked through once more when they all go
    sys.exit(code)


if __name__ == "__main__":
    run()
