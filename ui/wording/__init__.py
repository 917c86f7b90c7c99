"""The tables behind :mod:`ui.error_text`: every code with what happened and what to do next."""
