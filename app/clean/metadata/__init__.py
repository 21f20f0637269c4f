"""Title, date and author: candidates from every source of a page, and the choice among them."""

from app.clean.metadata.candidates import Candidate, Candidates
from app.clean.metadata.gather import gather
from app.clean.metadata.header import Header, read_header
from app.clean.metadata.resolve import resolve, without_guesses

__all__ = ["Candidate", "Candidates", "Header", "gather", "read_header", "resolve", "without_guesses"]
