"""How well Cleancopy and its peers find body, title, date and author: `python -m benchmarks.accuracy`."""
