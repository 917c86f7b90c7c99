"""Hiding personal data for the screen and the command line.

Invariants:
- At least as much is hidden as GB/T 41833-2022 asks of a waybill: one or more characters of the name, six or more
  digits of the phone, unit and room of the address, the middle of the document number.
- A masked text cannot be undone, and says by ``*`` where something is hidden.
"""


def masked_name(name: str) -> str:
    """The first character stays: 张*, 阿*****. Latin names keep their first letter too."""
    return name[:1] + "*" * max(1, len(name) - 1) if name else ""


def masked_number(number: str) -> str:
    """First six and last four stay on 18-character numbers; of shorter ones the first two and last two."""
    if len(number) >= 15:
        return number[:6] + "*" * (len(number) - 10) + number[-4:]
    if len(number) <= 4:
        return "*" * len(number)
    return number[:2] + "*" * (len(number) - 4) + number[-2:]


def masked_phone(phone: str) -> str:
    """Three and two digits stay, six or more are hidden."""
    return phone[:3] + "*" * max(0, len(phone) - 5) + phone[-2:] if len(phone) > 5 else "*" * len(phone)


def masked_address(address: str) -> str:
    """The region (at most nine characters, province to county) stays; street, unit and room are hidden."""
    shown = address[: min(9, len(address) // 2)]
    return shown + "*" * (len(address) - len(shown)) if address else ""
