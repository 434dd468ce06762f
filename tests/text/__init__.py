"""Tests of overlap.text."""
