"""The pages for people: the playground at `/` and the live figures at `/status`."""
