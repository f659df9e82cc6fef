package io.maphealth.hprof.owner;

import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.heap.HeapClass;
import io.maphealth.hprof.owner.References.Reference;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.hprof.walk.WalkPass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// All references that are known of a dump: those to maps and their holders, of objects of which there are few, of
/// static fields and roots, and to objects that were looked for since.
final class KnownReferences {
    private final Owners owners;
    private final WalkPass walks;
    private final CompactIds ids;
    private final References byName;
    private final List<References> looks = new ArrayList<>();

    KnownReferences(Owners owners, WalkPass walks) {
        this.owners = owners;
        this.walks = walks;
        this.ids = owners.ids();
        this.byName = byName();
    }

    /// The references to an object.
    List<Reference> to(int object) {
        List<Reference> all = owners.references(object);
        int map = walks.mapOfTable(object);
        if (map >= 0) {
            all.add(Reference.toPart(owners.idOf(map)));
        }
        all.addAll(byName.to(object));
        looks.forEach(look -> all.addAll(look.to(object)));
        return all;
    }

    /// Goes over the dump for whoever refers to some objects.
    void look(int[] objects, HeapScan scan) throws IOException, InterruptedException {
        Targets targets = Targets.of(objects, ids);
        int[] maps = walks.mapsOf(objects, targets::numbered);
        ReferenceLog parts = new ReferenceLog();
        long[] pages = ReferencedPages.none();
        for (int i = 0; i < objects.length; i++) {
            if (maps[i] == 0) {
                ReferencedPages.add(pages, ids.idOf(objects[i]));
            } else {
                parts.add(objects[i], owners.idOf(maps[i] - 1), Reference.PART, ReferenceLog.ANY_CLASS);
            }
        }
        List<ReferenceLog> logs = new ArrayList<>(List.of(parts));
        walks.companions(scan.scan(
                        unit -> owners.pages().mayRefer(unit, pages),
                        window -> walks.alone(new ReferenceVisitor(owners.index(), targets, window))))
                .forEach(visitor -> logs.add(visitor.log()));
        looks.add(new References(logs, _ -> true));
    }

    /// What the threads at the roots of some ways are called.
    Threads threads(List<List<Reference>> ways, HeapScan scan) throws IOException, InterruptedException {
        Texts texts = new Texts(owners.classes(), ids);
        return Threads.at(ways, byName, new Threads.Reading(owners.plans(), texts, scan));
    }

    private References byName() {
        ReferenceLog statics = new ReferenceLog();
        for (HeapClass type : owners.classes().all()) {
            for (int i = 0; i < type.statics().size(); i++) {
                int object = ids.find(type.statics().get(i).reference());
                statics.add(object, 0, owners.plans().scoreOfStatic(type, i), ReferenceLog.ANY_CLASS);
            }
        }
        List<FewOfAKind> few = owners.few();
        List<ReferenceLog> logs = new ArrayList<>(List.of(statics));
        few.forEach(kept -> logs.add(kept.log()));
        return new References(
                logs, type -> few.stream().mapToInt(kept -> kept.seen(type)).sum() <= FewOfAKind.FEW);
    }
}
