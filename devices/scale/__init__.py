"""Scales: a pure reader for each maker's frames, the rule for when a weight is taken, and a thin serial driver."""
