"""Bundles, hung meat, vacuum packs, parcels, eggs and pots."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
import math

from .heaps import heap, sprig
from .lettering import card, label, letters, tag
from .pieces import sym_leaf
from .place import band
from .sheet import INK, LEAF, MADDER, PAPER, PLUM, SHADE, STRAW, lit, n, shd


def a_bundle(s, t, sub, kind="cinnamon", c="#9a5a30", accent=MADDER):
    s.shadow(232, 404, 178, 22)
    r = s.r
    if kind == "cinnamon":  # long bark quills, end on
        rows = ((388, 6), (358, 6), (328, 5), (298, 4), (272, 3))
        for y, k in rows:
            x0 = 70 + (6 - k) * 14
            for i in range(k):
                yy = y - i * 1.6 + r.randint(-3, 3)
                s.rect(x0 - 10 + i * 2, yy - 15 + i * 0, 316 - (6 - k) * 20, 15, s.lin((0, lit(c, .42)), (.45, c), (1, shd(c, .5)), v=True), rx="7", t="rotate(%s 240 %s)" % (n(-5 + i * 1.9), n(yy)))
        for x, y in ((396, 336), (404, 362), (398, 388), (384, 350), (386, 376), (378, 312), (362, 288)):
            s.e(x, y, 11, 13, lit(c, .3))
            s.p("M%d %dq6 -10 9 0t-8 6t-5 -6q2 -5 5 -2" % (x - 5, y), stroke=shd(c, .5), width=2.4)
    elif kind == "noodle":
        for k, (x, y) in enumerate(((160, 296), (262, 292), (150, 344), (286, 340), (210, 392), (318, 388))):
            s.shadow(x, y + 28, 74, 12, .3)
            s.rect(x - 84, y - 28, 168, 56, s.lin((0, lit(c, .5)), (.5, c), (1, shd(c, .3)), v=True), rx="26")
            d = "".join("M%d %dq84 %d 160 %d" % (x - 80, y - 22 + i * 7, r.randint(-6, 6), r.randint(-4, 4)) for i in range(1, 7))
            s.line(d, shd(c, .28), 1.3, o=".6")
            s.line("".join("M%d %dq80 %d 150 %d" % (x - 76, y - 19 + i * 11, r.randint(-5, 5), r.randint(-3, 3)) for i in range(4)), "#fff", 1.8, o=".5")
            s.rect(x - 13, y - 29, 26, 58, s.lin((0, lit(accent, .3)), (.5, accent), (1, shd(accent, .35)), v=True), rx="3")
    elif kind == "incense":
        for j, cc in enumerate((c, shd(c, .15), lit(c, .2))):
            s.line("".join("M%d %dL%d %d" % (100 + k * 5, 392, round((100 + k * 5) * .8) + 72 + r.randint(-4, 4), 120 + r.randint(0, 16)) for k in range(j, 46, 3)), cc, 4)
        s.p("M92 356L342 356L350 412Q220 424 84 412z", s.cyl(MADDER), o=".9")
        s.line("".join("M%d 360L%d 412" % (96 + k * 17, 90 + k * 18) for k in range(15)), shd(MADDER, .4), 2, o=".5")
    if kind == "incense":
        s.line("M112 318Q220 330 324 318M114 326Q220 338 324 326", lit(STRAW, .2), 5)
        label(s, 142, 196, 152, 104, t, sub, accent)
    elif kind == "cinnamon":
        for x in (150, 330):
            s.line("M%d 254Q%d 340 %d 402M%d 252Q%d 340 %d 404" % (x, x - 13, x, x + 7, x - 6, x + 8), lit(STRAW, .35), 4.4)
        tag(s, 246, 140, t, sub, 160, 96, accent, -4, (158, 256))
    else:
        tag(s, 330, 150, t, sub, 150, 92, accent, 4, (262, 268))


def hang_strip(s, c):
    r = s.r
    for k, x in enumerate((84, 132, 180, 300, 348, 396)):
        l, w = r.randint(190, 250), r.randint(17, 21)
        y = 112 + r.randint(-6, 8)
        s.line("M%d 74L%d %d" % (x, x, y + 8), "#d8b981", 3)
        s.p("M%d %dQ%d %d %d %dQ%d %d %d %dQ%d %d %d %dQ%d %d %d %dz" % (x - 8, y, x - w - 8, y + l * .4, x - w, y + l * .8, x - 4, y + l + 14, x + 6, y + l, x + w + 8, y + l * .6, x + w - 6, y + l * .3, x + 12, y - 6, x - 8, y),
            s.lin((0, shd(c, .25)), (.3, lit(c, .26)), (.6, c), (1, shd(c, .45))))
        s.line("M%d %dq-8 %d 2 %dM%d %dq8 %d -2 %dM%d %dq3 40 -2 70" % (x - 4, y + 12, l * .4, l * .8, x + 6, y + 20, l * .3, l * .65, x, y + 50), lit(c, .36), 2, o=".55")
        for j in range(5):
            s.e(x + r.randint(-10, 10), y + 24 + r.randint(0, int(l * .7)), 1.8, 1.8, "#e8b060", o=".7")


def hang_belly(s, c):
    r = s.r
    for k, x in enumerate((104, 190, 330, 410)):
        l, y = r.randint(186, 230), 116
        s.line("M%d 74V%d" % (x, y + 8), "#d8b981", 3)
        d = "M%d %dQ%d %d %d %dL%d %dQ%d %d %d %dL%d %dz" % (x - 26, y, x, y - 12, x + 26, y, x + 34, y + l, x, y + l + 14, x - 34, y + l, x - 26, y)
        s.p(d, s.lin((0, "#6b3420"), (1, "#54271b")))
        for dx, w, cc in ((-17, 10, "#d9a066"), (-5, 11, "#8f3f2a"), (8, 9, "#e0ad72"), (19, 10, "#91432c")):
            s.p("M%d %dq6 %d -3 %dt4 %d" % (x + dx, y + 4, l // 4, l // 2, l // 2 - 4), stroke=cc, width=w)
        s.p(d, s.vol())


def hang_sausage(s, c):
    r = s.r
    for k, x in enumerate((92, 150, 326, 388)):
        y = 100
        s.line("M%d 74V%d" % (x, y + 10), "#e9d6b0", 3)
        for j in range(3):
            s.p("M%d %dq-19 10 -18 38t20 36t20 -36t-18 -38z" % (x - 2, y + j * 78), s.lin((0, shd(c, .2)), (.3, lit(c, .42)), (.6, c), (1, shd(c, .5))))
            for q in range(3):
                s.e(x + r.randint(-9, 9), y + j * 78 + r.randint(16, 60), 2.4, 3.4, "#efc9a0", o=".5")
            s.line("M%d %dv5" % (x, y + j * 78 + 73), "#e9d6b0", 4)


HANGS = {"strip": hang_strip, "belly": hang_belly, "sausage": hang_sausage}


def a_hang(s, t, sub, kind="strip", c="#5a2f22", accent=MADDER):
    """Above the hearth: goods on a bamboo pole."""
    s.rect(0, 0, 480, 480, s.lin((0, "#5a4236"), (.5, "#8a6247"), (1, "#c9925a"), v=True))
    s.e(240, 500, 300, 170, s.rad((0, "#ffd98a", .9), (.5, "#f0a850", .4), (1, "#c9925a", 0), cx=.5, cy=.5, rr=.5))
    for x in (40, 130, 236, 336, 436):
        s.rect(x - 8, 0, 16, 480, "#4a352c", o=".28")
    s.line("M60 470q40 -60 10 -120t30 -130t-10 -120M400 470q-50 -70 -6 -140t-26 -120", "#fff3dc", 16, o=".07")
    b = "#b08a4e"
    s.rect(-10, 62, 500, 22, s.lin((0, lit(b, .45)), (.4, b), (1, shd(b, .5)), v=True), t="rotate(-1.5 240 72)")
    for x in (70, 204, 330, 448):
        s.rect(x, 60, 6, 26, shd(b, .4), o=".6", t="rotate(-1.5 240 72)")
    HANGS[kind](s, c)
    s.line("M238 74V196", "#d8b981", 3)
    tag(s, 240, 200, t, sub, 142, 116, accent, -2)


def pack_belly(s, c):
    for y, cc, ww in ((224, "#f0ddc8", 26), (256, "#c9655a", 20), (282, "#f2e0cc", 16), (306, "#b9564c", 26), (338, "#f0d8c0", 22)):
        s.p("M90 %dq70 -16 140 0t150 -6" % y, stroke=cc, width=ww)


def pack_cuts(s, c):
    for x, y in ((150, 250), (214, 238), (282, 246), (330, 290), (160, 312), (228, 306), (290, 330)):
        s.p("M%d %dq30 -26 54 0q8 26 -18 36q-34 6 -40 -14z" % (x - 26, y), lit(c, .12), stroke=shd(c, .3), width=2)
        s.p("M%d %dq20 -12 38 2" % (x - 18, y + 2), stroke="#f6e3d2", width=5)


def pack_bird(s, c):
    s.e(214, 290, 92, 60, s.ball(c))
    s.p("M290 270q46 -6 54 20q-8 26 -52 20zM284 318q40 12 34 34q-22 8 -56 -14z", s.ball(c))
    s.p("M150 256q40 -24 90 -12", stroke="#fff", width=4, o=".3")
    s.p("M170 286q50 -26 88 12q-40 30 -84 12z", lit(c, .2), stroke=shd(c, .25), width=2)


def pack_jerky(s, c):
    for k in range(9):
        s.p("M%d %dq40 -22 96 4q-44 20 -96 -4z" % (106 + (k % 3) * 72, 232 + (k // 3) * 44 + (k % 2) * 10), (c, lit(c, .2), shd(c, .2))[k % 3], stroke=shd(c, .4), width=1.5)


def pack_leafy(s, c):
    heap(s, "curl", c, 230, 376, 130, 160, under=False)


PACKS = {"belly": pack_belly, "cuts": pack_cuts, "bird": pack_bird, "jerky": pack_jerky, "leafy": pack_leafy}


def a_pack(s, t, sub, c="#b5524a", accent=MADDER, kind="slab", side="herbs"):
    """Vacuum pack on a board."""
    s.shadow(232, 418, 190, 20)
    w = "#a8754a"
    s.p("M50 348H404L446 420H16z", s.lin((0, lit(w, .35)), (1, shd(w, .12)), d=True))
    s.p("M16 420H446V432H16z", shd(w, .42))
    s.line("M90 366H380M70 386H410M46 404H420", shd(w, .25), 1.4, o=".4")
    s.add('<g transform="rotate(-3 230 300)">')
    s.shadow(232, 392, 140, 16, .4)
    s.rect(84, 178, 288, 214, "#eef1ee", rx="12", o=".72")
    s.rect(84, 178, 288, 214, "none", rx="12", stroke="#fff", width=3, o=".9")
    s.line("M92 196H364M92 376H364", "#fff", 7, dash="3 5", cap="butt", o=".8")
    d = "M112 226Q150 200 230 208T346 226Q362 290 344 348Q250 374 118 352Q96 290 112 226z"
    s.p(d, s.rad((0, lit(c, .35)), (.5, c), (1, shd(c, .4)), cx=.35, cy=.3, rr=.85))
    s.add('<g clip-path="%s">' % s.clip(d))
    PACKS[kind](s, c)
    s.add("</g>")
    s.p("M104 196l60 0l-40 180l-24 0zM190 190l26 0l-42 196l-14 0z", "#fff", o=".22")
    s.p("M330 200q20 60 4 160M118 216q40 -14 80 -12", stroke="#fff", width=3, o=".5")
    label(s, 158, 238, 142, 112, t, sub, accent)
    s.add("</g>")
    if side == "herbs":
        sprig(s, 344, 414, -16, "#6c8b4d", 5)


BIRDS = {
    "hen": "M16 60C14 34 34 30 46 34C60 38 70 22 72 12C80 2 94 8 94 18L102 22L94 26C94 52 84 70 62 74L60 88H66V92H50V88H54V76C34 76 18 74 16 60zM16 60Q2 48 6 26Q18 30 28 40z",
    "cock": "M18 58C16 34 36 32 48 36C60 36 68 18 68 8L62 -2L72 4L76 -6L82 4L90 -2L90 10C92 12 92 16 92 18L102 22L93 25L94 36L86 32C88 52 82 68 62 74L60 90H68V94H50V90H54V76C34 76 20 74 18 58zM18 60Q-8 52 -8 22Q4 4 14 12Q6 22 16 30Q26 34 30 42z",
    "duck": "M8 52C20 46 34 46 48 46C62 44 66 32 64 22C64 8 84 4 90 16L108 22Q104 28 92 27C90 38 92 46 88 56C82 74 54 78 36 74C22 72 12 64 8 52zM46 76v12h10l-4-12zM62 74v12h10l-4-12z",
}


def a_parcel(s, t, sub, bird="hen", c="#2f2b33", accent=MADDER, paper="#d8b88a"):
    """Butcher's paper, string, and a label with the bird; frozen goods, so no live animal."""
    p = paper
    s.shadow(230, 412, 148, 21)
    s.p("M84 250Q92 226 130 220L330 214Q370 222 380 252Q394 330 376 396Q230 424 92 400Q72 330 84 250z", s.rad((0, lit(p, .5)), (.45, p), (1, shd(p, .36)), cx=.34, cy=.24, rr=.9))
    s.p("M130 220Q180 262 240 262T330 214L352 224Q300 282 236 282T108 230z", shd(p, .14), o=".6")
    s.p("M84 262q30 -18 46 -42M380 262q-26 -20 -50 -48M96 384q20 -30 12 -60M370 384q-22 -30 -12 -60", stroke=shd(p, .35), width=2.4, o=".5")
    s.line("M150 219Q138 310 152 406M318 215Q332 310 314 406", lit("#efe3c6", .2), 4.4)
    s.line("M150 219Q138 310 152 406M318 215Q332 310 314 406", shd(p, .5), 1, o=".6", dash="3 4")
    s.e(233, 307, 94, 92, SHADE, o=".18")
    s.e(231, 303, 94, 92, s.slab(PAPER, .03))
    s.e(231, 303, 86, 84, "none", stroke=accent, width=2, dash="6 4", cap="butt")
    s.add('<g transform="translate(186 228)scale(.86)"><path d="%s" fill="%s"/></g>' % (BIRDS[bird], c))
    letters(s, t, 231, 336, 138, 44, INK, "bold", 23)
    letters(s, sub, 231, 370, 96, 15, shd(accent, .45), "normal", 13)
    for x, y, k in ((378, 408, 15), (402, 422, 11), (356, 428, 9)):  # ice
        s.shadow(x, y + k * .7, k, 5, .25)
        s.p("M%d %dl%d %dl%d %dl%d %dl%d %dz" % (x - k, y - k // 3, k, -k // 2, k, k // 2, -2, k, -k, k // 2), "#e7f0f2", stroke="#fff", width=1.6, o=".92")


def a_eggs(s, t, sub, c="#cfdcd2", accent=LEAF):
    s.shadow(240, 414, 176, 20)
    g = "#b6a48c"
    s.p("M84 300H398L440 400Q240 416 42 400z", s.slab(g, .25))
    s.p("M42 400Q240 416 440 400V416Q240 432 42 416z", shd(g, .4))
    q = s.sub()
    q.e(0, 12, 30, 12, SHADE, o=".3")
    q.p("M0 -40C20 -40 31 -8 29 8C27 24 14 28 0 28C-14 28 -27 24 -29 8C-31 -8 -20 -40 0 -40z", q.ball(c, .6))
    q.e(-9, -14, 5, 9, "#fff", o=".45", t="rotate(20)")
    egg = s.sym("egg", "".join(q.out))
    for row, (y, x0, dx, sc) in enumerate(((312, 112, 64, .84), (346, 96, 72, .95), (386, 80, 80, 1.06))):
        for k in range(5):
            s.use(egg, x0 + k * dx, y - 6, 0, sc)
            s.p("M%s %sq%s 14 %s 0l-6 20h%sz" % (n(x0 + k * dx - 32 * sc), n(y + 6), n(32 * sc), n(64 * sc), n(-52 * sc)), s.lin((0, lit(g, .28)), (1, shd(g, .26)), v=True))
    card(s, 270, 152, 150, 84, t, sub, accent, 4, True, 70)


def pot_orchid(s, c):
    r = s.r
    g = "#5f8048"
    for a, l in ((-66, 170), (-44, 210), (-22, 236), (20, 236), (42, 214), (64, 176), (4, 220)):
        s.add('<g transform="translate(232 326)rotate(%d)">' % a)
        s.p("M-7 0C-9 %d -4 %d %d %dC6 %d 10 %d 7 0z" % (-l * .5, -l * .8, 14 if a > 0 else -14, -l, -l * .8, -l * .4), s.lin((0, lit(g, .34)), (.5, g), (1, shd(g, .34))))
        s.add("</g>")
    q = s.sub()
    for a in (0, 72, 144, 216, 288):
        q.e(0, -13, 7.6, 13, "#e4c6a4" if a else "#ecd3b4", t="rotate(%d)" % a)
        q.line("M0 -5V-20", "#a5506a", 1.3, t="rotate(%d)" % a, o=".6")
    q.p("M-7 1Q0 -5 7 1Q8 12 0 15Q-8 12 -7 1z", "#b0415f")
    q.e(0, 4, 2.6, 3, "#f6e08a")
    fl = s.sym("orch", "".join(q.out))
    for sx, pts in ((1, ((262, 210), (286, 180), (312, 150), (318, 112), (290, 132), (344, 128), (266, 164))), (-1, ((196, 196), (172, 164), (146, 138), (150, 100), (122, 118), (186, 136)))):
        s.line("M%d 330Q%d 200 %d 100" % (232, 232 + sx * 10, 232 + sx * 92), "#7d8a4a", 4)
        for x, y in pts:
            s.use(fl, x, y, r.randint(-30, 30), .98)


def pot_rose(s, c):
    r = s.r
    g = "#557a45"
    lf = sym_leaf(s, g, 44, 17)
    lf2 = sym_leaf(s, shd(g, .2), 44, 17)
    s.line("M232 330Q220 250 176 200M232 330Q240 240 236 150M232 330Q260 250 306 206M226 280Q190 260 150 266M240 270Q290 262 326 268", "#5b5a32", 6)
    for k in range(26):
        a = r.uniform(0, 6.28)
        d = r.uniform(40, 112)
        s.use(r.choice((lf, lf2)), round(236 + d * math.cos(a) * 1.05), round(240 + d * math.sin(a) * .74), r.randint(0, 360))
    rose = "#c6476a"
    q = s.sub()
    q.e(0, 0, 32, 30, q.ball(rose, .5))
    q.p("M-30 4Q-20 -22 4 -20Q28 -18 28 4Q24 26 0 28Q-24 26 -30 4z", lit(rose, .14))
    q.p("M-20 2Q-14 -16 4 -15Q20 -12 20 3Q16 18 0 19Q-16 17 -20 2z", shd(rose, .1))
    q.p("M-13 1Q-8 -11 4 -9Q13 -6 12 3Q9 11 0 11Q-10 10 -13 1z", lit(rose, .24))
    q.p("M-6 1Q-2 -6 4 -3Q7 3 1 5Q-5 5 -6 1z", shd(rose, .26))
    q.p("M-28 10Q-8 22 10 20M26 12Q10 28 -10 24", stroke=lit(rose, .5), width=2, o=".7")
    fl = s.sym("rose", "".join(q.out))
    for x, y, size in ((176, 190, 1), (238, 140, 1.15), (306, 196, 1.05), (150, 262, .8), (330, 262, .84), (244, 226, 1)):
        s.use(fl, x, y, r.randint(-40, 40), size)


POTS = {"orchid": pot_orchid, "rose": pot_rose}


def a_pot(s, t, sub, kind="orchid", c="#a8674a", accent=PLUM):
    s.shadow(232, 414, 84, 20)
    POTS[kind](s, c)
    s.p("M156 316H308L292 404Q232 420 172 404z", s.cyl(c))
    s.rect(148, 306, 168, 30, s.cyl(lit(c, .1)), rx="5")
    s.e(232, 308, 80, 8, shd("#4a372c", .1), o=".9")
    band(s, 162, 344, 140, 14, "loz", lit(c, .6), shd(c, .3), shd(c, .2), False)
    tag(s, 372, 296, t, sub, 124, 84, accent, 5, (300, 322))
