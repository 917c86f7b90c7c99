"""What commands with ``--port`` say of a device that could not be used.

Invariants:
- A port that was written wrong is wrong use; whatever else is the matter is an answer.
"""

from app.commands.output import NO, WRONG_USE, answer, complain
from devices.errors import DeviceError, DeviceFault


def port_refused(error: DeviceError) -> int:
    """Say why; the command's exit code."""
    if error.fault is DeviceFault.BAD_SETTING:
        complain(f"--port: {error.detail or error.fault.value}")
        return WRONG_USE
    answer({"problem": error.fault.value})
    return NO
