"""What the shell completes: names and ids that begin like what was typed."""

from overlap.corpus import corpora, library


def complete_names(incomplete: str) -> list[str]:
    """List the bundled and the imported corpora whose names begin like that."""
    names = [*(folder.name for folder in corpora.bundled()), *library.names()]
    return [name for name in names if name.startswith(incomplete)]


def complete_imported(incomplete: str) -> list[str]:
    """List the imported corpora whose names begin like that."""
    return [name for name in library.names() if name.startswith(incomplete)]


def complete_ids(incomplete: str) -> list[str]:
    """List the bundled work items whose ids begin like that."""
    items = (item for folder in corpora.bundled() for item in corpora.load_folder(folder).work_items)
    return [item.id for item in items if item.id.casefold().startswith(incomplete.casefold())]
