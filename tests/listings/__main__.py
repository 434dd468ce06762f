"""Prints for each family of layouts how many come out right; `kept` as an argument: those that nothing is built on."""

import sys
from collections import Counter

from tests.listings import items, judging, layouts


def main() -> None:
    """Read each layout of a half with three draws of documents, and print what is wrong; a word narrows the names."""
    is_kept_back = "kept" in sys.argv[1:]
    words = [each for each in sys.argv[1:] if each != "kept"]
    right, total, told = Counter[str](), Counter[str](), Counter[str]()
    all_rows = right_rows = 0
    for layout in layouts.every():
        if layout.is_kept_back != is_kept_back or not all(each in layout.name for each in words):
            continue
        found = items.some(layout.name)
        wrong = judging.faults(layout, found)
        total[layout.family] += 1
        right[layout.family] += not wrong
        missing = sum(each.startswith(("missing", "refused")) for each in wrong)
        all_rows += len(found)
        right_rows += 0 if any(each.startswith("refused") for each in wrong) else len(found) - missing
        if wrong and not is_kept_back:
            told[layout.family] += 1
            print(f"{layout.name}: {len(wrong)} wrong of {len(found)}: {wrong[0][:300]}")
    for family, count in sorted(total.items()):
        print(f"{right[family]:4} of {count:4}  {family}")
    print(f"layouts {sum(right.values())} of {sum(total.values())}, rows {right_rows} of {all_rows}")


if __name__ == "__main__":
    main()
