"""The CPU that each stage of the pipeline takes, on real documents of one size."""
