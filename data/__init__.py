"""The project database: schema, importers, queries and the named tables that pages show."""
