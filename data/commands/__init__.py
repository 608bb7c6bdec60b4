"""The commands of `python -m data`, one subject a module."""
