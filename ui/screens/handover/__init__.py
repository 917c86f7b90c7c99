"""Handing parcels over to a vehicle or a bag."""
