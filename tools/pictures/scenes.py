"""Wide landscape bands, 1200 by 420."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
from .baskets import basket_front
from .heaps import heap
from .looks import ORANGE
from .place import band, ridge
from .sheet import INDIGO, LIGHT, MADDER, SHADE, STRAW, TURMERIC, Pic, lit, mix, n, shd


def sky(s, top, low, sun=None):
    s.rect(0, 0, s.w, s.h, s.lin((0, top), (.7, low), v=True))
    if sun:
        s.e(sun[0], sun[1], 46, 46, "#fff", o=".6")
        s.e(sun[0], sun[1], 84, 84, "#fff", o=".2")


def range_(s, y, amp, step, c, foot, low=None):
    s.p(ridge(s.r, s.w, y, amp, step) + "V%dH-300z" % foot, s.lin((0, c), (1, low or c), v=True))


def person(s, x, base, h, coat=INDIGO, scarf=MADDER, back=True, hat=False, face=1):
    """A small figure seen from behind or the side; no face, no claim whose dress it is."""
    k, pad, s = h / 100, s, s.sub()
    s.e(8, 0, 26, 5, SHADE, o=".25")
    s.p("M-14 -46H14L19 -8H-18z", s.lin((0, lit(coat, .12)), (1, shd(coat, .4))))
    s.p("M-18 -13H19V-8H-18z", TURMERIC)
    s.p("M-10 -8v7h8v-7M3 -8v7h8v-7", shd(coat, .5))
    s.p("M-15 -44C-19 -66 -12 -76 0 -76S19 -66 15 -44z", s.lin((0, lit(coat, .25)), (1, shd(coat, .25))))
    s.line("M13 -68Q22 -56 20 -40", shd(coat, .1), 8)
    s.e(0, -85, 9, 10, "#b98560")
    if hat:
        s.p("M-22 -85L0 -106L22 -85Q0 -79 -22 -85z", s.lin((0, lit(STRAW, .5)), (1, shd(STRAW, .2))))
    else:
        s.p("M-11 -84Q-13 -99 0 -99T11 -84Q6 -90 -11 -84z", scarf)
    if back:
        s.p("M-13 -70L-30 -70L-26 -36H-13z", s.lin((0, lit(STRAW, .2)), (1, shd(STRAW, .35))))
        s.line("M-30 -62H-13M-28 -50H-13", shd(STRAW, .4), 1.6)
        s.e(-21.5, -70, 9, 3.4, shd(STRAW, .5))
    who = pad.sym(("who", coat, scarf, back, hat), "".join(s.out))
    pad.add('<use href="#%s" transform="translate(%s %s)scale(%s %s)"/>' % (who, n(x), n(base), ("%.2f" % (k * face)).rstrip("0"), ("%.2f" % k).rstrip("0")))


def house(s, x, base, k=1):
    s.add('<g transform="translate(%s %s)scale(%s)">' % (n(x), n(base), k))
    w = "#9c6f49"
    s.p("M-40 0V-26H40V0z", s.lin((0, lit(w, .25)), (1, shd(w, .3))))
    s.rect(-10, -20, 12, 20, shd(w, .5))
    s.rect(14, -20, 12, 10, "#ffdf9a")
    s.p("M-54 -22L-30 -56H32L54 -22z", s.lin((0, "#8d7a60"), (1, "#55473a")))
    s.add("</g>")


def v_terraces(s):
    sky(s, "#f7eeda", "#f3dfb4", (930, 96))
    range_(s, 150, 46, 220, "#c9cfc4", 300, "#ece3c8")
    range_(s, 196, 34, 180, "#a9b8a2", 320, "#e2dcba")
    golds = ("#c9b558", "#d9c065", "#b6ac52", "#e3cb74", "#a3a552")
    # two slopes of terraces meeting in a valley
    for side in (0, 1):
        for i in range(12):
            y = 214 + i * 18 + side * 10
            d = "M-20 %d" % (y - 40 + side * 30)
            a, b, c2 = s.r.randint(-10, 10), s.r.randint(-10, 10), s.r.randint(-8, 8)
            if side:
                d = "M1220 %dC1060 %d 980 %d 860 %dS650 %d 520 %dS400 %d 340 %dH1220z" % (y - 70, y - 66 + a, y + 6 + b, y + 8, y + 56 + c2, y + 92, y + 150, y + 250)
            else:
                d = "M-20 %dC120 %d 220 %d 360 %dS560 %d 720 %dV600H-20z" % (y - 46, y - 60 + a, y - 6 + b, y + c2, y + 40, y + 96)
            c = golds[(i * 3 + side) % 5]
            s.p(d, s.lin((0, lit(c, .3)), (1, shd(c, .16))) if side == 0 else s.lin((0, shd(c, .06)), (1, lit(c, .2))), stroke="#f7edc8" if i % 3 else "#7d8a4a", width="2.4")
    house(s, 250, 250, .9)
    house(s, 316, 262, .62)
    person(s, 560, 392, 62, INDIGO, MADDER)
    person(s, 604, 398, 56, "#3a3f5e", TURMERIC, False)


def v_market(s):
    sky(s, "#f6ecd8", "#f4dcb8", (250, 84))
    range_(s, 128, 44, 300, "#c4cbc4", 300, "#e9dfc6")
    range_(s, 180, 26, 260, "#a3b096", 320, "#dcd3a9")
    s.p("M-10 268Q600 240 1210 268V430H-10z", s.lin((0, "#dcc08d"), (1, "#b98f5c"), v=True))
    s.line("M0 330q300 -14 560 0t640 -6M0 384q260 10 520 -4t680 8", "#f3e0b4", 3, o=".4")
    s.lean = 5
    jar = s.define("jar", '<g id="{id}"><rect width="20" height="26" rx="5" fill="#d68a1c"/><rect x="2" y="-6" width="16" height="8" rx="2" fill="#b23a2e"/><rect x="3" y="9" width="14" height="10" fill="#fbf5e6"/></g>')
    stalls = []
    for c, stripe, kind, kc in ((INDIGO, "#d9c9a2", "citrus", ORANGE), (MADDER, "#f0e0bd", "sontra", "#b5713c"), (TURMERIC, "#f7ebc9", "citrus", ORANGE)):
        q = s.sub()
        q.line("M8 20V122M182 20V122", "#7d5a38", 7)
        q.rect(4, 84, 182, 44, q.lin((0, "#b98a5c"), (1, "#8a6240")))
        q.rect(4, 84, 182, 8, SHADE, o=".2")
        heap(q, kind, kc, 70, 86, 44, 26, sc=.55, under=False)
        q.use(jar, 128, 58)
        q.p("M-14 40L14 0H176L204 40z", q.lin((0, lit(c, .22)), (1, shd(c, .22))))
        q.p("M34 0l-9 40h16l7-40zM74 0l-9 40h16l7-40zM114 0l-9 40h16l7-40zM154 0l-9 40h16l7-40z", stripe, o=".5")
        q.rect(-14, 40, 218, 9, shd(c, .22))
        q.p("M-10 45h210", stroke=lit(c, .65), width=4, dash="4 8", cap="butt")
        stalls.append(s.sym(("stall", c), "".join(q.out)))
    for i, (x, y, k) in enumerate(((34, 168, 1), (256, 182, .9), (606, 166, 1.06), (836, 184, .88), (1022, 170, 1))):
        s.use(stalls[i % 3], x, y, 0, k)
    for x, h, coat, sc, bk, f, b in ((196, 92, "#54344e", "#e8dcc0", False, 1, 304), (398, 90, "#54344e", "#e8dcc0", False, -1, 304), (470, 118, INDIGO, MADDER, True, 1, 384), (532, 106, INDIGO, MADDER, True, -1, 372),
                                       (636, 92, "#54344e", "#e8dcc0", False, 1, 306), (842, 124, INDIGO, MADDER, True, -1, 404), (972, 90, "#54344e", "#e8dcc0", False, 1, 304), (1164, 94, "#54344e", "#e8dcc0", False, -1, 306)):
        person(s, x, b, h, coat, sc, bk, False, f)
    s.lean = 2
    q = s.sub()
    q.shadow(0, 44, 80, 16)
    q.e(0, 0, 82, 18, shd(STRAW, .5))
    heap(q, "citrus", ORANGE, 0, 14, 70, 46, sc=.7, under=False)
    basket_front(q, 0, 0, 82, 46)
    basket = s.sym("basket", "".join(q.out))
    s.use(basket, 1010, 352)
    s.use(basket, 240, 346, 0, .86)


def v_tea(s):
    sky(s, "#eef0dc", "#f1e4bd", (300, 92))
    range_(s, 136, 44, 230, "#bccbc0", 300, "#e3e4c8")
    range_(s, 188, 30, 190, "#94ad94", 330, "#d5dcb2")
    for y, c, seed in ((246, "#86a565", 0), (300, "#6f9450", 1), (352, "#557a3f", 2)):
        x0 = -180 + seed * 90
        for k in range(5):
            cx, w, h = x0 + k * 330 + s.r.randint(-20, 20), 240, 70 + s.r.randint(-8, 14)
            hill = "M%d 460C%d %d %d %d %d %dS%d %d %d 460z" % (cx - w, cx - w * .7, y + 20, cx - w * .35, y - h * .55, cx, y - h * .55, cx + w * .7, y + 20, cx + w)
            s.p(hill, s.lin((0, lit(c, .3)), (.6, c), (1, shd(c, .25))))
            if cx + w < 0 or cx - w > 1200:
                continue
            d = "".join("M%d %dQ%d %d %d %d" % (cx - 60 - j * 22, y - h * .3 + j * 26, cx, y - h * .55 + 8 + j * 21, cx + 62 + j * 22, y - h * .28 + j * 26) for j in range(4))
            rows = s.define(("rows", d), '<path id="{id}" d="%s"/>' % d)
            s.add('<use href="#%s" stroke="%s" stroke-width="7"/><use href="#%s" y="-5" stroke="%s" stroke-width="4"/>' % (rows, mix(c, shd(c, .3), .6), rows, lit(c, .28)))
    for x, b, h, f in ((430, 318, 66, 1), (494, 330, 60, -1), (820, 352, 74, -1), (905, 344, 62, 1)):
        person(s, x, b, h, (INDIGO, "#54344e")[x % 2], MADDER, True, True, f)
    house(s, 1060, 232, .7)


def v_loom(s):
    s.rect(0, 0, 1200, 420, s.lin((0, "#f4e6cb"), (1, "#e2c69a"), v=True))
    s.add('<g opacity=".5">')
    range_(s, 120, 40, 230, "#c3c9bd", 300, "#eadcbc")
    s.add("</g>")
    # warp from the right, finished cloth to the left, one beam between
    cl = s.clip("M0 96H560V352H0z")
    s.p("M0 108H560V364H0z", SHADE, o=".2", t="translate(0 10)")
    s.add('<g clip-path="%s">' % cl)
    s.rect(0, 96, 560, 256, INDIGO)
    for y, h, kind, a, b, c in ((112, 24, "peak", TURMERIC, MADDER, "#1f2b5a"), (148, 44, "step", MADDER, TURMERIC, INDIGO), (202, 44, "loz", "#e8dcc0", MADDER, "#1f2b5a"), (256, 44, "step", TURMERIC, MADDER, INDIGO), (312, 24, "peak", "#e8dcc0", "#6f9450", "#1f2b5a")):
        band(s, 0, y, 560, h, kind, a, b, c)
    s.rect(0, 96, 560, 256, s.lin((0, SHADE, .35), (.5, LIGHT, .1), (1, SHADE, .12)))
    s.add("</g>")
    for j, c in enumerate(("#27356b", "#b23a2e", "#e8dcc0", "#d9982b")):
        d = "".join("M560 %dL1200 %d" % (100 + k * 8, 84 + round(k * 9.2)) for k in range(j, 32, 4))
        s.line(d, c, 2.6)
    w = "#a8794d"
    for x in (548, 812, 1050):
        s.rect(x, 60, 26, 330, s.lin((0, lit(w, .45)), (.5, w), (1, shd(w, .45))), rx="6")
    for x in (700, 726):
        s.rect(x, 76, 8, 300, s.lin((0, lit("#d9bb7c", .5)), (1, shd("#d9bb7c", .3))), rx="3")
    s.line("".join("M%d 84V368" % x for x in range(708, 728, 4)), "#f0e2bf", 1, o=".6")
    s.add('<g transform="translate(628 232)rotate(72)">')
    s.p("M-96 0Q-60 -22 0 -22T96 0Q60 22 0 22T-96 0z", SHADE, o=".25", t="translate(6 -8)")
    s.p("M-96 0Q-60 -22 0 -22T96 0Q60 22 0 22T-96 0z", s.lin((0, lit("#8a5a34", .4)), (.5, "#8a5a34"), (1, shd("#8a5a34", .4)), v=True))
    s.rect(-44, -10, 88, 20, "#4a3020", rx="9")
    s.rect(-34, -8, 68, 16, s.lin((0, lit(MADDER, .4)), (1, shd(MADDER, .3)), v=True), rx="7")
    s.line("".join("M%d -8v16" % x for x in range(-30, 34, 6)), lit(MADDER, .4), 1.4)
    s.add("</g>")
    for x, y, c in ((930, 372, MADDER), (1000, 384, TURMERIC), (886, 390, "#6f9450")):
        s.shadow(x, y + 22, 34, 8, .3)
        s.e(x, y, 30, 28, s.ball(c))
        s.p("M%d %dq26 -18 50 6M%d %dq28 -12 46 14M%d %dq12 20 4 44M%d %dq-6 26 -16 38" % (x - 26, y - 6, x - 28, y + 6, x - 12, y - 24, x + 8, y - 26), stroke=lit(c, .4), width=2, o=".7")


def v_plum(s):
    sky(s, "#eceff0", "#f4e2d6", (860, 88))
    range_(s, 140, 46, 220, "#bcc6d0", 300, "#e5e2e0")
    range_(s, 196, 30, 180, "#a5b5a8", 330, "#dcdcc8")
    s.p(ridge(s.r, 1200, 272, 14, 260) + "V440H-300z", s.lin((0, "#bfca96"), (1, "#8fa574"), v=True))
    house(s, 640, 274, 1.05)
    q = s.sub()
    for dx, dy, rr, c in ((-30, 6, 26, "#f3dfe2"), (4, -12, 34, "#fbf2f0"), (36, 4, 26, "#f6e6e8"), (0, 14, 28, "#efd3d8")):
        q.e(dx, dy, rr, rr * .72, c)
    for k in range(12):
        q.e(s.r.randint(-48, 50), s.r.randint(-30, 28), 4, 4, ("#fff", "#e9b9c2", "#fff")[k % 3])
    puff = s.sym("puff", "".join(q.out))
    for x, base, size in ((150, 366, 1.1), (410, 344, .8), (820, 350, .86), (1030, 378, 1.16), (560, 402, .66)):
        s.add('<g transform="translate(%d %d)scale(%s)">' % (x, base, size))
        s.e(30, 2, 90, 14, SHADE, o=".22")
        s.p("M-12 0C-6 -40 -10 -70 -52 -104L-44 -108C-10 -86 -4 -70 0 -60C6 -90 30 -110 62 -118L66 -110C30 -92 14 -60 14 0z", s.cyl("#6b4f3f"))
        for px, py, ps in ((-62, -112, 1), (66, -124, 1.05), (4, -150, 1.25), (-30, -176, .9), (42, -184, .9), (-4, -108, .8)):
            s.use(puff, px, py, 0, ps)
        s.add("</g>")
    d = "M-10 404Q300 372 600 396T1210 384V440H-10z"
    s.p(d, s.lin((0, "#a3ae7a"), (1, "#74895a"), v=True))
    for x in range(10, 1200, 84):
        c = s.r.choice(("#9a9c9c", "#86888c", "#aeb0ae"))
        s.e(x + s.r.randint(-8, 8), 410 + s.r.randint(-4, 6), s.r.randint(32, 44), 16, s.ball(c))
    person(s, 706, 372, 70, INDIGO, MADDER)
    for k in range(16):
        s.e(s.r.randint(40, 1160), s.r.randint(280, 400), 3.4, 2.4, "#fff", o=".85")


def v_lake(s):
    sky(s, "#e6ecee", "#f5e2c6", (620, 112))
    range_(s, 138, 40, 230, "#b4c2c9", 260, "#dfe0d8")
    range_(s, 182, 26, 200, "#90a8a6", 260, "#c9d4c8")
    s.rect(0, 236, 1200, 184, s.lin((0, "#dfe2d6"), (.3, "#a9c1c3"), (1, "#6d949c"), v=True))
    s.p("M540 236h170l-50 80h-80z", "#fff", o=".3")
    for x, y, w, h in ((120, 262, 150, 50), (372, 250, 96, 32), (860, 256, 130, 44), (1080, 276, 180, 62)):
        c = "#5f8058"
        s.p("M%d %dQ%d %d %d %dT%d %dz" % (x - w, y, x - w * .5, y + h * .7, x, y + h * .5, x + w, y), "#4f7a7c", o=".5")
        s.p("M%d %dC%d %d %d %d %d %dS%d %d %d %dz" % (x - w, y, x - w * .7, y - h * .6, x - w * .4, y - h, x, y - h, x + w * .6, y - h * .3, x + w, y), s.lin((0, lit(c, .35)), (.6, c), (1, shd(c, .3))))
        s.rect(x - w, y - 2, 2 * w, 4, "#e2d3a4", rx="2", o=".8")
    s.line("".join("M%d %dh%d" % (s.r.randint(0, 1150), s.r.randint(270, 412), s.r.randint(30, 110)) for _ in range(34)), "#f3f6f0", 2.2, o=".5")
    for x, y, k in ((520, 336, 1.25), (770, 300, .7)):
        s.add('<g transform="translate(%d %d)scale(%s)">' % (x, y, k))
        s.p("M-90 8Q0 44 92 6L70 26Q0 46 -66 28z", "#3f6468", o=".6")
        s.p("M-92 -8Q0 26 94 -12L70 16Q0 30 -66 18z", s.lin((0, lit("#8a5a34", .35)), (.5, "#8a5a34"), (1, shd("#8a5a34", .4))))
        s.line("M-92 -8Q0 26 94 -12", "#d9b27a", 3)
        s.add("</g>")
        person(s, x - 20 * k, y + 8 * k, 72 * k, INDIGO, MADDER, False, True)
        s.line("M%d %dL%d %d" % (x + 2 * k, y - 38 * k, x + 70 * k, y + 26 * k), "#6b4a2e", 4 * k)
    s.p("M-10 420V380Q120 356 260 392T420 420z", s.lin((0, "#6d8f4e"), (1, "#4f6f43")))
    for x in range(10, 260, 22):
        s.line("M%d 404q%d -30 %d -%d" % (x, s.r.randint(-6, 8), s.r.randint(-10, 14), s.r.randint(44, 70)), s.r.choice(("#557a3f", "#7f9a57")), 3)


SCENES = {
    "ruong-bac-thang": (v_terraces, "Ruộng bậc thang mùa lúa chín"), "phien-cho": (v_market, "Một phiên chợ sáng"), "doi-che": (v_tea, "Đồi chè buổi sớm"),
    "khung-cui": (v_loom, "Khung cửi và tấm vải đang dệt"), "vuon-man": (v_plum, "Vườn mận ra hoa"), "ho-thac-ba": (v_lake, "Hồ và thuyền chài"),
}


def scene(name):
    """One landscape band as SVG."""
    fn, title = SCENES[name]
    s = Pic("band:" + name, 1200, 420, title)
    fn(s)
    return s.svg()
