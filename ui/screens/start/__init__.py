"""The first thing on screen: the encrypted store is being opened, or cannot be."""
