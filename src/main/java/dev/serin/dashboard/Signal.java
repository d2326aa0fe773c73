package dev.serin.dashboard;

import java.util.function.Function;

import dev.serin.observation.Interval;
import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;

/** What the page compares between canary and primary. */
enum Signal {
    ERRORS("Error ratio", Figures::percent) {
        @Override
        Reading of(VersionReading version, Interval interval) {
            return version.isCounted() ? ratio(version.errors(), version.requests()) : missing(version);
        }
    },
    LATENCY("Latency p99", Figures::millis) {
        @Override
        Reading of(VersionReading version, Interval interval) {
            return version.latency().map(histogram -> histogram.quantileMillis(0.99))
                    .orElseGet(() -> new Reading.NoData("no histogram"));
        }
    },
    REQUESTS("Requests", Figures::perSecond) {
        @Override
        Reading of(VersionReading version, Interval interval) {
            return ratio(version.requests(), new Reading.Value(interval.length().toMillis() / 1000.0));
        }
    };

    private final String title;
    private final Function<Double, String> wording;

    Signal(String title, Function<Double, String> wording) {
        this.title = title;
        this.wording = wording;
    }

    /** The signal of one version in one interval; missing where it cannot be told. */
    abstract Reading of(VersionReading version, Interval interval);

    String title() {
        return title;
    }

    /** The number with its unit, or that it is missing. */
    String words(Reading reading) {
        return reading instanceof Reading.Value value ? wording.apply(value.number()) : "no data";
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
