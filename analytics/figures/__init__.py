"""One subject a module: finished table in, plotly figure out."""
