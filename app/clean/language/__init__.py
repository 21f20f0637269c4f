"""The language of an article, from its text and from what the markup declares."""

from app.clean.language.detect import SAMPLE, detect, normalise

__all__ = ["SAMPLE", "detect", "normalise"]
