"""Lists of real documents in every layout that people use, and what must come out of each.

`python -m tests.listings` prints for each family of layouts how many come out right, and each layout that does not.
"""
