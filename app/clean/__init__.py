"""The cleaning itself: pure functions from a document to an article."""
