"""Tests of overlap.items."""
