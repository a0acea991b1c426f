"""Real servers for the test suite and the benchmark: found on the machine, else taken from wheels."""
