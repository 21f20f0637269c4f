"""Accuracy, speed and load, each one command, each beside its peers in one run."""
