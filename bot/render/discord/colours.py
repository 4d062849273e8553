"""One colour a meaning, readable on Discord's dark and light themes."""

from enum import IntEnum


class Colour(IntEnum):
    """The stripe beside an embed, 0xRRGGBB."""

    ANSWER = 0x2E9E83
    SUGGEST = 0x4F7BD9
    QUEUE = 0xB07CC6
    CARE = 0xD9534F
    NOTE = 0x7A869A
