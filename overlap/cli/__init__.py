"""The command line: one module a command, named like the command."""
