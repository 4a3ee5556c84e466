"""Fresh goods laid out: cut fruit, bunches, a bowl heaped full, loose leaf, a board."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
import math

from .baskets import tray
from .heaps import SIZE, bowl, cup, heap, scatter, sprig
from .lettering import card
from .pieces import piece, sym_leaf
from .place import band, leaf_under
from .sheet import LEAF, MADDER, TURMERIC, WOOD, lit, mix, shd


def half_fruit(s, x, y, r, rind, flesh, k=10, stone=None):
    """A fruit cut across: rind, pith and segments, or flesh and stone."""
    s.shadow(x, y + r * .8, r * .9, r * .3, .36)
    s.e(x, y, r, r * .94, s.ball(rind, .3))
    if stone:
        s.e(x, y - 1, r * .9, r * .84, s.rad((0, mix(flesh, rind, .35)), (.4, flesh), (1, lit(flesh, .2)), cx=.5, cy=.5, rr=.5))
        s.e(x, y, r * .36, r * .4, s.ball(stone, .3))
        s.line("M%d %dq%d 8 2 %dM%d %dq-5 8 0 %d" % (x - 6, y - 12, 5, 24, x + 7, y - 10, 20), shd(stone, .35), 1.8, o=".7")
        return
    s.e(x, y - 1, r * .88, r * .82, mix("#fffaf0", rind, .16))
    s.e(x, y - 1, r * .76, r * .7, flesh)
    for i in range(k):
        a = math.tau * i / k
        s.line("M%d %dL%d %d" % (x, y - 1, x + r * .76 * math.cos(a), y - 1 + r * .7 * math.sin(a)), mix("#fffaf0", flesh, .25), 2.2)
    s.e(x, y - 1, r * .12, r * .11, mix("#fffaf0", flesh, .2))
    s.e(x - r * .2, y - r * .32, r * .34, r * .14, "#fff", o=".24", t="rotate(-20 %d %d)" % (x, y))


def a_cut(s, t, sub, kind="citrus", c="#e39a35", flesh="#f0a040", accent=LEAF, sc=1.0, r=58, leaves=True, k=10, stone=None):
    """Whole fruit in a heap, one cut open before them."""
    leaf_under(s, 230, 404, 196)
    if leaves:
        lf = sym_leaf(s, LEAF)
        for x, y, a in ((96, 352, 196), (114, 330, 226), (300, 346, -30)):
            s.use(lf, x, y, a, 1.2)
    size = SIZE[kind] * sc
    fruit = [piece(s, kind, c, v) for v in (0, 2)]
    spots = ((-1.05, -.7), (1.05, -.7), (0, -1.05), (-1.9, .25), (0, .15))
    for i, (dx, dy) in enumerate(spots):
        x, y = 196 + dx * size, 372 + dy * size
        s.shadow(x, y + size * .85, size * .85, size * .34, .32)
        s.use(fruit[i % 2], round(x), round(y), s.r.randint(-12, 12), sc)
    card(s, 286, 132, 144, 82, t, sub, accent, 4, True, 120)
    half_fruit(s, 318, 386, r, c, flesh, k, stone)


def a_bowlful(s, t, sub, kind="plum", c="#a5aa45", accent=LEAF, bc="#8a5f41", sc=1.0, h=92, band_c=None):
    """A wide bowl heaped full; a card behind it when there is a name."""
    if t:
        card(s, 278, 112, 146, 82, t, sub, accent, 4, True, 130)
    rim, half = 318, 150
    s.shadow(222, 424, 116, 20)
    d = "M72 318C74 384 130 424 172 424H272C314 424 370 384 372 318z"
    s.p(d, s.cyl(bc))
    s.add('<g clip-path="%s">' % s.clip(d))
    band(s, 60, 352, 330, 20, "loz", lit(bc, .6), lit(bc, .3), band_c or shd(bc, .3), False)
    s.rect(60, 352, 330, 20, s.vol(), o=".6")
    s.add("</g>")
    s.e(222, rim, half, 40, lit(bc, .35))
    s.e(222, rim + 2, half - 7, 34, shd(bc, .45))
    heap(s, kind, c, 222, rim + 18, half - 10, h, sc=sc)
    scatter(s, kind, c, ((404, 426), (44 + round(SIZE[kind] * sc), 438)), sc)


def a_bunch(s, t, sub, kind="longan", c="#b58a54", accent=TURMERIC, sc=1.7):
    """Fruit on the stalk, laid on a leaf."""
    leaf_under(s, 228, 402, 204)
    lf = sym_leaf(s, LEAF, 46, 14)
    fruit = [piece(s, kind, c, v) for v in (0, 1, 2)]
    for x0, y0, flip in ((120, 300, 1), (330, 312, -1)):
        stalk = "M%d %d" % (x0 - 44 * flip, y0 - 44) + "q%d 30 %d 52t%d 46" % (30 * flip, 60 * flip, 44 * flip)
        s.line(stalk, "#7b5a35", 5)
        for a in (-150, -118, -84):
            s.use(lf, x0 - 36 * flip, y0 - 36, a if flip > 0 else -a - 180, 1)
    for i in range(34 - 3 * s.lean):
        turn, d = i * 2.4, math.sqrt(i) * 22
        right, down = d * 1.25 * math.cos(turn), d * .5 * math.sin(turn) - max(0, 60 - d * .72)
        s.use(fruit[i % 3], round(218 + right), round(366 + down), 0, sc)
    card(s, 286, 116, 146, 80, t, sub, accent, 4, True, 110)


def a_loose(s, t, sub, kind="tea", c="#4f5a3a", accent=LEAF, tea="#b9862f"):
    """Loose leaf on a winnowing tray, with a cup and a scoop."""
    tray(s, 214, 376, 166)
    heap(s, kind, c, 190, 390, 112, 62)
    s.shadow(262, 398, 50, 9, .3)
    s.p("M214 392Q240 366 288 372L304 388Q280 410 232 408z", s.slab(WOOD, .3))
    s.p("M226 392Q246 376 284 380L290 388Q268 402 238 400z", shd(WOOD, .35))
    s.p("M296 374L352 346L360 356L304 388z", s.slab(WOOD, .25))
    heap(s, kind, c, 256, 396, 28, 14)
    card(s, 82, 168, 146, 84, t, sub, accent, -3, True, 110)
    cup(s, 378, 432, tea=tea)


def a_board(s, t, sub, kind="black", c="#c9655a", accent=MADDER):
    """Meat on a chopping board: black-skinned, smoked or torn."""
    w = "#a8754a"
    s.shadow(228, 424, 176, 20)
    s.p("M48 350H384L428 424H20z", s.lin((0, lit(w, .4)), (1, shd(w, .1)), d=True))
    s.p("M20 424H428V438H20z", shd(w, .42))
    s.line("M84 368H362M60 392H392M44 410H404", shd(w, .25), 1.4, o=".4")
    card(s, 70, 152, 148, 86, t, sub, accent, -3, True, 116)
    BOARDS[kind](s, c)
    sprig(s, 54, 428, -12, "#6c8b4d", 4)


def board_slab(s, c, skin):
    s.shadow(250, 404, 120, 16, .4)
    s.p("M142 330Q150 292 196 290L342 282Q372 288 372 322L364 384Q250 414 150 396Q136 366 142 330z", s.rad((0, lit(c, .35)), (.5, c), (1, shd(c, .35))))
    s.p("M142 330Q150 292 196 290L342 282Q372 288 372 312Q250 322 144 352z", s.slab(skin, .24))
    for y, w in ((352, 9), (372, 6), (388, 5)):
        s.line("M148 %dq90 -14 216 -%d" % (y + 8, y // 12), "#f4dfcd", w, o=".9")
    s.line("M170 312q60 -14 180 -14", lit(skin, .5), 3, o=".5")


def board_black(s, c):
    board_slab(s, c, "#35303a")
    for k in range(3):
        x = 330 + k * 26
        s.shadow(x + 16, 420, 22, 6, .3)
        s.p("M%d 386q26 -8 40 4l-6 26q-24 8 -40 0z" % x, s.slab(c, .2))
        s.line("M%d 388q24 -8 38 3" % x, "#35303a", 6)
        s.line("M%d 404q20 -6 34 0" % x, "#f4dfcd", 5)


def board_smoked(s, c):
    board_slab(s, c, "#5b2c1c")
    for k in range(5):
        x = 286 + k * 27
        s.shadow(x + 18, 422, 22, 6, .3)
        s.p("M%d 384q24 -16 40 0l4 32q-24 10 -44 0z" % x, s.slab("#b5604c", .25), stroke="#5b2c1c", width=3)
        s.line("M%d 396q20 -10 36 0M%d 408q20 -8 38 0" % (x + 2, x + 2), "#f1d9bd", 5)


def board_torn(s, c):
    """Strips pulled apart along the grain, a bowl of dipping salt."""
    strips = []
    for cc in (c, lit(c, .2), shd(c, .2)):
        q = s.sub()
        q.p("M-58 -4L-44 -9L0 -11L46 -7L60 -10L54 -2L62 4L48 5L4 10L-42 8L-60 6L-50 1z", q.slab(cc, .22))
        q.line("M-46 -3Q0 -8 50 -3M-44 3Q4 -1 52 1", lit(cc, .45), 2, o=".7")
        q.line("M-40 0Q2 -4 44 -1", "#e8b060", 1.6, o=".5", dash="1 17")
        strips.append(s.sym(("strip", cc), "".join(q.out)))
    s.shadow(210, 402, 132, 18, .4)
    for i, (x, y, turn) in enumerate((
        (150, 340, -14), (232, 334, 8), (300, 344, -6), (118, 362, 10), (196, 358, -20), (270, 360, 16), (324, 372, -12), (150, 384, -6),
        (226, 380, 12), (290, 388, -16), (190, 402, 5), (256, 404, -8),
    )):
        s.use(strips[i % 3], x, y, turn, 1.15)
    bowl(s, 384, 378, 46, "#efe4cc", "#7f7f3e", h=34)


BOARDS = {"black": board_black, "smoked": board_smoked, "torn": board_torn}


def a_dish(s, t, sub, c="#9a4a2c", accent=TURMERIC):
    """Khẩu nhục turned out on a plate: slices fanned over a dome."""
    s.shadow(222, 420, 150, 20)
    s.e(222, 392, 178, 44, s.cyl("#efe7d6"))
    s.e(222, 386, 170, 38, "#fbf6ea")
    s.e(222, 388, 132, 26, shd("#c98a4a", .1))
    for k in range(9):
        x = 118 + k * 26
        top = 300 - round(26 * math.sin(math.pi * (k + .5) / 9))
        s.p("M%d 392Q%d %d %d %dQ%d %d %d 392z" % (x - 22, x - 26, top + 10, x, top, x + 26, top + 10, x + 22), s.slab(mix(c, "#d98a4c", .3), .3), stroke=shd(c, .5), width=2)
        for dy, w, cc in ((14, 9, shd(c, .45)), (27, 10, "#efcf9f"), (41, 7, "#c27a4c"), (52, 6, "#efcf9f"), (68, 9, shd(c, .1))):
            s.line("M%d %dq17 -9 34 0" % (x - 17, top + dy), cc, w, cap="butt")
    sprig(s, 330, 396, -18, "#5f8f45", 4, 26, 9)
    card(s, 286, 140, 146, 84, t, sub, accent, 4, True, 80)
