"""What hangs on the outlet's wall and goes into a sender's hand: the notice, and the prohibited goods."""
