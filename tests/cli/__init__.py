"""Tests of overlap.cli."""
