"""Dishes, maize, bananas, pineapples, silver, back baskets, framed pictures."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
import math

from .baskets import basket_front, weave
from .heaps import heap, sprig
from .lettering import card, label, loz, tag
from .place import band
from .sheet import INDIGO, MADDER, PLUM, SHADE, STRAW, TURMERIC, WOOD, lit, shd


def a_noodlebowl(s, t, sub, c="#f3ead6", kind="sour", accent=MADDER):
    s.shadow(210, 412, 116, 20)
    rim, half = 312, 150
    bc = "#e9e2d2"
    s.p("M60 312C62 376 120 412 160 412H264C304 412 360 376 362 312z", s.cyl(bc))
    s.add('<g clip-path="%s">' % s.clip("M60 312C62 376 120 412 160 412H264C304 412 360 376 362 312z"))
    band(s, 50, 346, 330, 18, "peak", INDIGO, "#7f8cc0", bc, False)
    s.rect(50, 346, 330, 18, s.vol(), o=".6")
    s.add("</g>")
    s.e(211, rim, half + 1, 44, lit(bc, .4))
    s.e(211, rim + 2, half - 7, 38, shd(bc, .4))
    cl = s.clip("M60 180H370V314A144 38 0 0 1 67 314z")
    s.add('<g clip-path="%s">' % cl)
    s.e(211, 306, 128, 44, c)
    cols = (c, shd(c, .14), "#fffaf0") if kind == "plain" else (c, "#c98a78", "#f9f0dc")
    for k in range(19):
        y = 276 + round(k * 2.7)
        x = 98 + s.r.randint(0, 40)
        s.line("M%d %dq40 %d 90 %dt92 %d" % (x, y, s.r.randint(-18, 18), s.r.randint(-6, 6), s.r.randint(-8, 8)), cols[k % 3], 5)
    s.add("</g>")
    if kind == "sour":
        heap(s, "nut", "#b5713c", 180, 294, 44, 24, under=False)
        for x, y in ((238, 274), (262, 286), (280, 276)):
            s.p("M%d %dq20 -10 34 4q-16 12 -34 -4z" % (x, y), "#8f4a36", stroke="#e8b48c", width=1.4)
    sprig(s, 206, 282, -34, "#5f8f45", 4, 28, 9)
    s.add('<g transform="rotate(-24 340 250)">')
    s.rect(226, 232, 226, 6, s.lin((0, lit(WOOD, .3)), (1, shd(WOOD, .3)), v=True), rx="3")
    s.rect(226, 246, 226, 6, s.lin((0, lit(WOOD, .3)), (1, shd(WOOD, .3)), v=True), rx="3")
    s.add("</g>")
    card(s, 286, 344, 150, 84, t, sub, accent, 3, False)


def a_corn(s, t, sub, c="#efe0b4", accent=TURMERIC):
    s.shadow(236, 410, 160, 20)
    g = "#8aa457"
    q = s.sub()
    q.p("M0 -104C26 -100 32 -40 28 44C22 74 -22 74 -28 44C-32 -40 -26 -100 0 -104z", q.cyl(c))
    q.line("".join("M%d %dq3 4 0 8" % (x, y + abs(x) // 3) for x in (-21, -12, -3, 6, 15, 23) for y in range(-80, 44, 12)), shd(c, .34), 2, o=".75")
    q.p("M-30 40C-44 -10 -40 -50 -26 -76C-24 -30 -14 20 0 74C-18 76 -28 62 -30 40z", q.slab(g, .3))
    q.p("M30 40C46 0 44 -40 34 -62C26 -20 18 24 2 74C20 76 28 62 30 40z", q.slab(shd(g, .14), .25))
    q.line("M-26 30Q-34 -20 -28 -60M28 30Q38 -6 35 -46", lit(g, .5), 1.6, o=".7")
    q.line("M0 -104q-8 -14 -4 -22M2 -104q4 -14 10 -18M-2 -104q-12 -8 -14 -14", "#c9925a", 2.4)
    cob = s.sym("cob", "".join(q.out))
    for x, y, a, k in ((120, 330, -34, 1), (318, 322, 30, 1), (180, 314, -12, 1.08), (252, 318, 10, 1.1), (214, 342, -2, 1.12)):
        s.use(cob, x, y, a, k)
    tray_rim(s)
    card(s, 296, 120, 142, 84, t, sub, accent, 5, True, 90)


def tray_rim(s):
    d = "M74 372Q80 420 150 424H318Q388 420 396 372Q236 440 74 372z"
    s.p(d, weave(s))
    s.p(d, s.vol())
    s.line("M74 372Q236 440 396 372", shd(STRAW, .2), 11)
    s.line("M74 369Q236 437 396 369", lit(STRAW, .35), 5)


def a_banana(s, t, sub, c="#e8bb3d", accent=TURMERIC):
    s.shadow(230, 410, 160, 20)
    q = s.sub()
    q.p("M-8 4C-24 44 -24 96 4 142L14 140C14 100 12 60 9 2z", q.lin((0, shd(c, .14)), (.3, lit(c, .35)), (.62, c), (1, shd(c, .32))))
    q.line("M-4 10C-16 50 -15 94 6 134", shd(c, .28), 1.8, o=".55")
    q.p("M3 140l12 -2l2 9l-8 3z", "#5b4a2a")
    q.p("M-9 8Q-2 -16 1 -24L8 -22Q10 -6 10 6z", "#a3a548")
    ban = s.sym("ban", "".join(q.out))
    for cx, cy, angles, sc in ((292, 232, (-62, -44, -28, -12, 4), 1), (190, 226, (58, 40, 22, 4, -14, -30), 1.12)):
        for a in angles:
            s.use(ban, cx, cy, a, sc)
        s.p("M%d %dq14 -26 30 -30l16 10q-4 20 -22 30q-18 6 -24 -10z" % (cx - 16, cy - 8), s.slab("#8a8b40", .25))
    tray_rim(s)
    card(s, 306, 108, 140, 80, t, sub, accent, 5, True, 90)


def pineapple(s, c="#d99a2f"):
    q = s.sub()
    g = "#5d8050"
    for a, l in ((-50, 60), (50, 60), (-32, 82), (32, 82), (-14, 98), (14, 98), (0, 108)):
        q.add('<g transform="translate(0 -62)rotate(%d)">' % a)
        q.p("M-9 6Q-10 %d 0 %dQ10 %d 9 6z" % (-l * .5, -l, -l * .5), q.lin((0, lit(g, .4)), (.5, g), (1, shd(g, .35))))
        q.add("</g>")
    d = "M0 -72C40 -72 54 -36 52 8C50 54 30 74 0 74C-30 74 -50 54 -52 8C-54 -36 -40 -72 0 -72z"
    q.p(d, q.ball(c, .5))
    q.add('<g clip-path="%s">' % s.clip(d))
    q.line("".join("M%d -80L%d 80M%d -80L%d 80" % (x, x + 70, x, x - 70) for x in range(-110, 130, 25)), shd(c, .42), 2.2, o=".6")
    q.add("</g>")
    for x, y in ((-30, -28), (-6, -44), (18, -30), (-18, 0), (8, -8), (30, 8), (-34, 24), (-6, 32), (18, 42)):
        q.p("M%d %dl4 -6l3 6z" % (x, y), "#7b6b2c")
    return s.sym("pine", "".join(q.out))


def a_pineapple(s, t, sub, accent=TURMERIC):
    pn = pineapple(s)
    s.shadow(230, 408, 160, 20)
    for x, y, a, k in ((120, 306, -16, .92), (322, 312, 14, .9), (222, 306, 2, 1.06)):
        s.use(pn, x, y, a, k)
    tray_rim(s)
    card(s, 300, 128, 140, 84, t, sub, accent, 5, True, 78)


def a_silver(s, t, sub, c="#c3c8d2", accent=INDIGO):
    # bust of indigo cloth with a torque, bracelets in front
    s.shadow(224, 410, 120, 20)
    s.p("M110 404Q112 300 170 262Q184 250 186 200Q224 182 262 200Q264 250 280 262Q338 300 342 404Q226 424 110 404z", s.lin((0, lit(INDIGO, .18)), (.35, INDIGO), (1, shd(INDIGO, .5))))
    s.p("M186 204Q224 222 262 204", stroke=lit(INDIGO, .4), width=2)
    g = s.lin((0, "#8d94a3"), (.2, "#f6f7f9"), (.45, c), (.7, "#7d8494"), (.85, "#e9ecf0"), (1, "#868d9c"))
    for rx, ry, y0, w in ((36, 34, 214, 9), (47, 62, 242, 9), (62, 82, 264, 8)):
        d = "M%d %dC%d %d %d %d 224 %dS%d %d %d %d" % (224 - rx, y0, 224 - rx, y0 + ry * .8, 224 - rx * .6, y0 + ry, y0 + ry, 224 + rx, y0 + ry * .8, 224 + rx, y0)
        s.p(d, stroke=shd(INDIGO, .7), width=w + 3, t="translate(2 5)", o=".5")
        s.p(d, stroke=g, width=w)
        s.p(d, stroke="#5c6373", width=1.3, dash="2 7", o=".75")
    for k in range(5):
        x = 184 + k * 20
        y = 354 - abs(k - 2) * 5
        s.line("M%d %dv14" % (x, y), "#e2e5ea", 1.8)
        loz(s, x, y + 22, 8, "#dfe3e9", "#8d94a3")
    for x, y in ((372, 410), (400, 426)):
        s.shadow(x, y + 10, 34, 9, .34)
        s.e(x, y, 32, 14, "none", stroke=g, width=9)
        s.e(x, y, 32, 14, "none", stroke="#5c6373", width=1.2, dash="2 6", o=".7")
    tag(s, 364, 152, t, sub, 120, 88, accent, 4, (300, 250))


def a_gui(s, t, sub, c=STRAW, accent=TURMERIC):
    s.shadow(214, 410, 96, 20)
    s.line("M306 200C356 220 352 340 296 384M292 206C330 230 326 330 288 372", "#7d5a34", 8)
    d = "M110 170Q216 210 322 170L290 398Q216 420 146 398z"
    s.e(216, 170, 106, 32, shd(c, .55))
    s.p(d, weave(s, "#cfa763"))
    s.p(d, s.vol())
    for y in (250, 322):
        s.p("M%d %dQ216 %d %d %d" % (120 + (y - 170) * .15, y, y + 40, 312 - (y - 170) * .15, y), stroke=MADDER if y == 250 else INDIGO, width=12, o=".85")
    s.e(216, 170, 106, 32, "none", stroke=shd(c, .1), width=13)
    s.e(216, 167, 106, 32, "none", stroke=lit(c, .35), width=5)
    for x in (148, 190, 242, 286):
        s.line("M%d 398v14" % x, shd(c, .4), 8)
    # a small round basket
    s.shadow(372, 424, 52, 12)
    basket_front(s, 372, 378, 58, 46, "#d8b676")
    s.e(372, 378, 58, 15, shd(c, .5))
    s.e(372, 376, 58, 15, "none", stroke=lit(c, .2), width=6)
    tag(s, 380, 216, t, sub, 132, 88, accent, 4)


def a_frame(s, t, sub, accent=PLUM):
    w = "#6b4630"
    s.shadow(236, 412, 160, 18)
    s.rect(70, 112, 336, 262, SHADE, o=".2", t="translate(8 10)")
    s.rect(70, 112, 336, 262, s.slab(w, .3), rx="4")
    s.rect(80, 122, 316, 242, "none", stroke=lit(w, .4), width=2)
    s.rect(98, 140, 280, 206, s.lin((0, "#f4dcb8"), (.6, "#e9d5c8"), (1, "#cfd9d2"), v=True))
    cl = s.clip("M98 140H378V346H98z")
    s.add('<g clip-path="%s">' % cl)
    r = s.r
    chip = s.define("chip", '<path id="{id}" d="M0 0l8-12l9 11l6 40h-20z"/>')
    for y, amp, cols, step in ((236, 34, ("#9aa9c4", "#8697b6", "#b2bdd2"), 15), (276, 26, ("#6f8f7c", "#86a38c", "#5d7d6c"), 15), (320, 14, ("#3f6a54", "#55806a", "#2f5844"), 16)):
        for j in range(3):
            s.add('<g fill="%s">' % cols[j])
            for k in range(j, 300 // step, 3 + s.lean // 2):
                s.use(chip, 88 + k * step + r.randint(-3, 3), round(y - amp * abs(math.sin(k * .7 + y)) - r.randint(0, 8)))
            s.add("</g>")
    s.e(322, 178, 19, 19, "#d8544a")
    for x in (132, 162):
        s.line("M%d 346q-6 -60 10 -96" % x, "#5b3b2a", 5)
    gem = s.define("gem", '<path id="{id}" d="M0 0l5-7l7 4l-2 8l-8 1z"/>')
    for col in ("#c83a4e", "#e0707c", "#a32c46", "#efa4a4"):
        s.add('<g fill="%s">' % col)
        for k in range(7 - s.lean):
            s.use(gem, 150 + r.randint(-40, 46), 236 + r.randint(-26, 26))
        s.add("</g>")
    s.add("</g>")
    s.rect(98, 140, 280, 206, "none", stroke=shd(w, .4), width=3)
    s.p("M98 140H250L170 346H98z", "#fff", o=".12")
    for x, y, c in ((112, 412, "#c83a4e"), (140, 424, "#4a7fb0"), (166, 414, "#5a9a72"), (92, 430, "#d9a63a")):
        s.shadow(x, y + 8, 11, 5, .3)
        s.p("M%d %dl9 -11h10l8 10l-13 13z" % (x - 14, y), c)
        s.p("M%d %dl9 -11h6l-4 11z" % (x - 14, y), "#fff", o=".5")
    label(s, 250, 366, 168, 76, t, sub, accent)


# experiences: a view, not a package
