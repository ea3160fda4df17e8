"""Does the drawn square hold exactly the cells of the code, with its quiet margin?"""

import re

from qrcode.main import QRCode

from referrals.squares import square

ADDRESS = "https://kindala.example.org/slip/#7QX4-KD2M-09TR-HW3N"


def drawn(path: str, side: int) -> list[list[bool]]:
    """The cells that the strokes of a path cover."""
    cells = [[False] * side for _ in range(side)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path):
        for column in range(int(x), int(x) + int(length)):
            cells[int(y)][column] = True
    return cells


def test_every_cell_and_nothing_else():
    made = square(ADDRESS)
    code = QRCode(error_correction=0, border=4)  # 0: the level M of the standard
    code.add_data(ADDRESS)
    code.make()
    assert made.side == len(code.get_matrix())
    assert drawn(made.path, made.side) == [list(map(bool, row)) for row in code.get_matrix()]
    assert re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", made.path)


def test_it_is_of_that_address():
    assert square(ADDRESS) != square(ADDRESS[:-1] + "M")
