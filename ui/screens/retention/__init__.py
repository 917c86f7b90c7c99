"""What is held about people, and legal holds."""
