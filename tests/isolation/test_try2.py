import pytest, time, collections
from tests.isolation import world, actors
from tests.isolation.canaries import Canaries
from tests.isolation.classes import *
from tests.isolation.calls import calls
from tests.isolation.trying import *
from tests.isolation.snapshot import Watched

@pytest.mark.django_db
def test_w():
    w = world.build()
    can = Canaries(); can.plant(w.b, w.shared)
    c = Classes(w, w.shared)
    PUB={"Cooperative","Product","ProductVariant","ProductMedia"}
    t=time.time()
    watched=Watched(w.b); print("snap", time.time()-t)
    found=Tried()
    att,ent=actors.attackers(w),actors.entitled(w)
    for call in calls():
        t=time.time(); n=found.calls; r=watched.reads
        tr=Trial(call,c,watched,PUB,found); tr.run(att,ent)
        print(f"{call.name:32} {found.calls-n:5} {watched.reads-r:4} {time.time()-t:.1f}s", {".".join(k):v for k,v in call.kinds.items()} if len(tr.controls)<20 else "ANY", collections.Counter(tr.controls.values()))
    print(found.cases, found.controlled)
    print("LONELY",sorted(found.lonely))
    print("OPEN",sorted(found.open))
    print(len(found.wrong))
    c2=collections.Counter(x.split(" as ")[0] for x in found.wrong)
    for k,v in c2.items():
        print(v, next(x for x in found.wrong if x.startswith(k))[:600])
