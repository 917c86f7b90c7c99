"""The three rates with their denominators, plots, and the file that a regulator is given."""
