"""A request body that knows whether any of it has been handed to the network.

Invariants:
- ``begun`` is False only while nothing can have reached the province.
"""

import io


class WatchedBody:
    """A readable body. Being read block by block, each block has the socket's time-out for itself.

    A ``bytes`` body would go out in one ``sendall``, whose time-out covers all of it: hopeless on a slow link.
    """

    def __init__(self, content: bytes) -> None:
        self._stream = io.BytesIO(content)
        self._size = len(content)
        self.begun = False

    def __len__(self) -> int:
        return self._size

    def read(self, size: int = -1) -> bytes:
        """The next block; empty at the end."""
        self.begun = True
        return self._stream.read(size)
