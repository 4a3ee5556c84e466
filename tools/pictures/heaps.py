"""How pieces lie: heaps, scatters, twigs, bowls and cups."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
import math

from .pieces import piece, sym_leaf
from .sheet import LEAF, lit, n, shd

SIZE = {  # half the width of a piece
    "rice": 6, "tea": 10, "plum": 19, "citrus": 25, "pomelo": 45, "pear": 30, "peach": 26, "longan": 14, "sontra": 18, "chayote": 30, "taro": 24, "yacon": 30,
        "mushroom": 20, "slice": 16, "pod": 16, "nut": 9, "root": 19, "shoot": 26, "berry": 10, "stick": 28, "chilli": 12, "curl": 15, "floss": 10, "flower": 12, "bud": 12, "cube": 13}


ROUND = ("plum", "citrus", "longan", "sontra", "berry", "pomelo", "nut", "flower", "bud")


def heap(s, kind, c, cx, base, half, h, sc=1.0, under=True, keep=None, dense=False):
    """A heap with a rounded top; back pieces first. Small pieces come in clusters, to save bytes."""
    r, size = s.r, SIZE[kind] * sc
    if under:
        k = .86 if size > 22 else 1
        s.p("M%s %sQ%s %s %s %sT%s %sQ%s %s %s %sz" % (n(cx - half * k), n(base), n(cx - half * .6 * k), n(base - h * 1.02 * k), n(cx), n(base - h * k),
            n(cx + half * k), n(base), n(cx), n(base + half * .22), n(cx - half * k), n(base)), s.lin((0, shd(c, .12)), (1, shd(c, .5)), d=True))
    syms = [piece(s, kind, c, v) for v in ((0, 2) if s.lean < 2 else (0,))]
    if sc != 1:
        syms = [s.sym(("sc", i, sc), '<use href="#%s" transform="scale(%.2f)"/>' % (i, sc)) for i in syms]
    if math.pi * half * h / 2 / size ** 2 > 24 and size < 19 or dense:
        many = []
        for v in (0,):
            body = ""
            for j in range(7 - s.lean):
                a = j * 1.05
                d = 0 if j == 6 else SIZE[kind] * sc * 1.25
                body += '<use href="#%s" transform="translate(%d %d)rotate(%d)"/>' % (syms[(j + v) % len(syms)], d * math.cos(a), d * .8 * math.sin(a), r.randint(-70, 70) if kind != "longan" else 0)
            many.append(s.sym(("many", kind, c, v, sc), body))
        syms, size = many, size * 2.3
    rows = max(2, round(h / (size * (.74 if size < 22 else .8) * (1 + .07 * s.lean))))
    flat = size < 17 or kind in ("rice", "tea", "slice", "shoot", "stick", "curl", "floss", "pod", "nut", "root", "yacon", "taro", "berry", "cube")
    for i in range(rows):
        t = i / (rows - 1)
        y = base - h * (1 - t) + size * .35 * (1 - t)
        span = max(0, half * math.sqrt(max(.06, 1 - (1 - t) ** 1.7)) - size * .6)
        k = max(1, round(2 * span / (size * (1.6 if not flat else 1.32) * (1 + .05 * s.lean))) + (span > 0))
        for j in range(k):
            x = cx + (0 if k == 1 else -span + 2 * span * j / (k - 1)) + r.uniform(-.16, .16) * size
            yy = y + r.uniform(-.12, .12) * size + (abs(x - cx) / half) ** 2 * size * .2
            if keep and not keep(x, yy, size):
                continue
            rot = 0 if kind in ROUND else r.randint(-50, 50) if flat else r.randint(-16, 16)
            s.use(r.choice(syms), round(x), round(yy), rot)


def scatter(s, kind, c, spots, sc=1.0, shadow=True):
    syms = [piece(s, kind, c, v) for v in ((0, 2) if s.lean < 2 else (0,))]
    for x, y in spots:
        if shadow:
            s.shadow(x, y + SIZE[kind] * sc * .62, SIZE[kind] * sc * .8, SIZE[kind] * sc * .4, .34)
        s.use(s.r.choice(syms), x, y, s.r.randint(-30, 30), sc)


def sprig(s, x, y, rot, c=LEAF, k=5, l=34, w=11):
    """A leafy twig."""
    lf = sym_leaf(s, c, l, w)
    s.add('<g transform="translate(%s %s)rotate(%s)">' % (n(x), n(y), rot))
    s.line("M0 0Q%d -6 %d 0" % (k * 8, k * 15), shd(c, .3), 2.4)
    for i in range(k):
        s.use(lf, 10 + i * 14, -2, -42 if i % 2 else 42, .75 + .25 * (i < k - 1))
    s.use(lf, k * 15, 0, 0)
    s.add("</g>")


def bowl(s, cx, rim, half, c, fill_c=None, kind=None, kc=None, h=None):
    h = h or half * .62
    s.shadow(cx, rim + h, half * .72, 13)
    ry = half * .26
    s.p("M%s %sC%s %s %s %s %s %sH%sC%s %s %s %s %s %sz" % (n(cx - half), n(rim), n(cx - half), n(rim + h * .7), n(cx - half * .6), n(rim + h), n(cx - half * .42), n(rim + h),
        n(cx + half * .42), n(cx + half * .6), n(rim + h), n(cx + half), n(rim + h * .7), n(cx + half), n(rim)), s.cyl(c))
    s.e(cx, rim, half, ry, lit(c, .35))
    s.e(cx, rim + 1, half - 4, ry - 2.5, fill_c or shd(c, .35))
    if kind:
        heap(s, kind, kc, cx, rim + 3, half - 6, half * .5)


def cup(s, cx, base, c="#f2ead8", tea="#b9862f"):
    bowl(s, cx, base - 34, 34, c, tea, h=34)
    s.e(cx - 8, base - 34, 12, 3, "#fff", o=".4")
    s.line("M%d %dq-8 -12 0 -22t0 -20" % (cx + 2, base - 46), "#fff", 3, o=".45")
