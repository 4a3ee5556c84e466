"""Baskets, crates and winnowing trays."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
from .heaps import SIZE, heap, scatter
from .lettering import card, letters
from .pieces import sym_leaf
from .place import band
from .sheet import INK, LEAF, LIGHT, MADDER, PAPER, SHADE, STRAW, lit, shd


def weave(s, c=STRAW):
    return "url(#%s)" % s.define(("w", c), '<pattern id="{id}" width="28" height="20" patternUnits="userSpaceOnUse"><rect width="28" height="20" fill="%s"/>'
                                 '<path d="M2 5h12M16 15h12M-12 15h12" stroke="%s" stroke-width="7.4" stroke-linecap="round"/><path d="M21 0v10M7 10v10" stroke="%s" stroke-width="5"/></pattern>' % (shd(c, .38), c, shd(c, .16)))


def basket_front(s, cx=240, rim=322, half=168, h=92, c=STRAW):
    d = "M%d %dQ%d %d %d %dH%dQ%d %d %d %dQ%d %d %d %dz" % (cx - half, rim, cx - half * .92, rim + h * .8, cx - half * .66, rim + h, cx + half * .66, cx + half * .92, rim + h * .8, cx + half, rim,
                                                            cx, rim + 74, cx - half, rim)
    s.p(d, weave(s, c))
    s.p(d, s.vol())
    s.line("M%d %dQ%d %d %d %d" % (cx - half, rim, cx, rim + 74, cx + half, rim), shd(c, .22), 13)
    s.line("M%d %dQ%d %d %d %d" % (cx - half, rim - 3, cx, rim + 70, cx + half, rim - 3), lit(c, .35), 6)
    s.line("M%d %dQ%d %d %d %d" % (cx - half, rim, cx, rim + 74, cx + half, rim), shd(c, .4), 13, dash="2.5 15", cap="butt", o=".7")


def a_basket(s, t, sub, kind="plum", c="#7d1f38", accent=MADDER, leaf=LEAF, sc=1.0, h=120, basket=STRAW):
    s.shadow(240, 414, 128, 22)
    s.e(240, 322, 166, 40, shd(basket, .5))
    lf = sym_leaf(s, leaf or LEAF)
    if leaf:
        for x, y, a in ((104, 300, 200), (120, 286, 232), (366, 290, -38), (378, 304, -10)):
            s.use(lf, x, y, a, 1.1)
    heap(s, kind, c, 240, 352, 156, h, sc=sc, keep=lambda x, y, z: y < 330 + 36 * (1 - ((x - 240) / 168) ** 2) - (12 if abs(x - 240) > 120 else -8) and abs(x - 240) < 166 - z * .7)
    if leaf:
        for k in range(4 - s.lean):
            s.use(lf, s.r.randint(130, 320), s.r.randint(270, 326), s.r.randint(0, 360), .95)
    basket_front(s, c=basket)
    card(s, 262, 108, 150, 82, t, sub, accent, 4, True, 92)
    scatter(s, kind, c, ((74, 426), (58 + round(SIZE[kind] * sc * 2.1) + 16, 438)), sc)


def a_crate(s, t, sub, kind="taro", c="#7a5540", accent=LEAF, sc=1.0, h=100, greens=None):
    s.shadow(236, 420, 160, 20)
    s.p("M78 316L108 292H372L402 316z", shd("#b98d5e", .5))
    if greens:
        GREENS[greens](s)
    else:
        heap(s, kind, c, 240, 352, 150, h, sc=sc)
    w = "#c79a66"
    for k, y in enumerate((318, 354, 390)):
        s.rect(74, y, 332, 30, s.lin((0, lit(w, .3)), (.5, w), (1, shd(w, .3))), rx="2")
        s.line("M90 %dq80 -5 150 0t150 -1" % (y + 16), shd(w, .3), 1.3, o=".5")
        s.rect(74, y + 28, 332, 4, SHADE, o=".28")
    for x in (74, 380):
        s.rect(x, 312, 26, 112, s.lin((0, lit(w, .2)), (1, shd(w, .3))), rx="2")
        for y in (332, 368, 404):
            s.e(x + 13, y, 2.6, 2.6, shd(w, .6))
    s.rect(142, 330, 196, 74, SHADE, rx="2", o=".2")
    s.rect(140, 327, 196, 74, PAPER, rx="2")
    band(s, 140, 331, 196, 10, None, lit(accent, .7), lit(accent, .3), accent, False)
    letters(s, t, 238, 365, 178, 36, INK, "bold", 27)
    letters(s, sub, 238, 391, 178, 14, shd(accent, .45), "normal", 13.5)


def big_leaf(s, c, w=44, h=96, frill=False):
    q = s.sub()
    if frill:
        d = "M0 0"
        for k in range(1, 8):
            d += "q%d %d %d %d" % (-14 if k % 2 else 2, -4, -7 + k, -h // 8)
        d += "Q0 %d 4 %d" % (-h - 14, -h + 8)
        for k in range(1, 8):
            d += "q%d %d %d %d" % (14 if k % 2 else -2, 4, 6 - k, h // 8)
        q.p(d + "z", q.slab(c, .3))
    else:
        q.p("M0 0C%d %d %d %d 0 %dC%d %d %d %d 0 0z" % (-w, -h * .3, -w, -h * .86, -h, w, -h * .86, w, -h * .3), q.slab(c, .3))
    q.line("M0 0V%d" % (-h + 12), lit(c, .62), 4)
    q.line("M0 %dL-16 %dM0 %dL18 %dM0 %dL-14 %dM0 %dL13 %d" % (-h * .25, -h * .42, -h * .35, -h * .54, -h * .5, -h * .66, -h * .6, -h * .76), lit(c, .5), 2, o=".8")
    return s.sym(("big", c, w, h, frill), "".join(q.out))


def g_mustard(s):
    for c, spread, y in (("#52723a", 70, 346), ("#6b8f45", 56, 352), ("#88a953", 40, 356)):
        lf = big_leaf(s, c, 46, 128)
        for a in (-spread, -spread * .45, 0, spread * .5, spread):
            s.use(lf, 240 + a * 1.5, y, a * .62, .9 + s.r.random() * .25)


def g_kale(s):
    for c, spread, y in (("#3d5f4a", 66, 346), ("#547a5a", 52, 352), ("#6d9468", 36, 358)):
        lf = big_leaf(s, c, 46, 122, True)
        for a in (-spread, -spread * .4, 0, spread * .45, spread):
            s.use(lf, 240 + a * 1.6, y, a * .6, 1 + s.r.random() * .25)


def g_mixed(s):
    lf = big_leaf(s, "#5f8a46", 42, 120)
    for x, a in ((120, -28), (146, -10), (176, 8), (350, 26), (326, 6)):
        s.use(lf, x, 350, a)
    for x, y, rr in ((226, 286, 52), (300, 300, 42)):  # cabbages
        s.e(x, y, rr, rr * .94, s.ball("#a9bf74"))
        s.p("M%d %dq%d %d %d %dM%d %dq%d %d %d %dM%d %dv%d" % (x - rr * .8, y + rr * .3, rr * .2, -rr * .9, rr * .8, -rr, x + rr * .8, y + rr * .3, -rr * .2, -rr * .9, -rr * .8, -rr, x, y - rr * .7, rr * 1.3),
            stroke="#e2ebbd", width=2.4, o=".8")
    for x, y, a in ((156, 330, -24), (182, 334, 6)):  # carrots
        s.add('<g transform="translate(%d %d)rotate(%d)">' % (x, y, a))
        s.p("M-13 -46Q0 -54 13 -46L3 24Q0 30 -3 24z", s.cyl("#d9772f"))
        s.line("M0 -48q-8 -20 -16 -26M0 -48q0 -22 4 -32M0 -48q10 -16 18 -20", "#6b8f45", 4)
        s.add("</g>")


GREENS = {"mustard": g_mustard, "kale": g_kale, "mixed": g_mixed}


def tray(s, cx=240, cy=372, half=172, c=STRAW):
    """A flat winnowing tray."""
    s.shadow(cx, cy + 34, half * .9, 26)
    s.e(cx, cy + 9, half, half * .34, shd(c, .42))
    s.e(cx, cy, half, half * .34, s.lin((0, lit(c, .35)), (.6, c), (1, shd(c, .3))))
    s.e(cx, cy + 2, half - 13, half * .34 - 8, weave(s, lit(c, .12)))
    s.e(cx, cy + 2, half - 13, half * .34 - 8, s.lin((0, SHADE, .36), (.6, SHADE, .04), (1, LIGHT, .2), d=True))
    d = "M%d %da%d %d 0 0 0 %d 0" % (cx - half, cy, half, half * .34, 2 * half)
    s.line(d, shd(c, .35), 10, dash="2.5 16", cap="butt", o=".6", t="translate(0 5)")


def a_tray(s, t, sub, kind="slice", c="#e3cfa0", accent=LEAF, sc=1.0, h=86, half=118):
    tray(s)
    heap(s, kind, c, 236, 388, half, h, sc=sc)
    card(s, 270, 190, 146, 84, t, sub, accent, 4, True, 100)
    scatter(s, kind, c, ((92, 376), (388, 390)), sc * .9)
