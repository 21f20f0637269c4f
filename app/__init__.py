"""Cleancopy: raw HTML or scraped text in, the article out."""

import os

__version__ = "0.1.0"

# onnxruntime's official builds report to their maker over HTTPS unless this is set before they are loaded.
# This service asks nobody for anything, and tells nobody.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
