"""Blocks and what rules say of them -> the probability that each belongs to the article."""

from app.clean.score.doubt import THRESHOLD, doubtful, likely, read_again, unlikely
from app.clean.score.page import Announcement
from app.clean.score.scorer import Scorer, load_scorer, names_address

__all__ = [
    "THRESHOLD",
    "Announcement",
    "Scorer",
    "doubtful",
    "likely",
    "load_scorer",
    "names_address",
    "read_again",
    "unlikely",
]
