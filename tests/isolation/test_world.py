import pytest, time, collections
from tests.isolation import world, actors
from tests.isolation.canaries import Canaries
from tests.isolation.classes import *
from tests.isolation.entries import entries
from tests.isolation.looking import look_around

@pytest.mark.django_db
def test_w():
    t=time.time()
    w = world.build()
    print("built", time.time()-t)
    can = Canaries(); can.plant(w.b, w.shared)
    c = Classes(w, w.shared)
    e = entries(c)
    print(len(can.where), len(e), time.time()-t)
    allseen={}
    for who in [*actors.attackers(w), *actors.entitled(w)]:
        t=time.time()
        seen = look_around(who, c, e)
        print(f"{who.name:32} {seen.asked} {time.time()-t:.1f}s", {k: len(v) for k,v in seen.fields.items()}, len(seen.faults))
        allseen[who.name]=seen
        for f in seen.faults[:2]: print(f)
    g=allseen["a guest"]
    for k in (B,HIDDEN,PERSONAL):
        print("== guest", k, sorted(g.fields[k]))
    for n,s in allseen.items():
        for k in (B,HIDDEN,PERSONAL):
            d=s.fields[k]-g.fields[k]
            if d: print("==",n,k,len(d),sorted(d) if len(d)<80 or n.startswith(("A","a ","st")) else "")
    print(sorted((k,v) for k,v in g.roots.items()))
    bo=allseen["B's owner"]
    print("== types never", sorted(set(TYPES)-{t for s in allseen.values() for v in s.objects.values() for t in v}))
    words=collections.Counter()
    for n,s in allseen.items():
        if n.startswith("B's") and n!="B's manager, let go" or n=="staff": continue
        for text,ans in s.texts:
            for w_,where in can.found_in(ans).items():
                words[where.split("#")[0]]+=1
    print(words)
