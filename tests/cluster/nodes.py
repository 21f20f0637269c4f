"""Two Ray nodes of one core each on this machine, in a process of their own; the second can be killed.

`python -m tests.cluster.nodes` prints the address. A line on its standard input kills the second node as a
machine that loses its power would; the end of the input ends the rest.
"""

from __future__ import annotations

import os
import sys

NODE = {"num_cpus": 1, "object_store_memory": 80 * 1024 * 1024, "include_dashboard": False}


def main() -> None:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    # A dead node is noticed in seconds, not in half a minute.
    os.environ["RAY_health_check_period_ms"] = "1000"  # noqa: SIM112 (Ray's own spelling)
    os.environ["RAY_worker_niceness"] = "0"  # noqa: SIM112
    from ray.cluster_utils import Cluster  # noqa: PLC0415 (reads the environment)

    cluster = Cluster(initialize_head=True, head_node_args=NODE)
    second = cluster.add_node(**NODE)
    print(cluster.address, flush=True)  # noqa: T201
    for _ in sys.stdin:
        cluster.remove_node(second, allow_graceful=False)
        print("killed", flush=True)  # noqa: T201
    cluster.shutdown()


if __name__ == "__main__":
    main()
