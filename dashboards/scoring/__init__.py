"""From figures to a score: the schemes of a year, the score, closed months, what an upheld appeal adjusts."""
