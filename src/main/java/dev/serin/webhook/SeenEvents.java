package dev.serin.webhook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The events that were taken lately, by source and id: a broker may deliver one more than once. Thread-safe. */
final class SeenEvents {

    private static final int EVENTS_MAX = 10_000;

    private record Key(String source, String id) {
    }

    private final Set<Key> keys = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
            return size() > EVENTS_MAX;
        }
    }));

    /** @return whether it was new */
    boolean add(IncomingEvent event) {
        return keys.add(new Key(event.source(), event.id()));
    }
}
