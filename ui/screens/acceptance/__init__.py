"""Taking a parcel in: the one screen that does the work."""
