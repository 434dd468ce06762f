"""What changed between two comparisons, for people and for programs."""

import json
from dataclasses import asdict

from overlap.record.changes import ChangeKind, Difference
from overlap.report.layout import PLAIN, Block, Screen, render, text
from overlap.report.wording import NOTICE, moved, pairs


def write(difference: Difference, screen: Screen = PLAIN) -> str:
    """Write the changes as a page, by kind."""
    blocks: list[Block] = []
    for kind in ChangeKind:
        some = difference.of(kind)
        blocks += [text(f"{kind}: {pairs(len(some))}", "bold")] if some else []
        for each in some:
            blocks += [text(f"  {each.left} and {each.right} ({each.pair}), {moved(each)}"), text(f"    {each.why}")]
        blocks += [text("")] if some else []
    blocks += [] if difference.changes else [text(difference.result()), text("")]
    blocks += [text(f"Note: {note}.") for note in difference.notes]
    return render([*blocks, text(NOTICE)], screen)


def write_json(difference: Difference) -> str:
    """Write the changes as one JSON object."""
    whole = {
        "type": "difference",
        "schema_version": 1,
        "changes": [asdict(each) for each in difference.changes],
        "notes": difference.notes,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
