"""Rules of operators for single sites, in the full-text-rss site-config format: docs/site-rules.md.

`folder.load_sites` reads and checks a folder, in the process that serves; `apply.Sites` is what the pipeline
asks, in a worker. Nothing is imported here: the first needs nothing of what the second brings.
"""
