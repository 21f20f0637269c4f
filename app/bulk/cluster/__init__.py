"""`cleancopy bulk`: an archive cleaned by a pool of Ray actors, on this machine or on a cluster.

`plan` cuts the input into shards, `shard` cleans one of them, `actor` is where that happens, `tables` writes
what comes of it, and `job` runs them all. `storage` is the file system or object store of input and output.
"""
