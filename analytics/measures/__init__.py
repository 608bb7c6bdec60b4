"""One subject a module: table in, table out."""
