"""A seller's crest: a woven band, two letters in the display face, four threads to choose from."""

# ruff: noqa: E501
# fmt: off
from .lettering import letters
from .place import band
from .sheet import INDIGO, MADDER, TURMERIC, Pic, lit, shd

CLOTHS = ((INDIGO, TURMERIC, MADDER), ("#1a2450", "#e3b64a", "#71355a"), ("#71355a", TURMERIC, "#e8dcc0"), ("#3d6338", TURMERIC, "#e8dcc0"), ("#a5322a", TURMERIC, "#27356b"))


def crest(slug, letters_, name=""):
    """SVG text, 320 by 320; the same slug gives the same crest."""
    s = Pic("crest:" + slug, 320, 320, name or letters_)
    cloth_c, c1, c2 = s.r.choice(CLOTHS)
    kinds = s.r.sample(("peak", "loz", "step"), 2)
    s.rect(0, 0, 320, 320, s.lin((0, lit(cloth_c, .16)), (.5, cloth_c), (1, shd(cloth_c, .3)), d=True))
    s.line("M60 0V320M140 0V320M220 0V320M290 0V320", "#fff", 4, o=".05")
    band(s, 0, 18, 320, 34, kinds[0], c1, c2, shd(cloth_c, .25))
    band(s, 0, 268, 320, 34, kinds[1], c1, c2, shd(cloth_c, .25))
    s.line("M16 64H304M16 256H304", "#fbf3df", 3, dash="9 7", cap="butt", o=".8")
    letters(s, letters_, 160, 160, 250, 190, "#fbf3df", "bold", 150)
    return s.svg()
