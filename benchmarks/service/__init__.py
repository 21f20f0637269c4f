"""Every document of the sets through the running service: `python -m benchmarks.service`."""
