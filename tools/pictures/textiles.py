"""Textiles: a scarf over a bar, folded cloth with its bands, batik."""

# ruff: noqa: E501, N803, N805, N806, S311, E741
# fmt: off
from .lettering import tag
from .place import band
from .sheet import INDIGO, LEAF, LIGHT, MADDER, SHADE, TURMERIC, lit, mix, n, shd


def textile_scarf(s, t, sub, c, cols, accent):
    """One long cloth hung over a bamboo bar, embroidered ends."""
    b = "#b08a4e"
    s.rect(20, 78, 440, 18, s.lin((0, lit(b, .45)), (.4, b), (1, shd(b, .5)), v=True), rx="8")
    for x, w, l in ((84, 132, 322), (236, 126, 276)):
        d = "M%d 84Q%d 74 %d 84L%d %dH%dz" % (x, x + w / 2, x + w, x + w + 6, 84 + l, x - 6)
        s.p(d, SHADE, o=".2", t="translate(12 10)")
        s.p(d, s.lin((0, shd(c, .3)), (.16, lit(c, .26)), (.38, c), (.6, shd(c, .24)), (.78, lit(c, .1)), (1, shd(c, .42))))
        s.add('<g clip-path="%s">' % s.clip(d))
        y = 84 + l - 96
        band(s, x - 8, y, w + 20, 24, "loz", cols[0], cols[1], shd(c, .25))
        band(s, x - 8, y + 28, w + 20, 34, "step", cols[1], cols[2], shd(c, .25))
        band(s, x - 8, y + 66, w + 20, 22, "peak", cols[3], cols[0], shd(c, .25))
        s.rect(x - 8, 84, w + 20, l, s.lin((0, SHADE, .25), (.18, LIGHT, .16), (.4, LIGHT, 0), (.62, SHADE, .18), (.8, LIGHT, .08), (1, SHADE, .35)))
        s.add("</g>")
        for j in range(3):
            s.line("".join("M%s %dv%d" % (n(round(x + 2 + k * (w - 2) / 6)), 84 + l + 2, 16 + k % 2 * 5) for k in range(j, 7, 3)), cols[j], 6)
    tag(s, 384, 214, t, sub, 104, 92, accent, 4, (382, 92))


def folded(s, c, cols, kind):
    """The cloths below, folded; gives the height of the top one."""
    r = s.r
    s.shadow(222, 408, 158, 22)
    layers = [(c, 1), (shd(cols[1], .05), 2), (mix(cols[2], c, .1), 3)] if kind != "batik" else [(c, 1), (lit(c, .25), 2), (shd(c, .2), 3)]
    y = 404
    for k, (cc, _) in enumerate(reversed(layers)):
        h = 44 + r.randint(-2, 4)
        x0, x1 = 70 + r.randint(-6, 6), 374 + r.randint(-8, 6)
        y -= h
        s.p("M%d %dQ%d %d %d %dL%d %dQ%d %d %d %dz" % (x0 + 14, y, x0 - 12, y + h / 2, x0 + 14, y + h, x1, y + h, x1 + 10, y + h / 2, x1, y), s.lin((0, lit(cc, .35)), (.45, cc), (1, shd(cc, .42)), v=True))
        s.line("M%d %dQ%d %d %d %d" % (x0 + 16, y + h * .5, x0 + 60, y + h * .42, x1 - 6, y + h * .5), shd(cc, .4), 2, o=".5")
        if k != 2:
            band(s, x0 + 20, round(y + h * .56), x1 - x0 - 26, 12, "peak" if k else "loz", lit(cc, .6), cols[0], shd(cc, .3), False)
        s.rect(x0 + 8, y + h - 4, x1 - x0 - 8, 5, SHADE, o=".3")
    return y


def top_batik(s, y, *_):
    ln = "#e9ecf5"
    for x in range(96, 380, 52):
        for rr in (22, 15, 8):
            s.e(x, y - 34, rr, rr * .6, "none", stroke=ln, width=2)
        s.p("M%d %dl14 -14l14 14l-14 14z" % (x + 12, y - 34), "none", stroke=ln, width=1.6)
    s.line("M60 %dH400M60 %dH400M60 %dH400" % (y - 66, y - 4, y + 4), ln, 2.4)
    s.line("M84 %d" % (y + 12) + "l12 16l12 -16" * 12, ln, 2.4)
    s.line("M84 %d" % (y + 22) + "l12 16l12 -16" * 12, ln, 2.4)
    s.line("M60 %dH400M60 %dH400" % (y + 46, y + 52), ln, 2.4)


def top_bands(s, y, c, cols, kind):
    kinds = {"stack": ("loz", "step", "peak"), "embroidery": ("step", "loz", "loz"), "motif2": ("peak", "peak", "step"), "table": ("peak", "loz", "step")}[kind]
    band(s, 60, y - 66, 340, 18, kinds[0], cols[3], cols[0], shd(c, .3))
    band(s, 60, y - 42, 340, 28, kinds[1], cols[1], cols[0], shd(c, .2))
    band(s, 60, y - 8, 340, 16, kinds[2], cols[0], cols[1], shd(c, .3))
    band(s, 60, y + 16, 340, 34, kinds[1], cols[0], cols[1], c)
    s.p("M84 %dL374 %dL366 %dQ220 %d 92 %dz" % (y + 6, y + 6, y + 62, y + 76, y + 62), SHADE, o=".2")
    s.p("M88 %dH372" % (y + 64), stroke=cols[2], width=12, dash="2 6", cap="butt")


def a_textile(s, t, sub, c=INDIGO, kind="stack", accent=MADDER, colours=None):
    cols = colours or (TURMERIC, MADDER, "#e8dcc0", LEAF)
    if kind == "scarf":
        textile_scarf(s, t, sub, c, cols, accent)
        return
    y = folded(s, c, cols, kind)
    # the top cloth, laid open towards us
    d = "M84 %dL132 %dH340L374 %dL366 %dQ220 %d 92 %dz" % (y + 6, y - 76, y + 6, y + 62, y + 76, y + 62)
    s.p(d, s.lin((0, lit(c, .3)), (.45, c), (1, shd(c, .3)), d=True))
    s.add('<g clip-path="%s">' % s.clip(d))
    (top_batik if kind == "batik" else top_bands)(s, y, c, cols, kind)
    s.p(d, s.lin((0, LIGHT, .26), (.4, LIGHT, 0), (1, SHADE, .3), d=True))
    s.add("</g>")
    tag(s, 236, y - 132, t, sub, 148, 84, accent, -3, (300, y - 66))
