"""The place: hills behind, a mat, a wooden stall or the indigo cloth below."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
from .sheet import INDIGO, LIGHT, MADDER, SHADE, STRAW, TINTS, TURMERIC, lit, mix, n, shd


def ridge(r, w, y, amp, step):
    ys = [round(y + r.uniform(-amp, amp)) for _ in range(-step, w + step, step)]
    d = "M%d %dc" % (-step // 2, ys[0])
    for i, (y0, y1) in enumerate(zip(ys, ys[1:], strict=False)):
        h = step // 2
        d += ("s%d %d %d %d" if i else "%d 0 %d %d %d %d") % ((h, y1 - y0, step, y1 - y0) if i else (h, h, y1 - y0, step, y1 - y0))
    return d


def hills(s, tint, y=300):
    sky, far, near = TINTS[tint]
    s.rect(0, 0, s.w, s.h, s.lin((0, mix(sky, "#ffffff", .35)), (.6, sky), v=True))
    r = s.r
    sx = r.choice((120, 350, 380))
    s.e(sx, 128, 34, 34, "#fff", o=".55")
    s.e(sx, 128, 58, 58, "#fff", o=".16")
    base = "V%dH-99z" % (y + 9)
    s.p(ridge(r, s.w, y - 104, 40, 170) + base, mix(sky, far, .42))
    s.p(ridge(r, s.w, y - 62, 22, 140) + base, s.lin((0, mix(sky, far, 1)), (1, mix(sky, far, .5)), v=True))
    hill = s.define("hill", '<path id="{id}" d="%s" stroke="%s" stroke-width="1.6"/>' % (ridge(r, s.w + 80, y - 34, 13, 150) + base, mix(sky, "#ffffff", .3)))
    for k, c in enumerate((mix(far, near, .75), mix(sky, near, .62), mix(far, near, .5), mix(sky, near, .45))):
        s.add('<use href="#%s" x="%d" y="%d" fill="%s"/>' % (hill, -k * 17, k * 9, c))


def mat(s, y=300, c=STRAW):
    pat = s.define("mat", '<pattern id="{id}" width="36" height="36" patternUnits="userSpaceOnUse" patternTransform="matrix(1.7 0 -.6 .85 0 0)">'
                   '<rect width="36" height="36" fill="%s"/><path d="M1 5h16M1 13h16M19 23h16M19 31h16" stroke="%s" stroke-width="6.6"/>'
                   '<path d="M23 1v16M31 1v16M5 19v16M13 19v16" stroke="%s" stroke-width="6.6"/></pattern>' % (shd(c, .13), lit(c, .24), lit(c, .06)))
    s.rect(0, y, s.w, s.h - y, "url(#%s)" % pat)
    table_light(s, y)


def table_light(s, y):
    s.rect(0, y, s.w, s.h - y, s.lin((0, LIGHT, .45), (.55, LIGHT, 0), (1, SHADE, .26), d=True))
    s.rect(0, y, s.w, 2, lit(STRAW, .6))


def wood(s, y=300, c="#b98a5c"):
    s.rect(0, y, s.w, s.h - y, c)
    yy, d = y, ""
    for k, hh in enumerate((22, 34, 50, 74)):
        if k % 2:
            s.rect(0, yy, s.w, hh, lit(c, .12))
        d += "M0 %dH480M%d %dq60 -4 130 1" % (yy + hh, s.r.randint(20, 300), yy + hh * 2 // 3)
        yy += hh
    s.line(d, shd(c, .26), 1.5, o=".55")
    table_light(s, y)


BANDS = {  # our own geometric bands, one repeat each: width, height, path, second path
    "peak": (24, 16, "M0 16L12 2L24 16z", "M7 16l5-6l5 6z"),
    "loz": (24, 16, "M12 1l11 7l-11 7l-11-7z", "M12 5l5 3l-5 3l-5-3z"),
    "step": (24, 16, "M0 16v-5h4V6h4V1h8v5h4v5h4v5z", "M8 16v-5h8v5z"),
    "hook": (24, 16, "M2 14V2h14v8H8V7h4", ""),
}


def band(s, x, y, w, h, kind=None, c1=TURMERIC, c2=MADDER, bg=INDIGO, lines=True):
    kind = kind or s.r.choice(("peak", "loz", "step"))
    bw, bh, d1, d2 = BANDS[kind]
    k = h / bh
    pat = s.define(("b", kind, h, c1, c2, bg, y % 97, x % 97), '<pattern id="{id}" width="%s" height="%s" patternUnits="userSpaceOnUse" patternTransform="translate(%s %s)scale(%.3f)">'
                   '<rect width="%s" height="%s" fill="%s"/><path d="%s" fill="%s"/><path d="%s" fill="%s"/></pattern>' % (bw, bh, n(x), n(y), k, bw, bh, bg, d1, c1, d2, c2))
    s.rect(x, y, w, h, "url(#%s)" % pat)
    if lines:
        s.line("M%s %sh%sM%s %sh%s" % (n(x), n(y), n(w), n(x), n(y + h), n(w)), c2, max(1.4, h * .12))


def cloth(s, y=300):
    """The brand in one picture: goods on an indigo cloth with a woven hem."""
    wood(s, y, "#c9a06d")
    d = "M92 318H388L452 480H28z"
    s.add('<g clip-path="%s">' % s.clip(d))
    s.p(d, s.lin((0, mix(INDIGO, "#8c97c8", .34)), (.5, INDIGO), (1, shd(INDIGO, .5)), d=True))
    s.line("M150 318L118 480M215 318L204 480M300 318L322 480", "#93a0d6", 5, o=".1")
    band(s, 0, 444, 480, 20, s.r.choice(("peak", "loz", "step")), TURMERIC, MADDER, "#1f2b5a")
    s.add("</g>")
    s.line("M92 318H388", "#aab4e0", 1.6, o=".7")


def leaf_under(s, cx=240, cy=392, w=200):
    """A banana leaf on the table."""
    g = "#6d8f4e"
    s.shadow(cx, cy + 8, w * .9, 20, .3)
    s.p("M%d %dC%d %d %d %d %d %dC%d %d %d %d %d %dz" % (cx - w, cy + 2, cx - w * .6, cy - 44, cx + w * .5, cy - 46, cx + w, cy - 4,
                                                          cx + w * .6, cy + 44, cx - w * .5, cy + 46, cx - w, cy + 2), s.slab(g, .3))
    s.line("M%d %dQ%d %d %d %d" % (cx - w, cy + 2, cx, cy - 8, cx + w, cy - 4), lit(g, .5), 3)
    d = ""
    for k in range(-5, 6):
        x = cx + k * w / 6.2
        d += "M%d %dq10 -16 26 -%dM%d %dq10 16 24 %d" % (x, cy - 3, 32 - abs(k) * 3, x, cy - 1, 32 - abs(k) * 3)
    s.line(d, shd(g, .22), 1.4, o=".55")


GROUNDS = {"mat": mat, "wood": wood, "cloth": cloth}
