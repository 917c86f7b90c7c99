"""Conversations with devices, written down: recorded at a counter without anybody's data, replayed in tests."""
