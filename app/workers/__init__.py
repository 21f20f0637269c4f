"""The worker processes: one document at a time in a process that can be killed.

`pool.WorkerPool` is what the service uses; `worker.Worker` is one process with blocking calls; `child` is
what runs inside it. See docs/decisions for why documents are cleaned in processes.
"""
