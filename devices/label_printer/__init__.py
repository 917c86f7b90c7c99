"""Label printers that are spoken to in their own language: one small label, three languages, three ways to send it."""
