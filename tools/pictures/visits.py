"""Visits: a bath, a stone garden, pineapple rows, an old tea tree."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
import math

from .baskets import basket_front
from .heaps import heap, sprig
from .lettering import card
from .pieces import sym_leaf
from .place import mat, ridge
from .sheet import LEAF, lit, n, shd


def view_bath(s):
    mat(s, 330, "#b98a5c")
    c = "#9c6b43"
    s.shadow(226, 420, 150, 22)
    s.e(226, 268, 146, 42, shd(c, .5))
    s.e(226, 274, 132, 34, "#6d5a2c")
    s.e(206, 268, 70, 12, "#a58d4a", o=".6")
    lf = sym_leaf(s, "#7f9a57", 26, 9)
    for x, y, a in ((150, 270, 10), (190, 284, 80), (250, 266, -30), (290, 276, 20), (222, 290, 140), (316, 266, 60)):
        s.use(lf, x, y, a)
    d = "M80 268Q226 352 372 268L354 408Q226 440 98 408z"
    s.p(d, s.cyl(c))
    s.line("".join("M%d %dL%d %d" % (92 + k * 26, 284 + 26 * math.sin(k / 11 * 3.14), 106 + k * 23.5, 414 + 10 * math.sin(k / 11 * 3.14)) for k in range(1, 11)), shd(c, .4), 2.4, o=".6")
    s.line("M86 306Q226 388 366 306M94 378Q226 436 358 378", "#d9bb7c", 9)
    s.line("M86 304Q226 386 366 304M94 376Q226 434 358 376", lit("#d9bb7c", .4), 3)
    for x in (160, 222, 286):
        s.line("M%d 250q-20 -34 0 -64t0 -62" % x, "#fff", 12, o=".34")
    sprig(s, 372, 436, -30, "#6c8b4d", 6)


def view_stone(s):
    mat(s, 330, "#9aa86a")
    for x, y, w, h, c in ((86, 352, 78, 92, "#8f9298"), (392, 360, 84, 116, "#7d8088"), (310, 390, 60, 50, "#9da0a4"), (150, 400, 52, 40, "#85888e")):
        s.shadow(x, y + h * .42, w * .8, 15)
        s.p("M%s %sQ%s %s %s %sQ%s %s %s %sQ%s %s %s %sz" % (n(x - w * .7), n(y + h * .42), n(x - w * .8), n(y - h * .4), n(x - w * .1), n(y - h * .6), n(x + w * .7), n(y - h * .5), n(x + w * .7), n(y + h * .42), n(x), n(y + h * .52), n(x - w * .7), n(y + h * .42)),
            s.rad((0, lit(c, .5)), (.5, c), (1, shd(c, .5)), cx=.3, cy=.25, rr=.9))
    wall = "#a8794d"
    s.p("M156 296H314V376H156z", s.lin((0, lit(wall, .3)), (1, shd(wall, .2))))
    s.line("".join("M%d 300V374" % x for x in range(170, 312, 16)), shd(wall, .3), 1.6, o=".6")
    s.p("M132 300L180 214H296L340 300z", s.lin((0, "#7b6a52"), (1, "#4f4338")))
    s.line("".join("M%d 218L%d 298" % (184 + k * 14, 144 + k * 24) for k in range(9)), "#93826a", 2, o=".7")
    s.rect(222, 326, 30, 50, "#4a3a30")
    s.rect(176, 322, 28, 24, "#ffdf9a")
    s.rect(270, 322, 28, 24, "#ffdf9a")
    sprig(s, 40, 430, -50, "#6c8b4d", 5)


def view_pines(s):
    mat(s, 300, "#a7ad62")
    g = "#6b8f52"
    plants = []
    for col, leafc in (("#d99a2f", g), ("#e0ac4a", lit(g, .14)), ("#c98a2a", shd(g, .14))):
        q = s.sub()
        q.p("M-44 0Q-36 -34 -52 -46Q-20 -30 -12 0zM44 0Q36 -34 54 -44Q22 -32 12 0zM-24 0Q-22 -44 -30 -62Q-6 -40 0 0zM26 0Q22 -44 30 -60Q6 -40 2 0z", q.slab(leafc, .25))
        q.p("M0 -58C14 -58 18 -40 17 -26C16 -10 8 -4 0 -4C-8 -4 -16 -10 -17 -26C-18 -40 -14 -58 0 -58z", q.ball(col, .5))
        q.p("M-12 -54L-16 -76L-4 -62L0 -88L5 -62L16 -76L12 -54z", q.slab(shd(leafc, .1), .25))
        plants.append(s.sym(("plant", col), "".join(q.out)))
    s.rect(0, 306, 480, 180, s.lin((0, lit(g, .3), .4), (1, shd(g, .3)), v=True))
    for row, (y, k, dx, sc) in enumerate(((322, 12, 42, .38), (352, 9, 58, .54), (394, 7, 78, .74), (446, 6, 98, 1))):
        for i in range(k):
            s.use(plants[(i + row) % 3], -14 + i * dx + (row % 2) * dx // 2, y, 0, sc)


def view_tea(s):
    mat(s, 316, "#95a866")
    g = "#55753f"
    for y, k in ((330, 7), (364, 5.6), (408, 4.4)):
        s.p(ridge(s.r, 480, y, 6, 60) + "V%dH-60z" % (y + 60), s.lin((0, lit(g, .3)), (1, shd(g, .2)), v=True))
    # an old tea tree and a picking basket
    s.p("M206 420Q222 360 214 300Q190 260 150 240Q200 250 222 282Q226 230 214 190Q240 220 240 280Q270 240 320 232Q266 262 250 310Q246 370 266 420z", s.cyl("#8b7a62"))
    lf, lf2 = sym_leaf(s, "#6f9450", 30, 11), sym_leaf(s, "#4d6f3d", 30, 11)
    twigs = []
    for a, b in ((lf, lf2), (lf2, lf), (lf, lf)):
        twigs.append(s.sym(("twig", a, b), "".join('<use href="#%s" transform="translate(%d %d)rotate(%d)"/>' % (
            (a, b)[j % 2], s.r.randint(-22, 14), s.r.randint(-14, 14), s.r.randint(0, 360)) for j in range(7 - s.lean))))
    for cx, cy, rx, ry, k in ((150, 214, 76, 44, 7), (318, 206, 80, 46, 7), (232, 158, 92, 52, 8)):
        s.e(cx, cy, rx, ry, s.ball("#4d6f3d"))
        for i in range(k):
            a, d = i * 2.4, .4 + .62 * ((i * 7) % k) / k
            s.use(twigs[i % 3], round(cx + rx * d * math.cos(a)), round(cy + ry * d * math.sin(a)))
    s.shadow(356, 428, 50, 12)
    basket_front(s, 356, 374, 54, 54, "#d8b676")
    heap(s, "curl", "#86a85c", 356, 384, 48, 22)


VIEWS = {"bath": view_bath, "stone": view_stone, "pines": view_pines, "tea": view_tea}


def a_view(s, t, sub, kind="bath", accent=LEAF):
    VIEWS[kind](s)
    card(s, 296, 96, 146, 82, t, sub, accent, 3, True, {"bath": 160, "stone": 150, "pines": 190, "tea": 196}[kind])
