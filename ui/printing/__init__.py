"""Paper: what the counter prints, laid out in millimetres and drawn by Qt."""
