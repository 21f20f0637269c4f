"""The service under load: throughput, added latency, growth, start, memory. `make bench-load`."""
