"""Fish and leaf parcels."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
import math

from .baskets import tray
from .heaps import heap
from .lettering import card
from .pieces import leafshape
from .place import leaf_under
from .sheet import INDIGO, LEAF, STRAW, lit, mix, n, shd


def fish_path(l, h):
    return "M0 0C%s %s %s %s %s %sL%s %sQ%s 0 %s %sL%s %sC%s %s %s %s 0 0z" % (
        n(l * .2), n(-h * 1.1), n(l * .55), n(-h), n(l * .82), n(-h * .22), n(l), n(-h * .7), n(l * .93), n(l), n(h * .7), n(l * .82), n(h * .22), n(l * .55), n(h), n(l * .2), n(h * 1.1))


def fish(s, x, y, l, h, c, rot=0, band_c=None, belly="#f1ede0", spots=False, scute=False):
    d = fish_path(l, h)
    s.add('<g transform="translate(%s %s)rotate(%s)">' % (n(x), n(y), rot))
    s.p("M%s %sq%s %s %s %s" % (n(l * .36), n(-h * .75), n(l * .1), n(-h * .7), n(l * .2), n(h * .1)), shd(c, .2))
    s.p("M%s %sq%s %s %s %s" % (n(l * .5), n(h * .62), n(l * .05), n(h * .7), n(l * .14), n(-h * .2)), shd(c, .1))
    s.p(d, s.lin((0, lit(c, .12)), (.4, c), (.62, mix(c, belly, .75)), (1, shd(belly, .16)), v=True))
    s.add('<g clip-path="%s">' % s.clip(d))
    if band_c:
        s.p("M%s 2Q%s %s %s 1" % (n(l * .16), n(l * .5), n(-h * .12), n(l * .95)), stroke=band_c, width=n(h * .42), o=".6")
    if spots:
        for k in range(14 - 3 * s.lean):
            s.e(round(s.r.uniform(.18, .9) * l), round(s.r.uniform(-.7, .05) * h), 2.3, 1.9, shd(c, .5), o=".7")
    if scute:
        s.p("".join("M%s %sl7 -8l7 8z" % (n(l * .18 + k * l * .075), n(-h * .5 + abs(k - 3) * 1.2)) for k in range(9)), lit(c, .5))
        s.p("".join("M%s %sl6 -4l6 4l-6 4z" % (n(l * .18 + k * l * .075), n(0)) for k in range(9)), lit(c, .4))
    else:
        s.line("".join("M%s %sq6 6 0 12" % (n(l * .24 + i * 15), n(-h * .5 + j * 11)) for i in range(0, int(l * .55 / 15), 1) for j in range(i % 2, 4, 2)), lit(c, .5), 1.2, o=".4")
    s.add("</g>")
    s.p("M%s %sq%s %s 0 %s" % (n(l * .19), n(-h * .62), n(l * .06), n(h * .6), n(h * 1.2)), stroke=shd(c, .35), width=2.2, o=".7")
    s.e(l * .085, -h * .16, h * .13 + 2, h * .13 + 2, "#f4ecd2")
    s.e(l * .085, -h * .16, h * .07 + 1.4, h * .07 + 1.4, "#1d1d26")
    s.line("M3 %sq%s 4 %s 2" % (n(h * .12), n(l * .03), n(l * .07)), shd(c, .5), 1.8)
    s.add("</g>")


def a_fish(s, t, sub, kind="trout", accent=INDIGO):
    if kind == "dried":
        tray(s)
        q = s.sub()
        fish(q, 0, 0, 214, 24, "#b08e5a", 0, None, "#e2cb9a")
        one = s.sym("dry", "".join(q.out))
        for k, a in enumerate((-26, -14, -2, 10, 22)):
            s.use(one, 96 + k * 9, 346 + k * 15, a * .5)
        s.line("M250 336Q268 380 262 420", lit(STRAW, .3), 5)
        card(s, 284, 190, 146, 84, t, sub, accent, 5, True, 82)
        return
    leaf_under(s, 236, 384, 216)
    for x, y, k in ((70, 402, 15), (96, 424, 12), (392, 414, 16), (420, 396, 12), (366, 432, 11), (130, 432, 10), (338, 424, 9)):
        s.p("M%d %dl%d %dl%d %dl%d %dl%d %dz" % (x - k, y - k // 3, k, -k // 2, k, k // 2, -2, k, -k, k // 2), "#eaf3f4", stroke="#fff", width=1.6, o=".85")
    s.shadow(240, 392, 160, 16, .36)
    if kind == "trout":
        fish(s, 60, 358, 348, 52, "#7d8e99", -3, "#e08c82", spots=True)
        for k in range(3):
            x = 196 + k * 62
            s.p("M%d 424q6 -34 40 -34q30 6 24 36q-30 12 -64 -2z" % x, s.slab("#ee8a5c", .25))
            s.line("M%d 418q18 -8 46 0M%d 408q14 -8 42 -2" % (x + 8, x + 10), "#fbd0b0", 3)
    elif kind == "sturgeon":
        fish(s, 44, 366, 384, 40, "#565a66", -4, None, "#d9d6cc", scute=True)
        s.p("M44 366q-18 8 -26 4l22 -16z", "#565a66")
        s.line("M58 378v12M66 380v12", "#d9d6cc", 2.4)
    else:
        fish(s, 70, 336, 316, 50, "#8b9aa0", -4, None)
        fish(s, 96, 392, 296, 42, "#76888c", 3, None)
    card(s, 280, 166, 146, 84, t, sub, accent, 5, True, 88)


def a_leafcake(s, t, sub, kind="chung", c="#3d4a2c", accent=LEAF):
    tray(s)
    g = "#4f6b3a"
    if kind == "chung":
        for x, y in ((116, 318), (176, 352)):
            s.shadow(x + 46, y + 42, 88, 14, .34)
            s.p("M%d %dQ%d %d %d %dQ%d %d %d %dQ%d %d %d %dQ%d %d %d %dz" % (x - 46, y, x - 20, y - 44, x + 48, y - 40, x + 128, y - 38, x + 136, y + 4, x + 126, y + 42, x + 46, y + 40, x - 42, y + 40, x - 46, y), s.slab(g, .32))
            s.line("M%d %dq70 -22 150 -6M%d %dq70 -10 166 -2" % (x - 32, y - 14, x - 40, y + 8), lit(g, .45), 1.6, o=".6")
            for dx in (-10, 26, 62, 98):
                s.line("M%d %dq-8 34 4 %d" % (x + dx, y - 38, 78), lit(STRAW, .3), 4)
        x, y = 322, 384
        s.shadow(x, y + 26, 60, 12, .4)
        s.e(x, y, 56, 44, shd(g, .1))
        s.e(x + 2, y, 50, 39, s.ball("#2f2a30", .3))
        for k in range(13):
            a, d = s.r.uniform(0, 6.28), s.r.uniform(24, 46)
            s.e(x + 2 + d * math.cos(a), y + d * .78 * math.sin(a), 3, 1.8, "#5d5664", o=".9")
        s.e(x + 2, y, 24, 18, "#dcb95c")
        s.e(x + 2, y, 12, 8, "#c98f7a")
    else:
        for a in (-150, -110, -70, -30, 10, 190):
            s.add('<g transform="translate(238 384)rotate(%d)">' % a)
            s.p(leafshape(168, 40), s.slab(mix(g, "#7da05a", .5), .3))
            s.line("M4 0H160", lit(g, .5), 2)
            s.add("</g>")
        heap(s, "rice", c, 238, 394, 112, 62, sc=1.25)
        s.line("M150 402Q238 436 326 402", lit(g, .4), 4, o=".8")
    card(s, 276, 168, 146, 84, t, sub, accent, 4, True, 84)
