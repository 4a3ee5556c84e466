"""One piece of each kind of goods, drawn around 0,0."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
from .sheet import LEAF, TURMERIC, lit, n, shd


def leafshape(l, w):
    return "M0 0C%s %s %s %s %s 0C%s %s %s %s 0 0z" % (n(l * .25), n(-w), n(l * .75), n(-w * .8), n(l), n(l * .75), n(w * .8), n(l * .25), n(w))


def sym_leaf(s, c=LEAF, l=34, w=12):
    q = s.sub()
    q.p(leafshape(l, w), s.lin((0, lit(c, .3)), (.5, c), (1, shd(c, .3)), v=True))
    q.line("M1 0H%s" % n(l - 3), lit(c, .5), 1.3, o=".8")
    return s.sym(("leaf", c, l, w), "".join(q.out))


def _rice(q, c):
    q.e(0, 0, 6, 2.1, c)
    q.e(-1, -.7, 3.5, .7, "#fff", o=".7")


def _tea(q, c):
    q.line("M-9 2q3 -7 8 -3t9 -3", c, 3.4)
    q.line("M-8 1q3 -6 7 -3", lit(c, .35), 1.2)


def _plum(q, c):
    q.e(0, 0, 19, 18, q.ball(c, .4))
    q.p("M3 -18q6 16 1 34", stroke=shd(c, .35), width=1.6, o=".6")
    q.e(-7, -7, 6, 4, "#fff", o=".28", t="rotate(-35)")
    q.line("M2 -17q2 -6 6 -8", "#6b5a2e", 2.4)


def _citrus(q, c):
    q.e(0, 0, 25, 23, q.ball(c, .5))
    q.e(-9, -9, 6, 4, "#fff", o=".35", t="rotate(-35)")
    q.e(3, -15, 4.5, 3, "#71803b")
    q.p("M3 -12l-6 5M3 -12l7 4M3 -12l1 7", stroke=shd(c, .25), width=1.2, o=".6")


def _pomelo(q, c):
    q.p("M-3 -46C26 -48 46 -18 45 8C44 34 22 43 0 43C-24 43 -45 34 -45 8C-46 -18 -26 -46 -3 -46z", q.ball(c, .5))
    q.e(-16, -16, 9, 7, "#fff", o=".25", t="rotate(-35)")
    q.line("M-2 -45q1 -7 6 -9", "#6b6a35", 5)


def _pear(q, c):
    q.p("M0 -31C12 -31 13 -14 21 -3C33 14 20 31 0 31C-20 31 -33 14 -21 -3C-13 -14 -12 -31 0 -31z", q.ball(c, .5))
    for x, y in ((-8, 10), (5, 2), (9, 16), (-3, 20), (1, -12), (-10, -2)):
        q.e(x, y, 1, 1, shd(c, .35), o=".6")
    q.e(-9, 1, 4, 8, "#fff", o=".3", t="rotate(18)")
    q.line("M0 -30q1 -9 6 -12", "#6b4e2e", 3)


def _peach(q, c):
    q.p("M0 -22C20 -30 31 -8 25 9C20 25 6 26 1 29C-8 25 -22 22 -26 7C-30 -12 -18 -29 0 -22z", q.rad((0, lit("#f3c98d", .4)), (.4, "#ecab7b"), (.75, c), (1, shd(c, .25))))
    q.p("M0 -22q-9 22 1 50", stroke=shd(c, .2), width=1.6, o=".6")
    q.e(-12, -7, 6, 4, "#fff", o=".3", t="rotate(-35)")


def _longan(q, c):
    q.e(0, 0, 14, 13.5, q.ball(c, .5))
    q.e(-4, -5, 3.5, 2.4, "#fff", o=".35")


def _sontra(q, c):
    q.e(0, 0, 18, 17, q.rad((0, lit("#d9c75a", .4)), (.5, "#c6b14a"), (.85, c), (1, shd(c, .3))))
    q.p("M-4 13q4 5 8 0", stroke=shd(c, .5), width=2)
    q.e(-6, -6, 4, 3, "#fff", o=".35")


def _chayote(q, c):
    q.p("M-2 -30C14 -32 17 -12 24 2C32 20 18 34 1 33C-18 34 -31 20 -24 2C-18 -14 -15 -30 -2 -30z", q.ball(c, .5))
    q.p("M-8 -25C-16 0 -14 18 -7 31M4 -27C2 0 3 16 1 32M13 -20C20 0 18 16 11 29", stroke=shd(c, .22), width=1.7, o=".7")


def _taro(q, c):
    q.p("M-24 0C-24 -16 -12 -19 4 -18C18 -17 26 -8 25 3C24 15 8 19 -4 18C-18 17 -24 10 -24 0z", q.ball(c, .35))
    q.p("M-15 -13q-5 13 1 27M-4 -17q-4 17 0 34M8 -17q-2 17 1 34M17 -12q2 11 0 23", stroke=shd(c, .35), width=1.8, o=".6")
    q.p("M25 0l6 -3M24 5l6 2", stroke="#d9b9b0", width=2)


def _yacon(q, c):
    q.p("M-34 2C-30 -14 -8 -17 6 -14C22 -11 33 -6 38 1C28 8 16 15 2 16C-16 18 -32 14 -34 2z", q.ball(c, .35))
    q.p("M-22 -9q-4 9 0 19M-6 -14q-4 14 0 28M12 -12q-3 11 0 24", stroke=shd(c, .35), width=1.4, o=".5")


def _mushroom(q, c):
    q.p("M-4 4h9l2 14q-6 4 -12 0z", "#e9d6b0")
    q.p("M-22 5C-22 -16 22 -16 22 5Q0 12 -22 5z", q.ball(c, .45))
    q.p("M-10 -6l5 5l-6 4M4 -9l-1 7l7 4M13 -4l-3 5", stroke=lit(c, .6), width=1.6, o=".75")


def _slice(q, c):
    q.p("M-17 -4Q-13 -13 -2 -11T16 -6Q19 4 11 9T-9 10Q-19 6 -17 -4z", shd(c, .42))
    q.p("M-14 -4Q-10 -10 -1 -9T13 -5Q15 3 9 6T-8 7Q-15 4 -14 -4z", c)
    q.p("M-7 -2Q0 -6 7 -1Q3 4 -4 3z", lit(c, .45), o=".8")


def _pod(q, c):
    q.p("M-17 0C-12 -13 8 -13 16 -3L20 0L16 4C8 12 -12 13 -17 0z", q.ball(c, .4))
    q.p("M-13 -4Q2 -9 16 -2M-14 1Q2 -1 18 0M-12 6Q2 8 15 3", stroke=shd(c, .45), width=1.5, o=".7")


def _nut(q, c):
    q.e(0, 0, 9, 6.5, q.ball(c, .5))
    q.e(-3, -2, 2.6, 1.5, "#fff", o=".4")


def _root(q, c):
    q.p("M-20 -2Q-22 -12 -11 -11Q-7 -17 2 -12Q11 -16 14 -7Q23 -5 19 4Q15 13 6 10Q-2 16 -9 9Q-19 10 -20 -2z", q.ball(c, .4))
    q.p("M-11 -4q4 3 8 0M4 -5q4 3 8 1M-6 6q4 -3 8 0", stroke=shd(c, .45), width=1.6, o=".7")


def _shoot(q, c):
    q.p("M-26 5Q-10 -12 26 -8Q30 -3 24 2Q-4 2 -18 12Q-28 12 -26 5z", q.slab(c, .3))
    q.p("M-20 6Q-4 -5 24 -4M-16 9Q0 1 20 0", stroke=shd(c, .25), width=1.3, o=".7")


def _berry(q, c):
    q.e(0, 0, 10, 9, q.ball(c, .35))
    q.p("M-6 -3l2 2M0 -6l1 3M5 -3l-2 2M-5 3l3 0M4 4l-2 -1M0 2l1 2", stroke=lit(c, .4), width=1.5)


def _stick(q, c):
    q.p("M-30 -5H28V5H-30z", q.lin((0, lit(c, .4)), (.5, c), (1, shd(c, .35)), v=True))
    q.e(28, 0, 3.4, 5, shd(c, .45))
    q.line("M-28 -1H25", shd(c, .3), 1, o=".6")


def _chilli(q, c):
    q.p("M-3 -7Q5 -9 7 -3Q12 12 -2 26Q-3 12 -6 4Q-8 -4 -3 -7z", q.lin((0, lit(c, .4)), (.5, c), (1, shd(c, .35))))
    q.line("M1 -8q1 -7 7 -9", "#5c7a3a", 3.4)


def _curl(q, c):
    q.p("M-16 4Q-12 -10 2 -9T17 1Q8 0 2 4T-16 4z", q.slab(c, .25))


def _floss(q, c):
    q.line("M-10 3q5 -8 10 -2t10 -4", c, 2.6)
    q.line("M-7 -3q6 7 14 4", lit(c, .3), 1.8)


def _flower(q, c):
    for a in range(0, 360, 60):
        q.e(0, -7, 4.2, 7.5, c, t="rotate(%d)" % a)
    q.e(0, 0, 3.4, 3.4, TURMERIC)


def _bud(q, c):
    q.p("M0 -13C10 -8 12 6 0 12C-12 6 -10 -8 0 -13z", q.ball(c, .4))
    q.p("M-8 2q8 -8 16 0M-6 7q6 -7 12 0M-7 -4q7 -7 14 0", stroke=shd(c, .35), width=1.5)


def _cube(q, c):
    q.p("M-14 -6L-2 -11L14 -7L13 7L-1 11L-14 7z", q.slab(c, .3))


PIECES = {
    "rice": _rice,
    "tea": _tea,
    "plum": _plum,
    "citrus": _citrus,
    "pomelo": _pomelo,
    "pear": _pear,
    "peach": _peach,
    "longan": _longan,
    "sontra": _sontra,
    "chayote": _chayote,
    "taro": _taro,
    "yacon": _yacon,
    "mushroom": _mushroom,
    "slice": _slice,
    "pod": _pod,
    "nut": _nut,
    "root": _root,
    "shoot": _shoot,
    "berry": _berry,
    "stick": _stick,
    "chilli": _chilli,
    "curl": _curl,
    "floss": _floss,
    "flower": _flower,
    "bud": _bud,
    "cube": _cube,
}


def piece(s, kind, c, v=0):
    """One piece of the goods, drawn around 0,0. v = shade variant."""
    c = c if v == 0 else lit(c, .16) if v == 1 else shd(c, .14)
    q = s.sub()
    PIECES[kind](q, c)
    return s.sym((kind, c), "".join(q.out))
