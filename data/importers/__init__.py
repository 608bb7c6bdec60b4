"""A file becomes a batch of rows and a list of problems."""
