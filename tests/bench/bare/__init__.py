"""The floor of `make bench ONLY=report`: the least that Django can do to take the same form and write the same rows."""
