"""Discord's look for pictures: what the bot really sent, as HTML, and HTML as a picture.

The local Discord of the tests is found beside them, so their folder is put on the path.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
for folder in (ROOT, ROOT / "tests"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
