"""Work items: which are one, which are declared joint, which are meant."""
