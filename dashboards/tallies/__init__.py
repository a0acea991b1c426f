"""Sums of facts by place, cut and day: what is summed in, the one statement that sums, the one door that reads."""
