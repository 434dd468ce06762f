"""Documents made by a generator: fields and statements that are known, in the wordings and layouts that people use.

Each wording and each layout is of one of two halves, by lot: rules are made on the one, and the other tells how far
they reach. `python -m tests.read.made forms` (or `charters`, `letters`) prints both figures of all that can be made.
"""
