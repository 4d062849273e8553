"""Speed, memory and hit rate beside the usual alternatives; `make bench` runs it."""
