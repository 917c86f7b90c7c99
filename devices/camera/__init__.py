"""Cameras: a USB or document camera, an IP camera, a video file, a folder of pictures, all as one driver.

Invariants:
- A user name and password inside an RTSP address leave this package by no way: not in a name, a status, an error or a
  ``repr``.
- Only reading and opening touch OpenCV; importing ``driver`` and ``device`` does not load it.
"""
