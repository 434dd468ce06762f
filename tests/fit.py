"""Learns the weights that overlap ships anew from all judged files, and writes them into `weights.toml`; `make fit`."""

import re
import sys
from dataclasses import asdict

from overlap.judge import fitting
from overlap.score import weights
from tests.bench import GOLD, ROOT, judged_files

LEARNT = ("base", "subject", "phrases", "breadth", "coverage", "related")
PATH = ROOT / "overlap/score/weights.toml"


def main() -> int:
    """Replace the learnt numbers and leave every comment; return 1 when there is nothing to learn from."""
    files = [file.pairs for _, file in judged_files()]
    if not files:
        print(f"no judged files in {GOLD}; GOLD=FOLDER names another place", file=sys.stderr)
        return 1
    learnt = fitting.fit(fitting.join(files), weights.read())
    text = PATH.read_text(encoding="utf-8")
    for table, numbers in (("title_and_scope", learnt.title_and_scope), ("title_only", learnt.title_only)):
        start = text.index(f"[{table}]")
        for name, value in asdict(numbers).items():
            if name not in LEARNT:
                continue
            found = re.compile(rf"^{name} = \S+", re.MULTILINE).search(text, start)
            if found and found.start() < text.find("\n[", start):
                text = f"{text[: found.start()]}{name} = {value:.3f}{text[found.end() :]}"
    PATH.write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
