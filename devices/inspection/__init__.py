"""Photos that prove something: judged when they are taken, and compared with all earlier ones."""
