"""One package per task of the counter: a presenter in plain Python, and a view that only draws and forwards."""
