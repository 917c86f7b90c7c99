"""Widgets of the screens: they show what they are given and say what was done to them."""
