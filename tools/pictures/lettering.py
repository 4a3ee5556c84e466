"""Names on labels, market cards and string tags."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
import math

from .place import band
from .sheet import INK, MADDER, PAPER, SHADE, STRAW, esc, lit, n, shd

WIDE = {"m": .82, "w": .78, "M": .95, "W": .95}


def width(t):
    out = 0.0
    for ch in t:
        if ch == " ":
            out += .27
        elif ch in "iíìỉĩịlIjtfr.,’'·–-()":
            out += .38
        elif ch in WIDE:
            out += WIDE[ch]
        elif ch.isupper():
            out += .72
        else:
            out += .56
    return out * 1.04


def wrap(words, k):
    """Best split of words into k lines: the narrowest widest line."""
    if k == 1:
        return [" ".join(words)]
    best = (math.inf, words)
    for i in range(1, len(words) - k + 2):
        rest = wrap(words[i:], k - 1)
        cand = [" ".join(words[:i])] + rest
        m = max(width(c) for c in cand)
        if m < best[0]:
            best = (m, cand)
    return best[1]


def letters(s, text, cx, cy, w, h, fill=INK, weight="bold", most=34, lead=1.14, spacing=None):
    """Text set as large as fits a box, centred on it."""
    words = text.split()
    best = (-math.inf, [text])
    for k in range(1, min(4, len(words)) + 1):
        ls = wrap(words, k)
        size = min(most, w / max(width(x) for x in ls), h / (k * lead))
        if size > best[0] + .6:
            best = (size, ls)
    size, ls = best
    y = cy - (len(ls) - 1) * size * lead / 2 + size * .33
    sp = ' letter-spacing="%s"' % spacing if spacing else ""
    for i, t in enumerate(ls):
        s.add('<text x="%s" y="%s" font-size="%s"%s fill="%s"%s>%s</text>' % (
            n(cx), n(round(y + i * size * lead, 1)), n(round(size, 1)), ' font-weight="bold"' if weight == "bold" else "", fill, sp, esc(t)))
    return size


def loz(s, cx, cy, r, c=MADDER, c2=None):
    s.p("M%s %sl%s %sl%s %sl%s %sz" % (n(cx - r * 1.3), n(cy), n(r * 1.3), n(-r), n(r * 1.3), n(r), n(-r * 1.3), n(r)), c)
    if c2:
        s.p("M%s %sl%s %sl%s %sl%s %sz" % (n(cx - r * .6), n(cy), n(r * .6), n(-r * .46), n(r * .6), n(r * .46), n(-r * .6), n(r * .46)), c2)


def label(s, x, y, w, h, title, sub="", accent=MADDER, paper=PAPER, shape="rect"):
    """A paper label: woven band, name, place."""
    s.rect(x + 2, y + 3, w, h, SHADE, rx="3", o=".2")
    s.rect(x, y, w, h, s.slab(paper, .02), rx="3")
    bh = max(8, round(h * .1))
    band(s, x, y + 6, w, bh, None, lit(accent, .72), lit(accent, .25), accent, lines=False)
    sub_h = 17 if sub else 0
    letters(s, title, x + w / 2, y + 6 + bh + (h - 12 - bh - sub_h) / 2, w - 16, h - 14 - bh - sub_h)
    if sub:
        s.line("M%s %sh%s" % (n(x + w * .3), n(y + h - sub_h - 4), n(w * .4)), accent, 1.2)
        letters(s, sub, x + w / 2, y + h - sub_h / 2 - 2, w - 16, 15, shd(accent, .45), "normal", 14.5)


def card(s, x, y, w, h, title, sub="", accent=MADDER, rot=-3, stick=True, foot=70):
    """The market seller's card, on a split-bamboo stick; none without a name."""
    if not title:
        return
    s.add('<g transform="rotate(%s %s %s)">' % (rot, n(x + w / 2), n(y + h)))
    if stick:
        s.line("M%s %sv%s" % (n(x + w / 2), n(y + h - 6), foot), shd(STRAW, .25), 6)
        s.line("M%s %sv%s" % (n(x + w / 2 - 1), n(y + h - 6), foot), lit(STRAW, .3), 2)
    s.rect(x + 3, y + 4, w, h, SHADE, rx="2", o=".22")
    s.rect(x, y, w, h, s.slab(PAPER, .03), rx="2")
    s.rect(x + 5, y + 5, w - 10, h - 10, "none", stroke=accent, width=1.3, dash="5 3", cap="butt", rx="1")
    letters(s, title, x + w / 2, y + (h / 2 - (7 if sub else 0)), w - 24, h - (34 if sub else 20), INK, "bold", 25)
    if sub:
        letters(s, sub, x + w / 2, y + h - 18, w - 24, 15, shd(accent, .45), "normal", 13.5)
    s.add("</g>")


def tag(s, x, y, title, sub="", w=112, h=64, accent=MADDER, rot=6, from_=None):
    """A string tag with an eyelet."""
    if not title:
        return
    if from_:
        s.line("M%s %sQ%s %s %s %s" % (n(from_[0]), n(from_[1]), n((x + from_[0]) / 2), n(max(y, from_[1]) - 4), n(x), n(y)), "#8a6a44", 2)
    s.add('<g transform="rotate(%s %s %s)">' % (rot, n(x), n(y)))
    d = "M%s %sl16 -10h%sv%sh%sl-16 -10z" % (n(x - w / 2), n(y + 14), n(w - 16), n(h), n(-(w - 16)))
    d = "M%s %sl14 -14h%sl14 14v%sh%sz" % (n(x - w / 2), n(y + 8), n(w - 28), n(h), n(-w))
    s.p(d, SHADE, o=".2", t="translate(3 4)")
    s.p(d, s.slab(PAPER, .03))
    s.e(x, y + 3, 4, 4, accent)
    s.e(x, y + 3, 1.8, 1.8, SHADE)
    letters(s, title, x, y + 12 + (h - (22 if sub else 4)) / 2, w - 18, h - (30 if sub else 10), INK, "bold", 27)
    if sub:
        letters(s, sub, x, y + h - 6, w - 16, 16, shd(accent, .45), "normal", 14.5)
    s.add("</g>")
