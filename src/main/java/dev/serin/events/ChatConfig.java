package dev.serin.events;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Messages to a chat that takes Slack's incoming webhooks: Slack, Mattermost, Rocket.Chat and others. */
@ConfigMapping(prefix = "serin.chat")
public interface ChatConfig {

    /** What a message may be about. */
    enum Topic {
        ADVANCE,
        PROMOTE,
        PROMOTE_NOW,
        ROLLBACK,
        RESET,
        /** Whatever a person ordered. */
        ORDER,
        /** From now on the fallback policy decides. */
        FALLBACK
    }

    /** The incoming webhook's address: a secret. */
    Optional<String> url();

    /** A file with it, read again for each message. */
    Optional<Path> urlFile();

    /** Which decisions matter. */
    @WithDefault("promote,promote-now,rollback,order,fallback")
    Set<Topic> about();

    /** Where people find Serin's page, for links; without it there are none. */
    Optional<URI> pageUrl();

    /** A Qute template of one's own in place of the shipped {@code templates/chat.txt}. */
    Optional<Path> template();

    /** More messages than this in a minute are left out; the next one says how many. */
    @WithDefault("20")
    @Min(1)
    @Max(1000)
    int perMinute();

    /** The longest wait for the chat. */
    @WithDefault("5s")
    @DurationMin(millis = 10)
    Duration timeout();
}
