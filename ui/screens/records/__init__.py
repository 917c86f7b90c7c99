"""What was accepted and refused, and whether the province has it."""
