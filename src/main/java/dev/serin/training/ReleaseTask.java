package dev.serin.training;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.serin.canary.Sha256;
import dev.serin.policy.ModelAction;
import dev.serin.policy.ObservationEncoder;
import dev.serin.simulation.environment.Environment;
import dev.serin.simulation.environment.GuardedRelease;
import dev.serin.simulation.environment.RewardSettings;
import dev.serin.simulation.environment.RolloutEnvironment;
import dev.serin.simulation.environment.ScenarioSet;
import dev.serin.simulation.environment.Sizing;
import dev.serin.training.benchmark.Contest;
import dev.serin.training.benchmark.ModelReport;
import dev.serin.training.ppo.Evaluation;
import dev.serin.training.ppo.Network;

/** The task that Serin's policy learns: canary releases. */
final class ReleaseTask {

    /** Far from the seeds of training, of tuning and of benchmarks. */
    private static final long FIRST_VALIDATION_SEED = 1L << 42;

    private final ScenarioSet training;
    private final ScenarioSet validation;
    private final RewardSettings rewards;
    private final int episodes;
    private final boolean symmetric;

    private ReleaseTask(ScenarioSet training, ScenarioSet validation, RewardSettings rewards, int episodes,
            boolean symmetric) {
        this.training = training;
        this.validation = validation;
        this.rewards = rewards;
        this.episodes = episodes;
        this.symmetric = symmetric;
    }

    /** @param contest in which the finished model plays for its report */
    static Task of(ScenarioSet training, ScenarioSet validation, TrainArguments arguments, Contest contest) {
        ReleaseTask task = new ReleaseTask(training, validation, arguments.rewards(), arguments.validation(),
                arguments.symmetric());
        ModelReport report = new ModelReport(contest, validation, FIRST_VALIDATION_SEED, arguments.report());
        return new Task(task::environment, task::score, task.configuration(),
                task.metadata(), report::of);
    }

    private Environment environment() {
        Environment releases = new RolloutEnvironment(training::draw, rewards);
        return symmetric ? new WithoutPrivileged(releases) : releases;
    }

    private String configuration() {
        return "scenarios " + Sha256.hex((training + "\n" + validation).getBytes(StandardCharsets.UTF_8)) + ", "
                + rewards + (symmetric ? ", symmetric critic" : "");
    }

    private Score score(Network network) {
        RolloutEnvironment environment = new RolloutEnvironment(validation::draw, rewards);
        Tally tally = new Tally();
        Evaluation evaluation = Evaluation.of(step -> network.greedy(step.observation(), step.mask()), environment,
                FIRST_VALIDATION_SEED, episodes, () -> tally.add(environment.release()));
        return new Score(evaluation, tally.figures());
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("serin.observation.version", String.valueOf(ObservationEncoder.VERSION));
        metadata.put("serin.features", ObservationEncoder.names());
        metadata.put("serin.actions", ModelAction.words());
        metadata.put("serin.feature-ranges", ObservationEncoder.features().stream()
                .map(feature -> plain(feature.min()) + ":" + plain(feature.max())).collect(Collectors.joining(",")));
        metadata.put("serin.trained-ranges", "interval-seconds=" + intervals() + ",requests-per-second=" + traffic());
        return metadata;
    }

    private static String intervals() {
        Comparator<Duration> byLength = Comparator.naturalOrder();
        Duration shortest = Sizing.RECOMMENDED.stream().map(Sizing::interval).min(byLength).orElseThrow();
        Duration longest = Sizing.RECOMMENDED.stream().map(Sizing::interval).max(byLength).orElseThrow();
        return shortest.toSeconds() + ".." + longest.toSeconds();
    }

    private String traffic() {
        double least = training.traffic().stream().mapToDouble(kind -> kind.requestsPerSecond().from()).min().orElseThrow();
        double most = training.traffic().stream().mapToDouble(kind -> kind.requestsPerSecond().to()).max().orElseThrow();
        return plain(least) + ".." + plain(most);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%.0f", number) : Double.toString(number);
    }

    /** Counts how releases ended. */
    private static final class Tally {

        private int good;
        private int promoted;
        private double minutes;
        private int bad;
        private int caught;
        private double harm;

        private void add(GuardedRelease release) {
            boolean wasPromoted = release.end() == GuardedRelease.End.PROMOTED;
            if (release.service().truth().bad()) {
                bad++;
                caught += wasPromoted ? 0 : 1;
                harm += release.harm().total();
            } else {
                good++;
                promoted += wasPromoted ? 1 : 0;
                minutes += wasPromoted ? release.lengthToFull().toSeconds() / 60.0 : 0;
            }
        }

        private Map<String, Double> figures() {
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("good promoted, %", 100.0 * promoted / good);
            figures.put("bad caught, %", 100.0 * caught / bad);
            figures.put("harm before the decision, full-traffic-seconds", harm / bad);
            figures.put("minutes to full traffic, mean", minutes / promoted);
            return figures;
        }
    }
}
