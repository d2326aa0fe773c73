package dev.serin.events;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.hibernate.validator.constraints.time.DurationMin;

import dev.serin.secret.SignedCallerConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What Flux may tell Serin, how long it may take to apply a commit, and where it is told of one. */
@ConfigMapping(prefix = "serin.flux")
public interface FluxConfig extends SignedCallerConfig {

    /** A commit that is not live after this long is shown, and counted in {@code serin_commits_overdue}. */
    @WithDefault("2m")
    @DurationMin(seconds = 1)
    Duration appliedWithin();

    /** The time between two looks whether commits are live, while some are not. */
    @WithDefault("5s")
    @DurationMin(seconds = 1)
    Duration look();

    Receiver receiver();

    /** Flux's Receiver, of type {@code generic-hmac} or {@code generic}: called after each push. */
    interface Receiver {

        /** The address of notification-controller's {@code webhook-receiver}, without {@code /hook}. */
        Optional<URI> url();

        /** The Receiver's name. */
        @WithDefault("serin")
        String name();

        /** The Receiver's namespace. */
        @WithDefault("flux-system")
        String namespace();

        /** A file with the {@code token} of its Secret; with a line for each of two while it is replaced. */
        Optional<Path> tokenFile();

        /** The longest wait for its answer. */
        @WithDefault("5s")
        @DurationMin(millis = 10)
        Duration timeout();
    }
}
