"""Small drawings of our own: lines in the colour of the words beside them."""

_LINE = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
ARROW = f'<svg viewBox="0 0 16 16" width="14" height="14" {_LINE}><path d="M6 3H3v10h10v-3M9 3h4v4M13 3 7 9"/></svg>'
DOWN = f'<svg viewBox="0 0 16 16" width="18" height="18" {_LINE}><path d="m4 6 4 4 4-4"/></svg>'
CROSS = f'<svg viewBox="0 0 16 16" width="22" height="22" {_LINE}><path d="m4 4 8 8M12 4l-8 8"/></svg>'
EYE = (
    f'<svg viewBox="0 0 16 16" width="15" height="15" {_LINE}>'
    '<path d="M1.5 8C4 3.4 12 3.4 14.5 8 12 12.6 4 12.6 1.5 8Z"/><circle cx="8" cy="8" r="1.6"/></svg>'
)
SPINE = (
    '<svg class="spine" viewBox="0 0 34 14" width="34" height="14" fill="none" stroke="#4e5058"'
    ' stroke-width="2"><path d="M1 14V8q0-6 6-6h26"/></svg>'
)
QUOTE = (
    '<svg viewBox="0 0 40 40" width="100%" height="100%" fill="#f6f4ee">'
    '<path d="M11 13h8v8q0 6-6 7.5l-1.2-2.7Q15 24.6 15 21h-4ZM22 13h8v8q0 6-6 7.5l-1.2-2.7Q26 24.6 26 21h-4Z"/></svg>'
)
FILE = (
    f'<svg viewBox="0 0 16 20" width="26" height="32" {_LINE.replace("2", "1.2", 1)}>'
    '<path d="M2 1h8l4 4v14H2ZM10 1v4h4"/></svg>'
)


def sign(size: int) -> str:
    """Return the bot's own sign as an avatar, `size` in CSS pixels."""
    return circle(QUOTE, "#2e7d6b", size)


def circle(face: str, colour: str, size: int) -> str:
    """Return an avatar with something drawn or written in it, `size` in CSS pixels."""
    return f'<span class="avatar" style="--size:{size}px;background:{colour}">{face}</span>'
