"""Very many documents through one connection: every id once, and the memory of the service meanwhile."""
