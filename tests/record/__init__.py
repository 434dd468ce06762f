"""Tests of overlap.record."""
