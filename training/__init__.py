"""How the models of `app/clean/score` are made and judged: `python -m training`, see training/README.md."""
