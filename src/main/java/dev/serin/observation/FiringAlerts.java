package dev.serin.observation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.CanaryRef;

/**
 * The alerts that fire for canaries, in memory. After a restart they come again with Alertmanager's next repetition. One that
 * is not repeated in time is forgotten, so that a lost "resolved" holds no release for ever. Thread-safe.
 */
@ApplicationScoped
public class FiringAlerts {

    /** What a report was. */
    public enum News {
        /** Not known before: worth a decision. */
        NEW,
        /** Known already: Alertmanager repeats itself, and replicas of it repeat each other. */
        REPEATED,
        ENDED,
        /** About an episode that is over, as when a slower replica of Alertmanager speaks last. */
        LATE,
        /** No room is left. */
        REFUSED
    }

    private static final int ALERTS_MAX = 5000;

    /** What one observation holds of each role and severity; no rule looks at more than the newest. */
    private static final int ALERTS_OF_A_KIND_MAX = 3;
    private static final int ALERTS_OF_A_CANARY_MAX = 30;

    /** Replicas of Alertmanager speak 15 s apart; after a while the same episode may also go on, as after a network fault. */
    private static final Duration END_REMEMBERED = Duration.ofMinutes(5);

    private static final Comparator<Alert> OLDEST_FIRST = Comparator.comparing(Alert::since)
            .thenComparing(Alert::name).thenComparing(Alert::fingerprint);

    private record Kept(CanaryRef canary, Alert alert, Instant until) {
    }

    /** @param at the end of the episode */
    private record End(Instant at, Instant heard) {
    }

    private record Kind(Alert.Role role, String severity) {
    }

    private final Duration expireAfter;
    private final Clock clock;
    private final Map<String, Kept> firing = new HashMap<>();
    private final Map<String, End> ended = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, End> eldest) {
            return size() > ALERTS_MAX;
        }
    };

    public FiringAlerts(AlertmanagerConfig config, Clock clock) {
        this.expireAfter = config.expireAfter();
        this.clock = clock;
    }

    /** @param endsAt when it ends by itself, where that is known */
    public synchronized News fires(CanaryRef canary, Alert alert, Optional<Instant> endsAt) {
        Instant now = clock.instant();
        Instant until = endsAt.filter(end -> end.isBefore(now.plus(expireAfter))).orElseGet(() -> now.plus(expireAfter));
        if (hasEnded(alert, now) || !until.isAfter(now)) {
            return News.LATE;
        }
        firing.values().removeIf(other -> !other.until().isAfter(now));
        if (firing.size() >= ALERTS_MAX && !firing.containsKey(alert.fingerprint())) {
            return News.REFUSED;
        }
        Optional<Kept> known = Optional.ofNullable(firing.get(alert.fingerprint()))
                .filter(kept -> kept.canary().equals(canary));
        Alert newest = known.map(Kept::alert).filter(kept -> kept.since().isAfter(alert.since())).orElse(alert);
        firing.put(alert.fingerprint(), new Kept(canary, newest, until));
        return known.filter(kept -> kept.alert().equals(newest)).isPresent() ? News.REPEATED : News.NEW;
    }

    private boolean hasEnded(Alert alert, Instant now) {
        return Optional.ofNullable(ended.get(alert.fingerprint()))
                .filter(end -> now.isBefore(end.heard().plus(END_REMEMBERED)) && alert.since().isBefore(end.at())).isPresent();
    }

    /** Ends the episode of an alert that began before this time. */
    public synchronized News ends(String fingerprint, Instant at) {
        Optional<Kept> known = Optional.ofNullable(firing.get(fingerprint));
        if (known.filter(kept -> kept.alert().since().isAfter(at)).isPresent()) {
            return News.LATE;
        }
        firing.remove(fingerprint);
        ended.put(fingerprint, new End(at, clock.instant()));
        return known.isPresent() ? News.ENDED : News.REPEATED;
    }

    /** Those of a canary, oldest first; of each role and severity the newest few. */
    public synchronized List<Alert> of(CanaryRef canary) {
        Instant now = clock.instant();
        Map<Kind, List<Alert>> byKind = firing.values().stream()
                .filter(kept -> kept.canary().equals(canary) && kept.until().isAfter(now)).map(Kept::alert)
                .sorted(OLDEST_FIRST.reversed())
                .collect(Collectors.groupingBy(alert -> new Kind(alert.role(), alert.severity()), LinkedHashMap::new,
                        Collectors.toList()));
        return byKind.values().stream().flatMap(alerts -> alerts.stream().limit(ALERTS_OF_A_KIND_MAX))
                .limit(ALERTS_OF_A_CANARY_MAX).sorted(OLDEST_FIRST).toList();
    }
}
