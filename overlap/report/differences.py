"""What changed between two comparisons, for people and for programs."""

import json
from dataclasses import asdict

from rich.text import Text

from overlap.record.changes import ChangeKind, Difference
from overlap.report.terminal import PLAIN, Page, render_parts
from overlap.report.wording import NOTICE, moved, pairs


def write(difference: Difference, page: Page = PLAIN) -> str:
    """Write the changes as a page, by kind."""
    parts: list[Text] = []
    for kind in ChangeKind:
        some = difference.of(kind)
        parts += [Text(f"{kind}: {pairs(len(some))}", style="bold")] if some else []
        for each in some:
            parts += [Text(f"  {each.left} and {each.right} ({each.pair}), {moved(each)}"), Text(f"    {each.why}")]
        parts += [Text()] if some else []
    parts += [] if difference.changes else [Text(difference.result()), Text()]
    parts += [Text(f"Note: {note}.") for note in difference.notes]
    return render_parts([*parts, Text(NOTICE)], page)


def write_json(difference: Difference) -> str:
    """Write the changes as one JSON object."""
    whole = {
        "type": "difference",
        "schema_version": 1,
        "changes": [asdict(each) for each in difference.changes],
        "notes": difference.notes,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
