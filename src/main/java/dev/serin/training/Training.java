package dev.serin.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.serin.training.ppo.Hyperparameters;
import dev.serin.training.ppo.Network;
import dev.serin.training.ppo.Update;

/** Trains a network for each seed, each in one thread, and finds the best of them and of their mean. */
final class Training {

    private final Task task;
    private final Hyperparameters hyperparameters;
    private final List<SeedTraining> seeds;
    private volatile boolean stopped;

    /** @param directory that exists, for the checkpoints */
    Training(Task task, Hyperparameters hyperparameters, List<Long> seeds, Path directory) {
        this.task = task;
        this.hyperparameters = hyperparameters;
        this.seeds = seeds.stream().map(seed -> new SeedTraining(task, hyperparameters, seed, directory)).toList();
    }

    /**
     * A network, how it came about, and how good it is.
     *
     * @param name its seed, or those whose mean it is
     * @param curve none for a mean
     */
    record Trained(String name, Network network, List<Update> curve, Score score) {
    }

    /** Each seed goes to where its checkpoint is. */
    void resume() {
        seeds.forEach(SeedTraining::resume);
    }

    long stepsMade() {
        return seeds.stream().mapToLong(SeedTraining::steps).sum();
    }

    long stepsInAll() {
        return seeds.size() * hyperparameters.stepsInAll();
    }

    /** Ends each seed's training after its present update, with a checkpoint. From any thread. */
    void stop() {
        stopped = true;
    }

    /**
     * @param threads how many seeds at once
     * @return in the order of the seeds; then, where there are several, their mean
     * @throws CancellationException when the training was stopped before its end
     */
    List<Trained> run(int threads, Listener listener) throws IOException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            inParallel(seeds, executor, seed -> train(seed, listener));
            if (!seeds.stream().allMatch(SeedTraining::isDone)) {
                throw new CancellationException("The training was stopped");
            }
            return inParallel(untried(), executor, this::judge);
        } catch (CompletionException failed) {
            stopped = true;
            if (failed.getCause() instanceof UncheckedIOException disk) {
                throw disk.getCause();
            }
            throw failed;
        } finally {
            executor.shutdown();
        }
    }

    private SeedTraining train(SeedTraining seed, Listener listener) {
        try {
            seed.run(() -> stopped, update -> listener.updated(seed.seed(), update));
            return seed;
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    private List<Untried> untried() {
        List<Untried> all = new ArrayList<>();
        seeds.forEach(seed -> all.add(new Untried("seed " + seed.seed(), seed.network(), seed.curve())));
        if (seeds.size() > 1) {
            all.add(new Untried("mean of seeds " + seeds.stream().map(seed -> String.valueOf(seed.seed()))
                    .collect(Collectors.joining(", ")), Network.mean(seeds.stream().map(SeedTraining::network).toList()),
                    List.of()));
        }
        return all;
    }

    /** A network before it is known how good it is. */
    private record Untried(String name, Network network, List<Update> curve) {
    }

    private Trained judge(Untried untried) {
        return new Trained(untried.name(), untried.network(), untried.curve(), task.validation().apply(untried.network()));
    }

    private static <A, B> List<B> inParallel(List<A> all, ExecutorService executor, Function<A, B> work) {
        List<CompletableFuture<B>> started = all.stream()
                .map(each -> CompletableFuture.supplyAsync(() -> work.apply(each), executor)).toList();
        return started.stream().map(CompletableFuture::join).toList();
    }

    /** The one with the greatest mean reward; the first of several. */
    static Trained best(List<Trained> all) {
        return Collections.max(all, Comparator.comparingDouble(each -> each.score().evaluation().meanReward()));
    }

    /** Hears of each update, from the seed's thread. */
    interface Listener {

        void updated(long seed, Update update);
    }
}
