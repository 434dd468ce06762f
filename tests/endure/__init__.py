"""Kills, signals, races, full disks and damage, and a look at what they leave of every kind of file; `make endure`."""
