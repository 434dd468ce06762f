"""Tests of overlap.read."""
