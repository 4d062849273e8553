"""Documents that a new community can start with: invented, in our own words, and marked as samples."""

from importlib.resources import files


def sample_documents() -> list[tuple[str, bytes]]:
    """Return the name and content of each bundled document."""
    folder = files("knowledge.samples")
    documents = sorted(
        (each for each in folder.iterdir() if each.name.endswith(".md")), key=lambda each: each.name
    )
    return [(each.name, each.read_bytes()) for each in documents]
