"""Our own line icons, 24 x 24, drawn with the colour of the text beside them. Pure."""

ICONS = {
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "parcel": '<path d="M4 8 12 4l8 4v9l-8 4-8-4z M4 8l8 4 8-4M12 12v9"/>',
    "cart": (
        '<path d="M3 6h3l2.2 9.2h9.6L20.5 8H7"/><circle cx="9.5" cy="19" r="1.4"/><circle cx="16.5" '
        'cy="19" r="1.4"/>'
    ),
    "home": '<path d="M3 11 12 4l9 7M5.5 9.5V20h13V9.5"/>',
    "shelves": '<path d="M4 6h16M4 12h16M4 18h10"/>',
    "sellers": '<path d="M3 20h18M5 20v-8l7-5 7 5v8M10 20v-5h4v5M12 3v4"/>',
    "hand": (
        '<path d="M3 14h4l5 1.5h4a1.5 1.5 0 0 1 0 3h-5M7 19l5 2 8.5-4M3 12v9M12 10.5 8.8 7.3a2.2 2.2 0 0 '
        '1 3.2-3 2.2 2.2 0 0 1 3.2 3z"/>'
    ),
    "seal": (
        '<path d="m12 3 2.4 2.1 3.2-.3.7 3.1 2.7 1.7-1.3 2.9 1.3 2.9-2.7 1.7-.7 3.1-3.2-.3L12 '
        '22l-2.4-2.1-3.2.3-.7-3.1L3 15.4l1.3-2.9L3 9.6l2.7-1.7.7-3.1 3.2.3z"/><path d="m8.5 12.5 2.5 2.5 '
        '4.5-5"/>'
    ),
    "call": (
        '<path d="M6 3.5h3l1.5 4.5-2 1.5a11 11 0 0 0 6 6l1.5-2 4.5 1.5v3c0 1-.8 2-2 2C11 20 4 13 4 '
        '5.5c0-1.2 1-2 2-2z"/>'
    ),
    "alert": '<path d="M12 4 3 19.5h18zM12 10v4.5M12 17v.1"/>',
    "tick": '<path d="m4.5 12.5 5 5 10-11"/>',
    "cross": '<path d="M6 6l12 12M18 6 6 18"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
    "truck": (
        '<path d="M2.5 6.5h11v10h-11zM13.5 10h4l3.5 3.5v3h-7.5"/><circle cx="7" cy="18" r="1.8"/><circle '
        'cx="17" cy="18" r="1.8"/>'
    ),
    "pen": '<path d="M4 20l1-4.500L16.500 4l3.500 3.500L8.500 19zM14 6.500l3.500 3.500"/>',
    "share": '<path d="M12 15V4M8 7.500 12 3.500l4 4M6 11H4.500v9.500h15V11H18"/>',
    "code": '<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.500v2.500M20 14v2.500M14 20h2.500M19 18.500V20h1"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.500 20.500C5.300 16 8.200 14 12 14s6.700 2 7.500 6.500"/>',
    "letter": '<path d="M3.500 5.500h17v13h-17zM3.500 6.500 12 13l8.500-6.500"/>',
    "key": '<circle cx="8" cy="15.500" r="4.500"/><path d="m11.200 12.300 8.300-8.300M16 7.500l3 3M13.500 10l2 2"/>',
    "pin": (
        '<path d="M12 21c4.5-5.2 6.5-8.6 6.5-11.5a6.5 6.5 0 0 0-13 0C5.500 12.400 7.500 15.800 12 '
        '21z"/><circle cx="12" cy="9.500" r="2.300"/>'
    ),
}


def svg(name: str) -> str:
    """The icon as inline SVG, hidden from readers: a word always stands beside it. Raises KeyError."""
    return f'<svg class="ico" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>'
