"""The bytes of memory that this process is held to, what reading lists takes of them, and what to ask for instead."""

from contextlib import suppress

STARTED = 100 * 10**6
"""Bytes that Python takes with the libraries, at least."""
READ = (3, 25)
"""So many bytes, at least and at most, a byte of a list takes when it was read: the most where it has titles only."""
_SPARE = 1.15
"""What is asked for is so much more than what was reckoned, for no two runs take quite the same."""
_ROUND = 50 * 10**6
"""Bytes; it is a multiple of these."""


def hold(memory: int) -> None:
    """Hold this process, and each that it starts, to so many bytes until it is let go, where the system can (Linux).

    What needs more then raises MemoryError.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (memory if hard < 0 else min(memory, hard), hard))


def let_go() -> None:
    """Hold it no longer."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))


def held() -> int:
    """Give the bytes that this process is held to; 0 where it is not."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        return max(0, resource.getrlimit(resource.RLIMIT_DATA)[0])
    return 0


def enough(size: int) -> int:
    """Give the bytes that reading lists of so many bytes and making their vectors take at most."""
    least, most = (STARTED + size * each for each in READ)
    return max(most, least + STARTED)


def asked(needed: int) -> str:
    """Write what to ask for where so many bytes are needed: more, in round figures.

    >>> asked(200 * 10**6)
    '--memory 250MB'
    """
    return f"--memory {in_mb(-(-int(needed * _SPARE) // _ROUND) * _ROUND)}"


def remedy(size: int = 0) -> str:
    """Say what to do where memory ended while lists of so many bytes were read; without a size, some lists."""
    more = f", as {asked(max(enough(size), 2 * held()))}" if held() else ""
    reading = f"up to {READ[1]} bytes for each byte of the lists, beside {in_mb(STARTED)}"
    return f"Give shorter lists, or more memory{more}: reading alone takes {reading}."


def in_mb(size: int) -> str:
    """Write bytes as `--memory` takes them.

    >>> in_mb(1_000_001)
    '2MB'
    """
    return f"{-(-size // 10**6)}MB"
