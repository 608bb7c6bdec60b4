"""The tests, laid out as the code is: `tests/data` tests `data`."""
