"""How the territory map names what it shows."""

from overlap.comparison.territory import Claim, Holding, Status

MEANING = {
    Status.CONTESTED: "claimed by both mandates",
    Status.OUTSIDE: "claimed by the other mandate only",
    Status.OWN: "claimed by its own mandate only",
    Status.UNCLAIMED: "claimed by no statement",
}
CONTEST = "Each item counts once, shared out among the statements that claim it."
TITLES = "A title names a whole field: it holds only the items of its own side."


def claimed(holding: Holding) -> str:
    """Say which statements claim an item, and by what."""
    said = "; ".join(map(_claim, holding.claims)) or "no statement is near"
    taken = ", ".join(each.id for each in holding.excluded)
    return f"{said}{f'; excluded by {taken}' if taken else ''}"


def _claim(claim: Claim) -> str:
    if claim.through:
        return f"{claim.statement.id} (through {claim.through.id}, {claim.score:.2f})"
    return f"{claim.statement.id} ({', '.join(claim.words[:4])})"
