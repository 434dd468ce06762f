"""Lists: bundled, imported, kept, fetched."""
