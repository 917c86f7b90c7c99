"""The order of policy packs' versions. Light: the window reads its rules before anything heavy is loaded."""


def version_order(version: str) -> tuple[int, ...]:
    """The sorting key of a dotted version: ``2026.11.1`` comes after ``2026.2.30``. Raises ValueError for another form.

    Zeros at the end do not count: ``1.0`` is ``1``.
    """
    if not all(number.isascii() and number.isdecimal() for number in version.split(".")):
        raise ValueError("not a dotted version")
    numbers = [int(number) for number in version.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
