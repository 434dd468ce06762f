"""A file to rows: its format, then its kind."""
