"""Tests of overlap.score."""
