"""Tests of overlap.comparison."""
