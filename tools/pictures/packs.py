"""Packages: sack, bag, jar, bottle, flask, drops, tin, box."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
from .heaps import SIZE, bowl, cup, heap, scatter, sprig
from .lettering import label, letters, loz
from .pieces import piece
from .place import band, ridge
from .sheet import INDIGO, INK, KRAFT, LEAF, LIGHT, MADDER, PAPER, PLUM, SHADE, STRAW, TURMERIC, lit, mix, shd


def a_sack(s, t, sub, c=INDIGO, kind="rice", kc="#f6edd6", paper="#f1e7d0"):
    s.shadow(222, 410, 104, 20)
    body = "M128 178C120 250 118 340 124 404Q220 422 318 404C326 340 322 250 314 178Q222 168 128 178z"
    s.p(body, s.lin((0, shd(paper, .07)), (.16, lit(paper, .5)), (.62, paper), (.8, shd(paper, .1)), (1, shd(paper, .3))))
    s.p("M284 176C294 250 296 340 290 408L318 404C326 340 322 250 314 178z", SHADE, o=".1")
    s.p("M136 200q-4 30 8 58M310 210q2 36 -12 62M130 372q12 -14 10 -34", stroke=SHADE, width=3, o=".08")
    s.p("M126 140Q220 130 316 140L314 182Q222 172 128 182z", s.lin((0, lit(paper, .3)), (1, shd(paper, .2))))
    s.line("M128 160Q222 150 315 160", c, 3, dash="9 6", cap="butt")
    s.add('<g clip-path="%s">' % s.clip(body))
    band(s, 110, 196, 220, 18, s.r.choice(("peak", "step", "loz")), lit(c, .7), MADDER if c != MADDER else TURMERIC, c)
    s.rect(110, 372, 220, 9, c)
    s.rect(110, 385, 220, 4, MADDER if c != MADDER else TURMERIC)
    s.rect(110, 190, 220, 220, s.lin((0, SHADE, .16), (.2, LIGHT, .1), (.65, LIGHT, 0), (1, SHADE, .3)))
    s.add("</g>")
    loz(s, 219, 240, 11, c, lit(c, .7))
    letters(s, t, 219, 294, 150, 82, shd(c, .25), "bold", 40)
    letters(s, sub, 219, 352, 150, 18, shd(c, .1), "normal", 16)
    bowl(s, 350, 384, 56, "#9c6b43", None, kind, kc, 40)
    scatter(s, kind, kc, ((276, 428), (300, 436), (262, 438)), 1, False)


def a_bag(s, t, sub, c=KRAFT, kind="tea", kc="#5a5a34", accent=LEAF, side=None, sidec=None):
    s.shadow(226, 408, 98, 20)
    body = "M142 166L310 166C312 240 328 330 322 392Q226 424 130 392C124 330 140 240 142 166z"
    s.p(body, s.lin((0, shd(c, .12)), (.2, lit(c, .3)), (.55, c), (1, shd(c, .36))))
    s.p("M130 392Q226 362 322 392Q226 424 130 392z", shd(c, .3), o=".75")
    s.rect(142, 146, 168, 24, s.lin((0, lit(c, .25)), (1, shd(c, .25))))
    s.line("M146 151H306M146 158H306", shd(c, .3), 1.2, o=".6")
    s.p("M160 172q-8 60 -14 120l22 -118zM296 172q14 70 16 150l-26 -148z", LIGHT, o=".16")
    win = "M166 330Q226 316 286 330Q292 352 284 374Q226 390 168 374Q160 352 166 330z"
    s.p(win, shd(kc, .25))
    s.add('<g clip-path="%s">' % s.clip(win))
    heap(s, kind, kc, 226, 392, 74, 66, sc=1 if SIZE[kind] < 18 else 18 / SIZE[kind], under=False)
    s.p("M176 322l34 0l-30 70h-26z", "#fff", o=".2")
    s.add("</g>")
    s.p(win, "none", stroke=lit(c, .4), width=2, o=".7")
    label(s, 156, 192, 140, 118, t, sub, accent)
    beside(s, side or kind, sidec or kc)


def beside(s, kind, c):
    if kind == "cup":
        cup(s, 368, 424, tea=c)
        return
    sc = 1 if SIZE[kind] < 22 else 22 / SIZE[kind]
    s.shadow(366, 424, 58, 12, .34)
    heap(s, kind, c, 366, 424, 58, 40, sc=sc)


def a_jar(s, t, sub, c="#d9921e", accent=TURMERIC, cap="cloth", kind=None, kc=None, side=None, sidec=None, wide=0):
    x0, x1 = 142 - wide, 306 + wide
    s.shadow(224, 408, 92 + wide, 19)
    body = "M%d 204Q%d 214 %d 246V376Q%d 408 %d 408H%dQ%d 408 %d 376V246Q%d 214 %d 204z" % (x0 + 24, x0, x0, x0, x0 + 32, x1 - 32, x1, x1, x1, x1 - 24)
    s.p(body, s.lin((0, shd(c, .2)), (.16, lit(c, .5)), (.42, c), (.78, shd(c, .3)), (.93, lit(c, .25)), (1, shd(c, .3))))
    s.add('<g clip-path="%s">' % s.clip(body))
    if kind:
        heap(s, kind, kc, 224, 416, 110, 208, sc=1.5 if SIZE[kind] < 16 else .9, under=False, dense=True,
             keep=lambda x, y, z: not (164 < x < 284 and 262 < y < 362) and abs(x - 224) < 84)
        s.p(body, s.lin((0, SHADE, .34), (.2, LIGHT, .24), (.6, SHADE, 0), (1, SHADE, .5)))
    s.rect(x0, 200, x1 - x0, 26, "#fff", o=".3")
    s.rect(x0, 392, x1 - x0, 20, SHADE, o=".2")
    s.add("</g>")
    s.p("M%d 250Q%d 238 %d 232V388Q%d 384 %d 370z" % (x0 + 9, x0 + 11, x0 + 22, x0 + 11, x0 + 9), "#fff", o=".5")
    s.line("M%d 250V372" % (x1 - 9), "#fff", 3, o=".4")
    if cap == "cloth":
        k = s.r.choice((INDIGO, MADDER, accent))
        s.p("M%d 196Q224 134 %d 196L%d 226Q%d 216 %d 228Q%d 214 %d 228Q%d 216 224 229Q%d 215 %d 228Q%d 216 %d 226z" % (
            x0 + 12, x1 - 12, x1, x1 - 12, x1 - 26, x1 - 44, 262, 246, 204, 186, x0 + 20, x0), s.lin((0, shd(k, .1)), (.25, lit(k, .35)), (.6, k), (1, shd(k, .4))))
        for x in range(x0 + 34, x1 - 22, 24):
            loz(s, x, 184 + abs(x - 224) // 12, 5, lit(k, .62))
        s.line("M%d 203Q224 216 %d 203" % (x0 + 10, x1 - 10), lit(STRAW, .3), 5)
        s.line("M224 210q-22 16 -26 34M226 210q16 14 28 32M224 210q-18 -14 -22 0t22 0q18 -14 22 0t-22 0", lit(STRAW, .3), 3.2)
    else:
        k = {"gold": "#c9a04e", "wood": "#a8794d", "dark": "#3a3648"}[cap]
        s.rect(x0 + 14, 168, x1 - x0 - 28, 38, s.cyl(k), rx="5")
        s.e(224, 170, (x1 - x0) / 2 - 15, 9, lit(k, .3))
        s.line("M%d 196H%d" % (x0 + 16, x1 - 16), shd(k, .4), 2, o=".6")
    label(s, 158 - wide // 2, 252, 132 + wide, 118, t, sub, accent)
    if side:
        SIDES[side](s, sidec) if side in SIDES else beside(s, side, sidec)


def side_comb(s, c):
    s.shadow(366, 424, 56, 13, .36)
    s.p("M314 408L330 372L404 366L428 404L414 424L326 428z", s.slab("#e2a63a", .3))
    d = ""
    for row in range(3):
        for k in range(5):
            x, y = 336 + k * 19 + (row % 2) * 9, 380 + row * 15
            if x < 412:
                d += "M%d %dl8 4v8l-8 4l-8 -4v-8z" % (x, y)
    s.p(d, "#b8731a", stroke="#f6d37e", width=1.6)
    s.p("M398 404q10 4 8 18q-2 8 -8 0z", "#c67f16")
    fl = piece(s, "flower", "#efe6f2")
    s.use(fl, 318, 432, 0, .9)


def side_herbs(s, c):
    s.shadow(370, 424, 50, 12, .3)
    sprig(s, 322, 430, -24, "#6c8b4d", 4)
    sprig(s, 338, 436, -4, "#6c8b4d", 4)


def side_chilli(s, c):
    s.shadow(364, 430, 46, 9, .4)
    scatter(s, "chilli", c or "#c02e22", ((330, 406), (352, 414), (374, 404), (396, 414), (346, 396), (384, 420)), 1.15, False)


SIDES = {"comb": side_comb, "herbs": side_herbs, "chillies": side_chilli}


def a_bottle(s, t, sub, c="#e9e3c9", glass="#cfd6c4", accent=MADDER, cork="#b58a5a", side=None, sidec=None):
    cx = 216
    s.shadow(cx, 408, 66, 18)
    body = "M194 96H238V160C240 186 280 192 280 232V384Q280 408 258 408H174Q152 408 152 384V232C152 192 192 186 194 160z"
    s.p(body, s.lin((0, shd(glass, .25)), (.14, lit(glass, .6)), (.45, mix(glass, c, .5)), (.85, shd(glass, .34)), (.95, lit(glass, .3)), (1, shd(glass, .4))))
    s.add('<g clip-path="%s">' % s.clip(body))
    s.p("M140 212H292V420H140z", s.lin((0, shd(c, .28)), (.2, lit(c, .42)), (.5, c), (1, shd(c, .42))), o=".9")
    s.e(cx, 212, 70, 7, lit(c, .4), o=".8")
    s.rect(140, 394, 152, 20, SHADE, o=".2")
    s.add("</g>")
    s.p("M162 238Q164 214 178 206V390Q164 388 162 374z", "#fff", o=".42")
    s.line("M202 104V162", "#fff", 4, o=".5")
    s.line("M271 240V376", "#fff", 2.6, o=".35")
    s.rect(196, 62, 40, 44, s.cyl(cork), rx="5")
    s.rect(190, 92, 52, 18, s.cyl(accent), rx="3")
    s.line("M192 114q26 9 50 0", STRAW, 4)
    label(s, 154, 250, 124, 122, t, sub, accent)
    if side:
        SIDES[side](s, sidec) if side in SIDES else beside(s, side, sidec)


def a_flask(s, t, sub, c="#7a4a30", accent=MADDER, side=None, sidec=None):
    """Stoneware flask."""
    s.shadow(216, 408, 86, 19)
    d = "M196 112H236Q234 152 246 172C300 196 314 262 304 330Q298 384 266 406H166Q134 384 128 330C118 262 132 196 186 172Q198 152 196 112z"
    s.p(d, s.rad((0, lit(c, .5)), (.35, c), (1, shd(c, .55)), cx=.32, cy=.34, rr=.8))
    s.add('<g clip-path="%s">' % s.clip(d))
    s.p("M110 186Q150 214 176 200T226 214T280 202T330 190V100H110z", s.lin((0, lit("#c9a26a", .3)), (1, shd("#8c6a3c", .3))), o=".9")
    s.add("</g>")
    s.e(216, 112, 22, 6, shd(c, .4))
    s.p("M190 112Q216 84 242 112L248 136Q216 146 184 136z", s.lin((0, lit(MADDER, .3)), (.5, MADDER), (1, shd(MADDER, .4))))
    s.line("M192 136q24 9 48 0", STRAW, 5)
    s.p("M150 226Q146 280 156 330", stroke="#fff", width=9, o=".22")
    label(s, 150, 246, 132, 110, t, sub, accent)
    if side:
        beside(s, side, sidec)


def a_drops(s, t, sub, c="#a5551f", accent=MADDER, side="stick", sidec="#9a5a30", box=PAPER):
    """Carton and small dropper bottle."""
    s.shadow(180, 404, 92, 18)
    s.p("M92 180L240 180L240 402L92 402z", s.lin((0, lit(box, .3)), (1, shd(box, .06))))
    s.p("M240 180L274 164V382L240 402z", s.lin((0, shd(box, .22)), (1, shd(box, .36))))
    s.p("M92 180L128 164H274L240 180z", lit(box, .6))
    band(s, 92, 360, 148, 26, None, lit(accent, .7), lit(accent, .3), accent)
    s.p("M240 360L274 340V366L240 386z", shd(accent, .4))
    loz(s, 166, 212, 12, accent, lit(accent, .7))
    letters(s, t, 166, 272, 126, 80, INK, "bold", 31)
    letters(s, sub, 166, 334, 126, 18, shd(accent, .45), "normal", 15)
    s.shadow(322, 416, 46, 14)
    s.p("M284 312Q284 296 302 292V280H342V292Q360 296 360 312V398Q360 416 344 416H300Q284 416 284 398z",
        s.lin((0, shd(c, .4)), (.18, lit(c, .5)), (.45, c), (.85, shd(c, .5)), (.95, lit(c, .2)), (1, shd(c, .5))))
    s.rect(298, 252, 48, 32, s.cyl("#2f3038"), rx="4")
    s.p("M310 254Q308 214 322 212Q336 214 334 254z", s.cyl("#7d3a34"))
    s.rect(285, 326, 74, 60, PAPER)
    band(s, 285, 330, 74, 9, "peak", lit(accent, .7), lit(accent, .3), accent, False)
    letters(s, t, 322, 362, 66, 38, INK, "bold", 14)
    s.line("M293 312V400", "#fff", 5, o=".3")
    if side == "herbs":
        sprig(s, 330, 436, -12, "#6c8b4d", 6)
    else:
        scatter(s, side, sidec, ((238, 432), (256, 420)), 1)


def a_tin(s, t, sub, c="#3f5d45", accent=TURMERIC, tea="#b9862f", kind="tea", kc="#4d5230", lid="#c9a04e"):
    s.shadow(208, 406, 84, 19)
    s.p("M124 186V386Q208 420 292 386V186z", s.cyl(c))
    cl = s.clip("M124 186V386Q208 420 292 386V186z")
    s.add('<g clip-path="%s">' % cl)
    # hills printed round the foot of the tin
    for k, yy in enumerate((344, 368)):
        s.p(ridge(s.r, 300, yy, 9, 60) + "V430H-60z", mix(c, "#e6dcae", .34 - .13 * k))
    s.rect(124, 320, 168, 100, s.vol(), o=".8")
    s.add("</g>")
    s.p("M120 160V200Q208 230 296 200V160z", s.cyl(lid))
    s.line("M121 200Q208 230 295 200", shd(lid, .5), 2, o=".7")
    s.e(208, 160, 88, 25, lit(lid, .3))
    s.e(208, 158, 76, 20, s.slab(lid, .3))
    s.e(208, 154, 13, 6, shd(lid, .2))
    s.e(208, 149, 10, 6, lit(lid, .35))
    s.rect(144, 226, 128, 106, s.lin((0, mix(PAPER, SHADE, .08)), (.25, PAPER), (.7, PAPER), (1, mix(PAPER, SHADE, .2))), rx="2")
    s.rect(149, 231, 118, 96, "none", stroke=c, width=1.4)
    loz(s, 208, 246, 7, accent, c)
    letters(s, t, 208, 280, 106, 52, shd(c, .35), "bold", 27)
    letters(s, sub, 208, 317, 106, 15, shd(c, .1), "normal", 13.5)
    cup(s, 352, 392, tea=tea)
    s.shadow(350, 430, 60, 9, .3)
    heap(s, kind, kc, 352, 432, 62, 24)


def a_box(s, t, sub, c=PLUM, accent=TURMERIC, kind=None, kc=None):
    s.shadow(214, 402, 128, 20)
    s.p("M84 250H330V400H84z", s.lin((0, lit(c, .2)), (1, shd(c, .12))))
    s.p("M330 250L374 226V370L330 400z", s.lin((0, shd(c, .35)), (1, shd(c, .5))))
    s.p("M76 216L124 180H380L336 216z", s.lin((0, lit(c, .4)), (1, lit(c, .12))))
    s.p("M76 216H336V256H76z", s.lin((0, lit(c, .26)), (1, c)))
    s.p("M336 216L380 180V220L336 256z", shd(c, .38))
    s.rect(84, 256, 246, 7, SHADE, o=".25")
    band(s, 76, 226, 260, 20, "loz", accent, lit(accent, .6), shd(c, .3))
    s.p("M336 226L380 191V211L336 246z", shd(accent, .35), o=".7")
    label(s, 122, 274, 170, 108, t, sub, c)
    if kind:
        sc = min(1, 20 / SIZE[kind])
        s.shadow(384, 430, 44, 10, .34)
        heap(s, kind, kc, 380, 432, 46, 32, sc=sc)
