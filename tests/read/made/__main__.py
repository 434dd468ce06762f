"""Prints for each half how much of all that can be made is read right, and each thing that is not."""

import sys
from collections import Counter
from importlib import import_module

wanted, *words = sys.argv[1:]
kind = import_module(f"tests.read.made.{wanted}")
right, total = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
faults: list[str] = []
for one in kind.made():
    if one.half != ("kept" if "kept" in words else "built") and "all" not in words:
        continue
    for field, is_right, got in kind.judged(one):
        total[one.half, field] += 1
        right[one.half, field] += is_right
        if not is_right:
            faults.append(f"{one.half} {field}: {one.name}: {' '.join(got.split())[:160]}")
for (part, field), count in sorted(total.items()):
    print(f"{part:6} {field:12} {right[part, field]:5} of {count:5}  {right[part, field] / count:6.1%}")
if "quiet" not in words:
    print(*faults, sep="\n")
