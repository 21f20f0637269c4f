"""The worker processes beside pebble's, in turns: calls, deadlines, idling, memory. `make bench-workers`."""
