package dev.serin.events;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.reactive.messaging.Incoming;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.serin.canary.Action;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.rollout.DecisionMade;
import dev.serin.rollout.DecisionStream;
import dev.serin.secret.Secrets;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** One message for each decision that matters, to a chat; never twice for the same one. */
@ApplicationScoped
class Chat {

    private static final String SHIPPED = "chat.txt";
    private static final int WAITING_MAX = 64;

    private final ChatConfig config;
    private final Secrets addresses;
    private final HttpPost post;
    private final Template template;
    private final Tally tally;
    private final Allowance allowance;
    private final Newest<String, Boolean> told = new Newest<>();
    private final Newest<CanaryRef, Boolean> fallbacks = new Newest<>();
    private final Courier courier = new Courier("serin-chat", WAITING_MAX);
    private long leftOut;

    Chat(ChatConfig config, Engine engine, HttpPost post, MeterRegistry registry, Clock clock) {
        this.config = config;
        this.addresses = new Secrets(config.url().stream().toList(), config.urlFile(), "serin.chat.url-file");
        this.post = post;
        this.template = config.template().map(file -> read(file, engine)).orElseGet(() -> engine.getTemplate(SHIPPED));
        this.tally = new Tally("chat", registry);
        this.allowance = new Allowance(config.perMinute(), clock);
    }

    private static Template read(Path file, Engine engine) {
        try {
            Template template = engine.parse(Files.readString(file));
            template.data(ChatMessage.example()).render();
            return template;
        } catch (IOException unreadable) {
            throw new InvalidField("serin.chat.template", "cannot be read (" + unreadable.getClass().getSimpleName() + ")",
                    "name a readable file with a Qute template");
        } catch (TemplateException broken) {
            throw new InvalidField("serin.chat.template", "cannot be used (" + oneLine(broken) + ")",
                    "mend the file; docs/events.md lists what it may name");
        }
    }

    private static String oneLine(TemplateException broken) {
        return String.valueOf(broken.getMessage()).replaceAll("\\s+", " ").strip();
    }

    /** A template that cannot be used stops the start. */
    void prepare(@Observes StartupEvent start) {
        template.getId();
    }

    @Incoming(DecisionStream.CHANNEL)
    void decided(DecisionMade made) {
        if (!addresses.areMissing() && matters(made) && !courier.take(() -> tell(made))) {
            tally.lost("too many wait");
        }
    }

    private boolean matters(DecisionMade made) {
        Set<ChatConfig.Topic> about = config.about();
        boolean fallsBack = fallsBack(made) && about.contains(ChatConfig.Topic.FALLBACK);
        return fallsBack || isDone(made) && (about.contains(topic(made.ruling().decision().action()))
                || made.ruling().order().isPresent() && about.contains(ChatConfig.Topic.ORDER));
    }

    /** Only the first time in a row. What was decided before an outage does not tell who decides now. */
    private boolean fallsBack(DecisionMade made) {
        if (made.belated()) {
            return false;
        }
        Ruling ruling = made.ruling();
        boolean now = ChatMessage.fallback(ruling).isPresent();
        boolean before = fallbacks.replace(ruling.canary(), now).orElse(false);
        return now && !before;
    }

    /** A rollback acts by the hook even where Git cannot have it yet. */
    private static boolean isDone(DecisionMade made) {
        return made.change() instanceof Change.Committed
                || made.change() instanceof Change.Failed && made.ruling().decision().action() == Action.ROLLBACK;
    }

    private static ChatConfig.Topic topic(Action action) {
        return switch (action) {
            case HOLD -> ChatConfig.Topic.ORDER;
            case ADVANCE -> ChatConfig.Topic.ADVANCE;
            case PROMOTE -> ChatConfig.Topic.PROMOTE;
            case PROMOTE_NOW -> ChatConfig.Topic.PROMOTE_NOW;
            case ROLLBACK -> ChatConfig.Topic.ROLLBACK;
            case RESET -> ChatConfig.Topic.RESET;
        };
    }

    private void tell(DecisionMade made) {
        if (told.replace(made.ruling().id(), true).isPresent()) {
            return;
        }
        if (!allowance.take()) {
            leftOut++;
            return;
        }
        try {
            String text = template.data(Map.copyOf(ChatMessage.of(made, config.pageUrl(), leftOut))).render();
            leftOut = 0;
            send(JsonNodeFactory.instance.objectNode().put("text", text.strip()).toString());
        } catch (TemplateException broken) {
            tally.lost("its template cannot be used (" + oneLine(broken) + ")");
        }
    }

    private void send(String message) {
        try {
            int status = post.send(address(), Map.of("Content-Type", "application/json"),
                    message.getBytes(StandardCharsets.UTF_8), config.timeout());
            if (status >= 200 && status < 300) {
                tally.sent();
            } else {
                tally.lost("it answered " + status);
            }
        } catch (IOException failed) {
            tally.lost(failed.getMessage());
        }
    }

    /** The address is a secret: what is wrong with it is all that may be said. */
    private URI address() throws IOException {
        Optional<String> address = addresses.now().stream().findFirst();
        try {
            return URI.create(address.orElseThrow(() -> new IOException("its address is not known")));
        } catch (IllegalArgumentException invalid) {
            throw new IOException("its address is not valid");
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        courier.close();
    }
}
