"""Throughput of `cleancopy bulk` beside `cleancopy clean`, and how it grows with its actors."""
