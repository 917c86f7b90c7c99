"""Who works at the counter now."""
