"""What the program sees in a picture: bar codes, and the beat of a screen.

Invariants:
- ``codes`` and ``sightings`` are light and pure; the other modules load OpenCV, and are imported by whoever opens a
  camera, never by ``devices.ports`` or at the program's start.
- Pictures are H x W (gray) or H x W x 3 (BGR, OpenCV's order) uint8 arrays, and are never written to.
- All heavy calls (zxing-cpp, zbar, OpenCV) release Python's lock, so that decoding never stalls the screen.
"""
