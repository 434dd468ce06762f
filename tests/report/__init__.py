"""Tests of overlap.report."""
