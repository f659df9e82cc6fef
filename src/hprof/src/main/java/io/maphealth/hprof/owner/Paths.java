package io.maphealth.hprof.owner;

import io.maphealth.hprof.owner.References.Reference;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.hprof.walk.WalkPass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The way from a root to each of some maps.
///
/// Singletons are found from what an earlier scan has kept. An object that is one of many is looked for in the dump,
/// which is gone over once for each step out of a collection.
public final class Paths {
    private static final int MOST_MAPS = 2_000;
    private static final int MOST_OBJECTS_OF_A_MAP = 64;

    private final Owners owners;
    private final KnownReferences known;
    private final Set<Integer> lookedAt = new HashSet<>();
    private final Map<Integer, List<Reference>> ways = new HashMap<>();

    public Paths(Owners owners, WalkPass walks) {
        this.owners = owners;
        this.known = new KnownReferences(owners, walks);
    }

    /// The paths of those of some maps, by number, that a root is found for.
    ///
    /// @param looks how many times the dump may be gone over for them
    public Map<Integer, String> of(List<Integer> maps, HeapScan scan, int looks)
            throws IOException, InterruptedException {
        List<Integer> left = maps.stream().distinct().limit(MOST_MAPS).toList();
        for (int look = 0; !left.isEmpty(); look++) {
            Map<Integer, PathSearch> failed = search(left);
            left = List.copyOf(failed.keySet());
            int[] objects = look == looks ? new int[0] : unseen(failed);
            if (objects.length == 0 || !owners.worthALook(bytes(left), scan)) {
                break;
            }
            known.look(objects, scan);
        }
        return texts(scan);
    }

    /// Searches from each map; hands back the searches that came to no root.
    private Map<Integer, PathSearch> search(List<Integer> maps) {
        Map<Integer, PathSearch> failed = new HashMap<>();
        for (int map : maps) {
            PathSearch search = new PathSearch(known::to);
            search.from(owners.idOf(map)).ifPresentOrElse(way -> ways.put(map, way), () -> failed.put(map, search));
        }
        return failed;
    }

    /// What no look was for yet.
    private int[] unseen(Map<Integer, PathSearch> failed) {
        return failed.values().stream()
                .flatMapToInt(search -> IntStream.of(search.objects(MOST_OBJECTS_OF_A_MAP)))
                .filter(lookedAt::add)
                .toArray();
    }

    private long bytes(List<Integer> maps) {
        return maps.stream().mapToLong(owners::bytes).sum();
    }

    private Map<Integer, String> texts(HeapScan scan) throws IOException, InterruptedException {
        Threads threads = known.threads(new ArrayList<>(ways.values()), scan);
        Map<Integer, String> texts = new HashMap<>();
        ways.forEach((map, way) -> texts.put(map, new PathText(owners.plans(), threads::name).of(way)));
        return texts;
    }
}
