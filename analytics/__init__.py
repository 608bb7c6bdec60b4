"""What the numbers mean: frames, measures, networks and figures. No database, no clock, no screen."""
