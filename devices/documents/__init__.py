"""Identity documents read from pictures: text rows, machine-readable zones, card layouts, guided capture.

Everything here is advice with a confidence: what is not proven by a check digit or by two readings is marked doubtful,
and a clerk confirms it beside its picture.
"""
