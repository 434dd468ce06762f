"""What can go wrong, as one tree.

OverlapError
├── InputError      a file, a folder or standard input cannot be read as what it should be
├── NotFoundError   no corpus, work item or mandate statement has that name
├── SettingsError   a setting is outside its range, or two settings exclude each other
├── StrictError     faults were found in the input, and faults were to be errors
├── ClusterError    the cluster that was to do the work is not there, or cannot do it
└── OutputError     a result cannot be written
"""


class OverlapError(Exception):
    """Something the user can put right: what is wrong, then what to do next."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.problem}\n{self.remedy}"


class InputError(OverlapError):
    """A file, a folder or standard input cannot be read as what it should be."""


class NotFoundError(OverlapError):
    """No corpus, work item or mandate statement has that name."""


class SettingsError(OverlapError):
    """A setting is outside its range, or two settings exclude each other."""


class StrictError(OverlapError):
    """Faults were found in the input, and faults were to be errors."""


class ClusterError(OverlapError):
    """The cluster that was to do the work is not there, or cannot do it."""


class OutputError(OverlapError):
    """A result cannot be written."""
