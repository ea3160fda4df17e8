"""How does an address become a square that a phone's camera reads?"""

from __future__ import annotations

from dataclasses import dataclass

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode


@dataclass(frozen=True)
class Square:
    """Black cells on white as one path, in a box of `side` by `side` with its quiet margin."""

    side: int
    path: str


def square(text: str) -> Square:
    """A QR code: each run of black cells in a row is one stroke of the path."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    code.make()
    rows = code.get_matrix()
    strokes = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = x
            while run < len(row) and row[run]:
                run += 1
            if run > x:
                strokes.append(f"M{x} {y}h{run - x}v1h-{run - x}z")
            x = run + 1
    return Square(len(rows), "".join(strokes))
