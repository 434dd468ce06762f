"""The run: two corpora to a report; mandates; a proposal. Begin with `comparison`."""
