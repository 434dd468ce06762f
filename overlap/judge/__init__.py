"""Judged pairs: read, label, evaluate, learn."""
