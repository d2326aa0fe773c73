package dev.serin.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The newest of something for each key; the keys not heard of for longest are forgotten. Thread-safe. */
final class Newest<K, V> {

    private static final int KEYS_MAX = 10_000;

    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > KEYS_MAX;
        }
    };

    /** @return the one before */
    synchronized Optional<V> replace(K key, V value) {
        return Optional.ofNullable(values.put(key, value));
    }
}
