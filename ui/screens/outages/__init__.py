"""Interruptions of the flow of data: notices, reports, receipts, and the risk now."""
