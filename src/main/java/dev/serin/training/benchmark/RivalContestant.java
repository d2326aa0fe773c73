package dev.serin.training.benchmark;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.simulation.environment.Truth;
import dev.serin.training.rivals.Played;
import dev.serin.training.rivals.Playing;
import dev.serin.training.rivals.Rival;

/** A rival, which moves the traffic itself and gets its telemetry without delay. */
record RivalContestant(Rival rival) implements Contestant {

    @Override
    public String name() {
        return rival.name();
    }

    @Override
    public Ending play(Episode episode) {
        Started started = new Started(rival);
        Played played = Playing.play(started, episode.service(), new SplittableRandom(episode.seed()));
        return new Ending(played, started.run.badProbability());
    }

    /** Lets the run be asked at its end. */
    private static final class Started implements Rival {

        private final Rival rival;
        private Run run = (newest, weight) -> {
            throw new IllegalStateException("The release has not started");
        };

        private Started(Rival rival) {
            this.rival = rival;
        }

        @Override
        public String name() {
            return rival.name();
        }

        @Override
        public Duration interval() {
            return rival.interval();
        }

        @Override
        public Run start(ServiceFacts facts, Truth truth, RandomGenerator random) {
            run = rival.start(facts, truth, random);
            return run;
        }
    }
}
