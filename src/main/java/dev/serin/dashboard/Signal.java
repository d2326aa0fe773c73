package dev.serin.dashboard;

import java.util.function.DoubleFunction;

import dev.serin.observation.Interval;
import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;

/** What the page compares between canary and primary. */
enum Signal {
    SUCCESS("Success", Figures::percent) {
        @Override
        Reading of(VersionReading version, Interval interval) {
            return version.isCounted() ? less(ratio(version.errors(), version.requests())) : missing(version);
        }
    },
    LATENCY_P50("p50", Figures::millis) {
        @Override
        Reading of(VersionReading version, Interval interval) {
            return quantile(version, 0.5);
        }
    },
    LATENCY_P95("p95", Figures::millis) {
        @Override
        Reading of(VersionReading version, Interval interval) {
            return quantile(version, 0.95);
        }
    },
    LATENCY_P99("p99", Figures::millis) {
        @Override
        Reading of(VersionReading version, Interval interval) {
            return quantile(version, 0.99);
        }
    },
    CPU("CPU", Figures::millis) {
        @Override
        Reading of(VersionReading version, Interval interval) {
            return version.cpuPerRequestSeconds() instanceof Reading.Value seconds ? new Reading.Value(seconds.number() * 1000)
                    : version.cpuPerRequestSeconds();
        }
    },
    REQUESTS("Requests", Figures::perSecond) {
        @Override
        Reading of(VersionReading version, Interval interval) {
            return ratio(version.requests(), new Reading.Value(interval.length().toMillis() / 1000.0));
        }
    };

    private final String title;
    private final DoubleFunction<String> wording;

    Signal(String title, DoubleFunction<String> wording) {
        this.title = title;
        this.wording = wording;
    }

    /** The signal of one version in one interval; missing where it cannot be told. */
    abstract Reading of(VersionReading version, Interval interval);

    String title() {
        return title;
    }

    DoubleFunction<String> wording() {
        return wording;
    }

    private static Reading quantile(VersionReading version, double share) {
        return version.latency().map(histogram -> histogram.quantileMillis(share))
                .orElseGet(() -> new Reading.NoData("no histogram"));
    }

    private static Reading less(Reading share) {
        return share instanceof Reading.Value value ? new Reading.Value(1 - value.number()) : share;
    }

    private static Reading ratio(Reading part, Reading whole) {
        if (part instanceof Reading.Value counted && whole instanceof Reading.Value total) {
            return Reading.of(counted.number() / total.number(), "the share of " + total.number() + " requests");
        }
        return part.isPresent() ? whole : part;
    }

    private static Reading missing(VersionReading version) {
        return version.requests().isPresent() ? version.errors() : version.requests();
    }
}
