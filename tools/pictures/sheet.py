"""The sheet of paper: colour, light, and a pad which writes small SVG."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
import hashlib
import random
import re

LIGHT, SHADE = "#fff0cc", "#2a2248"
INDIGO, MADDER, TURMERIC, LEAF, PLUM = "#27356b", "#b23a2e", "#d9982b", "#5c7f4b", "#7a3b5e"
PAPER, KRAFT, STRAW, WOOD, INK = "#fbf5e6", "#c79b69", "#dcbd80", "#a8794d", "#262a45"

TINTS = {  # sky, far hill, near hill
    "straw": ("#f5e8c8", "#d9c58d", "#b9a867"),
    "mist": ("#dfe7e4", "#b3c5c1", "#8ba6a1"),
    "sage": ("#e6ead2", "#b9c69b", "#8fa574"),
    "peach": ("#f8e2cc", "#e2b795", "#c2957a"),
    "clay": ("#efdcc8", "#cda98a", "#a98468"),
    "lilac": ("#e7e1e8", "#bcb0c6", "#978bab"),
    "rose": ("#f4dfd8", "#d8b0a8", "#b78c88"),
    "honey": ("#f8e4b4", "#e0bd74", "#bd9a56"),
    "dusk": ("#d9dcea", "#a3abc9", "#7c86ad"),
}


def rgb(c):
    return [int(c[i:i + 2], 16) for i in (1, 3, 5)]


def mix(a, b, t):
    return "#" + "".join("%02x" % round(x + (y - x) * t) for x, y in zip(rgb(a), rgb(b), strict=True))


def lit(c, t=.3):
    return mix(c, LIGHT, t)


def shd(c, t=.3):
    """Towards shadow: violet, but keeping some of the colour's own hue."""
    own = "#" + "".join("%02x" % round(x * .3) for x in rgb(c))
    return mix(c, mix(SHADE, own, .55), t)


def n(v):
    v = ("%.1f" % v).rstrip("0").rstrip(".") if isinstance(v, float) else str(v)
    return v.replace("-0.", "-.") if v.startswith("-0.") else v[1:] if v.startswith("0.") else v


def esc(t):
    return t.replace("&", "&amp;").replace("<", "&lt;")


# ---------------------------------------------------------------- the sheet of paper
class Pic:
    def __init__(s, key, w=480, h=480, title="", lean=0):
        digest = hashlib.sha256(key.encode()).hexdigest()
        s.r = random.Random(int(digest[:12], 16))
        s.pre, s.w, s.h, s.title, s.view = "ghjkmnpqrstvwxyz"[int(digest[0], 16)] + digest[1], w, h, title, "0 0 %d %d" % (w, h)
        s.defs, s.out, s.seen = [], [], {}
        s.lean = lean  # 0, 1, 2: fewer pieces when a picture would grow past its budget

    def add(s, *parts):
        s.out.extend(parts)

    def define(s, key, body):
        """body has {id} once; the same key gives the same id."""
        if key not in s.seen:
            s.seen[key] = s.pre + "0123456789abcdefghijklmnopqrstuvwxyz"[len(s.seen) % 36] + "_" * (len(s.seen) // 36)
            s.defs.append(body.replace("{id}", s.seen[key]))
        return s.seen[key]

    def lin(s, *stops, v=False, d=False):
        ax = ' x2="0" y2="1"' if v else ' y2="1"' if d else ""
        return "url(#%s)" % s.define(("l", stops, v, d), '<linearGradient id="{id}"%s>%s</linearGradient>' % (ax, s.stops(stops)))

    def rad(s, *stops, cx=.36, cy=.3, rr=.78):
        at = "".join(' %s="%s"' % (k, ("%.2f" % v).strip("0")) for k, v in (("cx", cx), ("cy", cy), ("r", rr)) if v != .5)
        return "url(#%s)" % s.define(("r", stops, at), '<radialGradient id="{id}"%s>%s</radialGradient>' % (at, s.stops(stops)))

    @staticmethod
    def stops(stops):
        out = ""
        for st in stops:
            op = ' stop-opacity="%s"' % ("%.2f" % st[2]).strip("0").rstrip(".").rjust(1, "0") if len(st) > 2 else ""
            out += '<stop offset="%s" stop-color="%s"%s/>' % (n(st[0]) if st[0] in (0, 1) else ("%.2f" % st[0]).strip("0"), st[1], op)
        return out

    # forms
    def cyl(s, c):
        return s.lin((0, shd(c, .14)), (.2, lit(c, .34)), (.48, c), (.86, shd(c, .36)), (1, shd(c, .27)))

    def ball(s, c, warm=.55):
        return s.rad((0, lit(c, warm)), (.4, c), (.82, shd(c, .34)), (1, shd(c, .27)))

    def slab(s, c, t=.16):
        return s.lin((0, lit(c, t)), (.55, c), (1, shd(c, t + .06)), d=True)

    def vol(s):  # light and shadow laid over any pattern
        return s.lin((0, SHADE, .2), (.2, LIGHT, .32), (.5, LIGHT, 0), (1, SHADE, .5))

    def p(s, d, fill="none", **kw):
        s.add('<path d="%s"%s%s/>' % (d, s.fill(fill, kw), s.attrs(kw)))

    def e(s, cx, cy, rx, ry, fill, **kw):
        pos = " ".join('%s="%s"' % (k, n(v)) for k, v in (("cx", cx), ("cy", cy)) if v)
        if rx == ry:
            s.add('<circle %s r="%s"%s%s/>' % (pos, n(rx), s.fill(fill, kw), s.attrs(kw)))
        else:
            s.add('<ellipse %s rx="%s" ry="%s"%s%s/>' % (pos, n(rx), n(ry), s.fill(fill, kw), s.attrs(kw)))

    def rect(s, x, y, w, h, fill, **kw):
        s.add('<rect%s%s width="%s" height="%s"%s%s/>' % (' x="%s"' % n(x) if x else "", ' y="%s"' % n(y) if y else "", n(w), n(h), s.fill(fill, kw), s.attrs(kw)))

    def line(s, d, c, w=2, **kw):
        s.p(d, stroke=c, width=n(round(w, 1)), **kw)

    @staticmethod
    def fill(f, kw):
        return "" if f == "none" else ' fill="%s"' % f

    @staticmethod
    def attrs(kw):
        names = {"width": "stroke-width", "cap": "stroke-linecap", "o": "opacity", "t": "transform", "dash": "stroke-dasharray", "clip": "clip-path"}
        return "".join(' %s="%s"' % (names.get(k, k), v) for k, v in kw.items() if v is not None)

    def sym(s, key, body):
        return s.define(("s", key), '<g id="{id}">%s</g>' % body)

    def use(s, ident, x, y, rot=0, sc=1):
        if not rot and sc == 1:
            s.add('<use href="#%s" x="%s" y="%s"/>' % (ident, n(x), n(y)))
            return
        t = "translate(%s %s)" % (n(x), n(y))
        if rot:
            t += "rotate(%s)" % n(rot)
        if sc != 1:
            t += "scale(%s)" % ("%.2f" % sc).rstrip("0").rstrip(".")
        s.add('<use href="#%s" transform="%s"/>' % (ident, t))

    def clip(s, d):
        return "url(#%s)" % s.define(("c", d), '<clipPath id="{id}"><path d="%s"/></clipPath>' % d)

    def sub(s):
        """A drawing pad for a symbol's body."""
        q = Pic.__new__(Pic)
        q.__dict__.update(s.__dict__)
        q.out = []
        return q

    def shadow(s, cx, base, half, h=17, o=.42):
        g = s.rad((0, SHADE, o), (.55, SHADE, o * .55), (1, SHADE, 0), cx=.5, cy=.5, rr=.5)
        s.e(cx + half * .34, base + 1, half * 1.32, h * 1.25, g)
        s.e(cx + 5, base, half * 1.04, h * .62, g)

    def svg(s):
        text = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="%s" role="img" fill="none" stroke-linecap="round" text-anchor="middle" font-family="%s">'
                '<title>%s</title><defs>%s</defs>%s</svg>\n') % (
            s.view, "Alegreya,'Noto Serif','Liberation Serif',Georgia,serif", esc(s.title), "".join(s.defs), "".join(s.out))
        return re.sub(r' d="([^"]*)"', lambda m: ' d="%s"' % m.group(1).replace(" -", "-"), text)
