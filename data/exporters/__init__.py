"""What leaves the database as a file."""
