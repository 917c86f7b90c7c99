"""What is plugged in now, without opening anything.

- ``found``: the shapes, and the port :class:`~devices.discovery.found.Detection`
- ``naming``: the addresses that find a device again under another name
- ``finding``: from such an address to the port's name of the moment
- ``serial_ports``, ``hid_devices``, ``usb_readers``, ``linux_nodes``: where to look; ``system`` puts them together
- ``hotplug``: the watch that wakes devices when what is plugged in changes
"""
