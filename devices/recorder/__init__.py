"""Surveillance recorders (监控录像机): where a role's camera is recorded, and how its picture is found again.

address and playback are pure; reachability and onvif_clock ask a recorder over the network.

Invariants:
- No video is fetched or kept: a recorder is asked whether it answers and what time it has, nothing else.
- No credentials are known here: addresses that hold some are refused, and none are ever sent.
"""
