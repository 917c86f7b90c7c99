"""Page 设备: everything a counter has plugged in, live."""
