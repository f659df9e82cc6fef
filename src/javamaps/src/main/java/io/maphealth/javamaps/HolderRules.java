package io.maphealth.javamaps;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a reference field tells about who owns what it refers to, by the class that declares it. Class names are
/// internal.
public final class HolderRules {
    private static final Set<String> PLATFORM = Set.of("java/", "javax/", "jdk/", "sun/", "com/sun/");

    /// Fields of nodes that refer to nodes.
    private static final Set<String> LINKS = Set.of("next", "prev", "left", "right", "parent", "before", "after");

    private static final Pattern COLLECTION =
            Pattern.compile("^java/util/.*(List|Queue|Deque|Vector|Stack|Set|Map|Collections|Arrays|Atomic|Optional)");

    /// Fields by which caches hold the maps they are made of: whoever holds the cache owns the map.
    private static final Map<String, String> STORAGE = Map.of(
            "com/google/common/cache/LocalCache", "segments",
            "com/google/common/cache/LocalCache$LocalManualCache", "localCache");

    /// Classes that caches are made of, and that refer back to them.
    private static final Set<String> INSIDES =
            Set.of("com/google/common/cache/LocalCache", "com/github/benmanes/caffeine/cache/");

    /// Fields of these that refer to what is cached.
    private static final Set<String> CONTENTS = Set.of("key", "value", "referent");

    private final Set<String> maps = new HashSet<>();
    private final Set<String> nodes = new HashSet<>();
    private final Map<String, WrapperLayout> wrappers = new HashMap<>();

    public HolderRules(MapLayouts layouts) {
        for (MapLayout map : layouts.maps()) {
            maps.add(map.className());
            map.nodes().stream().map(NodeLayout::className).forEach(nodes::add);
        }
        layouts.wrappers().forEach(wrapper -> wrappers.put(wrapper.className(), wrapper));
    }

    /// The class as a wrapper, if it is one.
    public Optional<WrapperLayout> wrapper(String className) {
        return Optional.ofNullable(wrappers.get(className));
    }

    /// Whether a class is that of the entries of maps.
    public boolean isNode(String className) {
        return nodes.contains(className);
    }

    /// Whether a field with the rank of the JDK's is inside a collection or a cache, of which people know the holder.
    public boolean isStorage(String declaringClass) {
        return declaringClass.startsWith("java/util/") || STORAGE.containsKey(declaringClass);
    }

    /// Whether a class is part of a collection or holder of the JDK, by whose fields nobody calls what is in it.
    public boolean isCollection(String declaringClass) {
        return STORAGE.containsKey(declaringClass)
                || COLLECTION.matcher(declaringClass).find();
    }

    /// The rank of an instance field that wraps nothing.
    public HolderRank rank(String declaringClass, String field) {
        if (declaringClass.equals("java/lang/ref/Reference")) {
            return field.equals("referent") ? HolderRank.WEAK : HolderRank.NONE;
        }
        if (declaringClass.equals("java/lang/ThreadLocal$ThreadLocalMap$Entry")) {
            return HolderRank.THREAD_LOCAL;
        }
        if (isNode(declaringClass)) {
            return LINKS.contains(field) ? HolderRank.NONE : HolderRank.ENTRY;
        }
        if (declaringClass.equals("java/lang/String")) {
            return HolderRank.NONE;
        }
        if (!CONTENTS.contains(field) && INSIDES.stream().anyMatch(declaringClass::startsWith)) {
            return field.equals(STORAGE.get(declaringClass)) ? HolderRank.JDK_FIELD : HolderRank.NONE;
        }
        int nest = declaringClass.indexOf('$');
        boolean partOfMap =
                maps.contains(declaringClass) || (nest > 0 && maps.contains(declaringClass.substring(0, nest)));
        if (partOfMap || declaringClass.startsWith("java/util/Collections$")) {
            return HolderRank.NONE;
        }
        return PLATFORM.stream().anyMatch(declaringClass::startsWith) ? HolderRank.JDK_FIELD : HolderRank.FIELD;
    }
}
