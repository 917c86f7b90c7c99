"""The main job without a screen: a scripted clerk works the real window, with simulated devices and a province.

Invariants:
- The clerk has only keys; scans, cards and pictures come over the simulators' wire protocols.
- The report counts what the store and the province say, never what the script meant to do.
"""
