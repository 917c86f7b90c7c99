"""What the province has told: its notices, customers that clash, and how old all that is."""
