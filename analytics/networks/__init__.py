"""The collaboration network: one idea a module, plain tables and networkx graphs."""
