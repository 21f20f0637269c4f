"""The HTTP interface: routes, wire schema, problem responses, request bodies, metrics."""
