"""Tests of overlap.store."""
