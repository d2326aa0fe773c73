package dev.serin.observation;

import java.util.List;
import java.util.Map;

/** What Prometheus made of a query: samples, or the reason why there are none to rely on. */
sealed interface PrometheusAnswer {

    /** One element of an instant vector. @param number NaN and infinities as Prometheus gave them */
    record Sample(Map<String, String> labels, double number) {
    }

    /** A complete answer. An empty one means that nobody reports such a series. */
    record Samples(List<Sample> samples) implements PrometheusAnswer {
    }

    /** No answer, or one that is not complete. */
    record Fault(String reason) implements PrometheusAnswer {
    }
}
