"""What the province returned: why, and the fix."""
