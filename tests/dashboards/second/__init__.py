"""The second calculation: what the figures have to be, counted anew from the rows of the history.

Slow and plain on purpose, and written from the definitions in words (docs/indicators.md), not from the code it holds to
account: each word of `dashboards.terms.What` has a function here that reads one whole history, from its first row to
its last, and says when it counts. It shares nothing with `dashboards/`, but for the words themselves.
"""
