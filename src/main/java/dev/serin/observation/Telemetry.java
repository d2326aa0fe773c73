package dev.serin.observation;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryState;
import dev.serin.observation.PrometheusConfig.SignalScope;

/**
 * Reads intervals for a whole fleet. Canaries that share provider and interval share a slot, and a slot is asked about
 * once: the number of queries grows with the signals, not with the canaries. A canary that the slot's questions did not
 * name, because it is new, makes them be asked once more with it.
 */
@ApplicationScoped
public class Telemetry {

    private static final int SLOTS_MAX = 32;

    private final PrometheusConfig config;
    private final QueryTemplates templates;
    private final PrometheusClient prometheus;
    private final Questions questions;
    private final Clock clock;
    private final Map<Slot, Batch> batches = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Slot, Batch> eldest) {
            return size() > SLOTS_MAX;
        }
    };

    public Telemetry(PrometheusConfig config, QueryTemplates templates, PrometheusClient prometheus, Clock clock) {
        this.config = config;
        this.templates = templates;
        this.prometheus = prometheus;
        this.questions = new Questions(config, templates);
        this.clock = clock;
    }

    /**
     * The newest interval of a canary.
     *
     * @param fleet all known canaries; those with a release under way are asked about in the same questions
     * @return what could not be read inside the budget is a missing reading
     */
    Interval read(CanaryState canary, List<CanaryState> fleet, Budget budget) {
        return read(slot(canary), canary, fleet, budget);
    }

    /** The same for an earlier interval, by its end on the grid. */
    Interval readEarlier(Instant end, CanaryState canary, List<CanaryState> fleet, Budget budget) {
        return read(slot(canary).endingAt(end), canary, fleet, budget);
    }

    private Interval read(Slot slot, CanaryState canary, List<CanaryState> fleet, Budget budget) {
        Optional<QueryTemplate> template = templates.find(slot.provider());
        if (template.isEmpty()) {
            return missing(canary,
                    "no query template for provider " + slot.provider() + ": configure one under serin.prometheus");
        }
        Subject subject = Subject.of(canary, template.get().namedBy());
        Batch batch = batch(slot, template.get(), subject, fleet, budget);
        return await(batch.readings().get(subject), budget).map(readings -> readings.interval(subject))
                .orElseGet(() -> missing(canary, "Prometheus did not answer inside the call's time"));
    }

    /** The newest interval with nothing in it, for one reason. */
    Interval missing(CanaryState canary, String reason) {
        Slot slot = slot(canary);
        Map<String, Reading> signals = new HashMap<>();
        config.signals().forEach((name, signal) -> {
            boolean two = signal.scope() == SignalScope.VERSION;
            (two ? List.of(name + ".canary", name + ".primary") : List.of(name))
                    .forEach(key -> signals.put(key, new Reading.NoData(reason)));
        });
        return new Interval(slot.end(), slot.length(), VersionReading.missing(reason), VersionReading.missing(reason), signals);
    }

    private Slot slot(CanaryState canary) {
        return Slot.newest(provider(canary), canary.interval(), config.delay(), clock.instant());
    }

    private String provider(CanaryState canary) {
        String provider = canary.workload().provider();
        return provider.isEmpty() ? config.defaultProvider() : provider;
    }

    /** Callers of one slot find the same batch, whether its answers are there or still on their way. */
    private synchronized Batch batch(Slot slot, QueryTemplate template, Subject subject, List<CanaryState> fleet,
            Budget budget) {
        Optional<Batch> known = Optional.ofNullable(batches.get(slot));
        if (known.filter(batch -> batch.covers(subject) && isUsable(batch)).isPresent()) {
            return known.get();
        }
        SortedSet<Subject> subjects = new TreeSet<>(Subject.ORDER);
        known.ifPresent(batch -> subjects.addAll(batch.subjects()));
        fleet.stream().filter(other -> shares(slot, other)).forEach(o -> subjects.add(Subject.of(o, template.namedBy())));
        subjects.add(subject);
        Batch asked = ask(slot, template, List.copyOf(subjects), budget);
        batches.put(slot, asked);
        return asked;
    }

    private boolean isUsable(Batch batch) {
        return batch.isGood() || clock.instant().isBefore(batch.asked().plus(config.retryAfter()));
    }

    private boolean shares(Slot slot, CanaryState other) {
        return !other.phase().isIdle() && provider(other).equals(slot.provider()) && other.interval().equals(slot.length());
    }

    private Batch ask(Slot slot, QueryTemplate template, List<Subject> subjects, Budget budget) {
        Map<Subject, CompletableFuture<SlotReadings>> readings = new HashMap<>();
        for (int from = 0; from < subjects.size(); from += config.namesPerQueryMax()) {
            List<Subject> named = subjects.subList(from, Math.min(subjects.size(), from + config.namesPerQueryMax()));
            CompletableFuture<SlotReadings> answers = ask(slot, template, questions.about(named, template, slot.length()),
                    budget);
            named.forEach(subject -> readings.put(subject, answers));
        }
        return new Batch(clock.instant(), readings);
    }

    private CompletableFuture<SlotReadings> ask(Slot slot, QueryTemplate template, Map<String, String> queries, Budget budget) {
        Map<String, CompletableFuture<Answer>> answers = new LinkedHashMap<>();
        queries.forEach((question, query) -> answers.put(question,
                prometheus.ask(query, slot.end(), budget.upTo(config.timeout()))));
        return CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new)).thenApply(done -> {
            Map<String, Answer> arrived = new HashMap<>();
            answers.forEach((question, answer) -> arrived.put(question, answer.join()));
            return new SlotReadings(slot, template, config, arrived);
        });
    }

    private static <T> Optional<T> await(CompletableFuture<T> answer, Budget budget) {
        try {
            return Optional.of(answer.get(budget.remaining().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Reading answers failed", e);
        }
    }
}
