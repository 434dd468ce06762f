"""Tests of overlap.judge."""
