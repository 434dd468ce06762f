"""Words of the field: tokens, identifiers, languages, the glossary."""
