package dev.serin.events;

import static dev.serin.journal.Samples.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.journal.Samples;
import dev.serin.policy.Explanation;
import dev.serin.rollout.DecisionMade;
import io.quarkus.qute.Engine;

/** What the shipped template says. */
class ChatMessageTest {

    private static final Optional<URI> PAGE = Optional.of(URI.create("https://serin.example.org"));

    private static String text(Ruling ruling, Optional<URI> page, long leftOut) throws IOException {
        DecisionMade made = new DecisionMade(Samples.entry(ruling), new Change.Committed("a".repeat(40)), Duration.ZERO,
                Optional.empty(), false);
        return Engine.builder().addDefaults().build().parse(Files.readString(Path.of("src/main/resources/templates/chat.txt")))
                .data(ChatMessage.of(made, page, leftOut)).render().strip();
    }

    @Test
    void aRollbackCannotBeRolledBack() throws IOException {
        assertEquals("""
                *prod/podinfo* rollback 20 % → 0 %
                &lt;http://evil|click&gt; &amp; errors 8.1 %
                <https://serin.example.org/canaries/prod/podinfo|Open>""",
                text(Samples.rollback("3f0c9a1d2b4e", PODINFO, 20, "<http://evil|click> & errors 8.1 %"), PAGE, 0));
    }

    @Test
    void aFallbackSaysWhyAndWhatCanBeDone() throws IOException {
        Explanation fallback = new Explanation(List.of(), Optional.empty(), List.of(), Optional.empty(),
                Optional.of("telemetry of the canary is missing"));
        String link = "https://serin.example.org/canaries/prod/podinfo";
        assertEquals("""
                *prod/podinfo* hold 20 %% → 20 %%
                waits
                The fallback policy decides: telemetry of the canary is missing
                <%1$s|Open> · <%1$s/pause?release=66fd8c7b9b|Pause> · <%1$s/rollback?release=66fd8c7b9b|Roll back>
                3 messages before this one were left out""".formatted(link),
                text(Samples.hold("3f0c9a1d2b4e", PODINFO, 20, "waits").with(fallback), PAGE, 3));
    }

    /** Or a template that is tried with it would be refused for what it may name. */
    @Test
    void theExampleHasEveryField() {
        DecisionMade made = new DecisionMade(Samples.entry(Samples.hold("3f0c9a1d2b4e", PODINFO, 20, "waits")),
                new Change.Unchanged("a hold"), Duration.ZERO, Optional.empty(), false);
        assertEquals(ChatMessage.of(made, PAGE, 0).keySet().stream().sorted().toList(),
                ChatMessage.example().keySet().stream().sorted().toList());
    }

    @Test
    void withoutAPageThereAreNoLinks() throws IOException {
        assertEquals("*prod/podinfo* hold 20 % → 20 %\nwaits",
                text(Samples.hold("3f0c9a1d2b4e", PODINFO, 20, "waits"), Optional.empty(), 0));
    }
}
