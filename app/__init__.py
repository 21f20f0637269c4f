"""Cleancopy: raw HTML or scraped text in, the article out."""

__version__ = "0.1.0"
