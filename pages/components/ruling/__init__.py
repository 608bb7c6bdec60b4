"""Entering and withdrawing policy numbers and light rules: what would move is shown before anything is written."""
