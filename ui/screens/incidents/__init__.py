"""Incidents: the handling card (F3), the form, and frozen waybills."""
