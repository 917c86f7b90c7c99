import cv2
import numpy as np
import zxingcpp

from devices.scanner.calibration import TEST_CODE
from devices.vision.calibration_code import draw_test_code


def test_the_printed_test_code_reads_as_what_the_calibration_expects() -> None:
    picture = cv2.imdecode(np.frombuffer(draw_test_code(), np.uint8), cv2.IMREAD_GRAYSCALE)
    (found,) = zxingcpp.read_barcodes(picture)
    assert (found.text, found.format) == (TEST_CODE, zxingcpp.BarcodeFormat.Code128)
