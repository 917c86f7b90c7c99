"""A clock that moves only when someone waits."""


class Ticks:
    """Seconds; ``wait`` moves them on and keeps a list of what was waited."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds
