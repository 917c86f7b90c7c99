"""The product without a screen: rules, use cases, the encrypted store, and the composition root."""
