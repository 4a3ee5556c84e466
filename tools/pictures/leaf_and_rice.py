"""Tea in pots and bamboo, rice in an open sack, essential oils in pairs."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
from .baskets import weave
from .heaps import bowl, cup, heap, sprig
from .lettering import card, label, tag
from .place import band
from .sheet import INDIGO, LEAF, MADDER, WOOD, lit, shd


def a_open_sack(s, t, sub, c=LEAF, kind="rice", kc="#f6edd6", jute="#c9a877", accent=MADDER):
    """A jute sack with its rim rolled down, full to the top, and a scoop."""
    s.shadow(210, 414, 116, 20)
    d = "M100 286C90 330 92 380 104 410Q210 430 316 410C328 380 330 330 320 286z"
    s.p(d, weave(s, jute))
    s.p(d, s.vol())
    s.add('<g clip-path="%s">' % s.clip(d))
    s.rect(84, 322, 260, 12, c)
    s.rect(84, 338, 260, 4, c)
    s.add("</g>")
    s.e(210, 284, 110, 32, shd(jute, .5))
    heap(s, kind, kc, 210, 300, 106, 60, sc=1.5)
    s.line("M98 284Q210 340 322 284", shd(jute, .25), 24)
    s.line("M98 280Q210 336 322 280", lit(jute, .3), 14)
    s.line("M98 290Q210 346 322 290", shd(jute, .45), 2, o=".5", dash="4 5")
    s.p("M226 232L262 246L300 168L276 158z", s.slab(WOOD, .3))
    s.p("M190 246Q214 214 262 242Q262 272 226 276Q194 272 190 246z", s.slab(WOOD, .35))
    s.p("M200 250Q220 230 252 246Q250 262 226 266Q204 264 200 250z", kc)
    label(s, 146, 346, 128, 62, t, "", c)
    bowl(s, 376, 388, 50, "#9c6b43", kc, kind, kc, 36)
    tag(s, 384, 190, sub, "", 110, 46, accent, 5, (318, 280))


def a_teapot(s, t, sub, c="#8a4d33", accent=LEAF, tea="#b3a83e", kind="tea", kc="#4f6137"):
    """A clay pot, two cups and a little heap of leaf."""
    s.shadow(200, 404, 116, 20)
    s.line("M282 330Q356 316 366 262", shd(c, .1), 22)
    s.line("M280 326Q350 312 362 262", lit(c, .25), 6, o=".6")
    s.line("M112 296C40 288 44 380 120 376", shd(c, .15), 15)
    d = "M104 330C104 268 152 244 200 244C250 244 298 268 298 330C298 380 262 404 200 404C140 404 104 380 104 330z"
    s.p(d, s.rad((0, lit(c, .55)), (.4, c), (1, shd(c, .5)), cx=.34, cy=.28, rr=.85))
    s.e(200, 250, 54, 14, shd(c, .35))
    s.p("M150 248Q200 214 250 248Q200 264 150 248z", s.slab(c, .3))
    s.e(200, 220, 13, 11, s.ball(c))
    s.add('<g clip-path="%s">' % s.clip(d))
    band(s, 96, 336, 210, 20, "peak", lit(c, .5), lit(c, .2), shd(c, .3), False)
    s.rect(96, 336, 210, 20, s.vol(), o=".7")
    s.add("</g>")
    s.p("M132 300Q142 266 176 262", stroke="#fff", width=8, o=".25")
    card(s, 60, 112, 150, 82, t, sub, accent, -4, True, 70)
    cup(s, 330, 432, tea=tea)
    cup(s, 404, 414, tea=tea)
    s.shadow(214, 440, 50, 8, .3)
    heap(s, kind, kc, 210, 442, 58, 24)


def a_tubes(s, t, sub, c="#b99a52", accent=INDIGO, tea="#b9862f", kind="tea", kc="#5a5a48"):
    """Tea in bamboo canisters, one open."""
    for x, top, w, lid in ((94, 214, 96, True), (196, 170, 112, True)):
        s.shadow(x + w / 2, 404, w * .54, 15)
        s.p("M%d %dV392Q%d 416 %d 392V%dz" % (x, top, x + w / 2, x + w, top), s.cyl(c))
        s.line("M%d %dQ%d %d %d %dM%d %dQ%d %d %d %d" % (x, top + 52, x + w / 2, top + 70, x + w, top + 52, x, 372, x + w / 2, 392, x + w, 372), shd(c, .4), 5, o=".6")
        if lid:
            s.p("M%d %dV%dQ%d %d %d %dV%dz" % (x - 4, top - 26, top + 12, x + w / 2, top + 36, x + w + 4, top + 12, top - 26), s.cyl(shd(c, .2)))
        s.e(x + w / 2, top - 26, w / 2 + 4, 15, lit(c, .3))
        s.e(x + w / 2, top - 26, w / 2 - 6, 11, s.slab(c, .25))
    label(s, 202, 246, 100, 104, t, sub, accent)
    cup(s, 372, 396, tea=tea)
    s.shadow(350, 436, 64, 9, .3)
    heap(s, kind, kc, 346, 440, 66, 26)


def a_two_drops(s, t, sub, colours=("#47617a", "#9a7a3a"), accent=INDIGO, names=("", "")):
    """Two brown bottles side by side, herbs before them."""
    for x, c, name in ((94, colours[0], names[0]), (236, colours[1], names[1])):
        s.shadow(x + 54, 408, 62, 17)
        d = "M%d 252Q%d 226 %d 222V204h52v18Q%d 226 %d 252V386Q%d 408 %d 408H%dQ%d 408 %d 386z" % (x, x, x + 28, x + 108, x + 108, x + 108, x + 86, x + 22, x, x)
        s.p(d, s.lin((0, shd(c, .4)), (.18, lit(c, .5)), (.45, c), (.85, shd(c, .5)), (.95, lit(c, .2)), (1, shd(c, .5))))
        s.rect(x + 24, 160, 60, 48, s.cyl("#2f3038"), rx="4")
        s.p("M%d 162Q%d 104 %d 102Q%d 104 %d 162z" % (x + 38, x + 36, x + 54, x + 72, x + 70), s.cyl("#7d3a34"))
        s.line("M%d 256V382" % (x + 13), "#fff", 6, o=".3")
        label(s, x + 10, 268, 90, 104, name or t, sub, accent)
    sprig(s, 292, 436, -14, "#6c8b4d", 6)
    sprig(s, 92, 440, -4, "#7f9a4f", 4)
