"""One module per thing a clerk does. Each opens one unit of work, applies the rules, saves, publishes after."""
