"""Tests of overlap.corpus."""
