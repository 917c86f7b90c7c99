"""What the province drew at random, and the outlet's answer (双随机抽查)."""
