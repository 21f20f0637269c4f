"""A page -> its own blocks, all of them, in page order."""

from app.clean.segment.characters import tidy
from app.clean.segment.markup import lay_out, segment_markup
from app.clean.segment.plain import segment_plain

__all__ = ["lay_out", "segment_markup", "segment_plain", "tidy"]
