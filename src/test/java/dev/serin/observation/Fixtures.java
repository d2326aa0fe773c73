package dev.serin.observation;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.CanaryState.Workload;
import dev.serin.canary.Phase;
import dev.serin.canary.Weight;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Canaries, configuration and time as the tests of this package need them. */
final class Fixtures {

    private Fixtures() {
    }

    /** A clock that the test sets. */
    static final class SetClock extends Clock {

        private volatile Instant now;

        SetClock(Instant now) {
            this.now = now;
        }

        void set(Instant instant) {
            now = instant;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    static PrometheusConfig config(URI url, Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDiscoveredConverters()
                .withMapping(PrometheusConfig.class)
                .withDefaultValue("serin.prometheus.url", url.toString())
                .withDefaultValue("serin.prometheus.delay", "0s");
        settings.forEach((key, value) -> builder.withDefaultValue("serin.prometheus." + key, value));
        return builder.build().getConfigMapping(PrometheusConfig.class);
    }

    static CanaryState canary(String provider, String name, Duration interval) {
        return new CanaryState(new CanaryRef("test", name), Phase.PROGRESSING, new Weight(5), 0, interval, List.of(5, 5),
                Optional.empty(), Set.of(), new Workload(provider, name, name + "-svc", Optional.of(name + "-ing")), Map.of());
    }
}
