"""The way to the province: whether all is well, how the backlog goes down, what waits, and a test of the link."""
