package dev.serin.observation;

import java.util.List;
import java.util.Map;

/** What Prometheus said to one instant query. */
public sealed interface Answer {

    /** A whole answer; no samples means that no such series exists, which is not 0. */
    record Samples(List<Sample> samples) implements Answer {

        public Samples {
            samples = List.copyOf(samples);
        }
    }

    /**
     * No answer that can be used: none in time, a refusal, a partial one, or one of another kind.
     *
     * @param reason completes the sentence "Prometheus ..."; never holds credentials or addresses
     */
    record Fault(String reason) implements Answer {
    }

    /** @param value whatever Prometheus computed: NaN and infinities included */
    record Sample(Map<String, String> labels, double value) {

        public Sample {
            labels = Map.copyOf(labels);
        }

        String label(String name) {
            return labels.getOrDefault(name, "");
        }
    }
}
