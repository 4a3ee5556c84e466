"""Sewn things: a shoulder bag, a cushion cover, a laid table."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
import math

from .heaps import bowl, cup
from .lettering import loz, tag
from .place import band
from .sheet import LIGHT, MADDER, PLUM, SHADE, WOOD, lit, shd


def a_shoulderbag(s, t, sub, c="#2a2838", colours=(MADDER, "#e8dcc0", "#d9982b", "#c75b3a"), accent=MADDER):
    """An embroidered bag on its woven strap, tassels below."""
    s.line("M120 250C96 90 330 76 322 250", shd(colours[0], .25), 15)
    s.line("M120 250C96 90 330 76 322 250", colours[0], 11)
    s.line("M120 250C96 90 330 76 322 250", colours[2], 3, dash="6 7", cap="butt")
    s.shadow(222, 412, 128, 20)
    d = "M104 236Q222 222 338 236L350 396Q222 420 92 396z"
    s.p(d, s.lin((0, lit(c, .3)), (.4, c), (1, shd(c, .45)), d=True))
    s.add('<g clip-path="%s">' % s.clip(d))
    for y, h, kind, a, b in ((250, 18, "peak", 2, 0), (274, 40, "loz", 0, 2), (320, 20, "step", 1, 0), (346, 30, "loz", 3, 1), (382, 14, "peak", 2, 0)):
        band(s, 84, y, 276, h, kind, colours[a], colours[b], shd(c, .15))
    s.rect(84, 230, 276, 190, s.lin((0, LIGHT, .22), (.4, LIGHT, 0), (1, SHADE, .35), d=True))
    s.add("</g>")
    s.p("M104 236Q222 222 338 236", stroke=colours[1], width=4)
    for k in range(9):
        x = 100 + k * 30
        s.line("M%d 404v26" % x, colours[k % 4], 7)
        s.e(x, 404, 5, 5, colours[(k + 1) % 4])
    tag(s, 396, 176, t, sub, 108, 84, accent, 6, (330, 240))


def a_cushion(s, t, sub, c="#2f4a5e", colours=("#e0812a", "#c6476a", "#e8dcc0", "#6f9450"), accent=PLUM):
    """A cushion leaning on a folded one, with appliqué in the middle."""
    s.shadow(236, 412, 160, 22)
    s.p("M70 366Q60 390 74 414Q230 428 400 412Q412 388 398 364z", s.lin((0, lit(colours[1], .2)), (1, shd(colours[1], .4)), v=True))
    s.line("M78 388Q230 402 394 386", shd(colours[1], .45), 2, o=".6")
    d = "M96 150Q220 132 346 150Q364 262 350 374Q220 390 92 374Q78 262 96 150z"
    s.p(d, s.rad((0, lit(c, .4)), (.5, c), (1, shd(c, .45)), cx=.36, cy=.3, rr=.9))
    s.add('<g clip-path="%s">' % s.clip(d))
    band(s, 76, 150, 300, 30, "peak", colours[0], colours[2], shd(c, .2))
    band(s, 76, 344, 300, 30, "peak", colours[0], colours[2], shd(c, .2))
    s.add("</g>")
    for r, k in ((78, 1), (60, 2), (42, 0), (24, 3)):
        loz(s, 221, 262, r, colours[k])
    for x, y in ((128, 214), (314, 214), (128, 310), (314, 310)):
        loz(s, x, y, 20, colours[2], colours[1])
    s.p(d, s.lin((0, LIGHT, .22), (.45, LIGHT, 0), (1, SHADE, .34), d=True))
    for x, y, a in ((96, 150, 135), (346, 150, 45), (350, 374, -45), (92, 374, -135)):
        dx, dy = math.cos(math.radians(a)) * 14, -math.sin(math.radians(a)) * 14
        s.line("M%d %dl%d %d" % (x, y, dx, dy), colours[0], 9)
    tag(s, 394, 204, t, sub, 104, 84, accent, 6, (346, 156))


def a_tableset(s, t, sub, c="#7a2f3a", colours=("#e3b64a", "#e8dcc0", "#f0e4c8", "#27356b"), accent=MADDER):
    """A runner and a mat laid under bowl and chopsticks."""
    d = "M30 330H450L480 480H0z"
    s.p(d, s.lin((0, lit(colours[3], .25)), (1, shd(colours[3], .3)), d=True))
    s.add('<g clip-path="%s">' % s.clip(d))
    band(s, 0, 334, 480, 18, "peak", colours[0], colours[1], shd(c, .1))
    band(s, 0, 446, 480, 30, "loz", colours[0], colours[1], c)
    s.add("</g>")
    s.p("M84 362H356L384 440H56z", s.slab(c, .2))
    s.line("M94 372H346L370 430H70z", colours[0], 3, dash="8 5", cap="butt")
    s.shadow(214, 410, 90, 12)
    s.e(214, 400, 96, 24, s.cyl("#efe7d6"))
    s.e(214, 396, 84, 19, "#fbf6ea")
    bowl(s, 214, 340, 66, "#e9e2d2", "#f6edd6", "rice", "#fbf7ea", 46)
    s.rect(318, 352, 5, 92, s.cyl(WOOD), rx="2", t="rotate(-14 320 398)")
    s.rect(332, 352, 5, 92, s.cyl(WOOD), rx="2", t="rotate(-14 334 398)")
    cup(s, 412, 402, tea="#b9862f")
    for k in range(3):  # the other mats, folded
        y = 330 - k * 16
        s.p("M40 %dq-10 9 0 18h118q8 -9 0 -18z" % (y - 18), s.lin((0, lit(c, .3)), (1, shd(c, .35)), v=True))
        s.line("M52 %dh100" % (y - 9), colours[0], 3, dash="8 5", cap="butt")
    tag(s, 348, 166, t, sub, 128, 84, accent, 4, (300, 120))
