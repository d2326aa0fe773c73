package dev.serin.decision;

import java.nio.charset.StandardCharsets;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.Order;
import dev.serin.canary.Sha256;
import dev.serin.observation.Observation;

/** Names a ruling by what was decided and on what, so that replicas which see the same give it the same name. */
final class RulingId {

    private static final int LENGTH = 12;

    private RulingId() {
    }

    /** The first twelve hexadecimal digits of a SHA-256. */
    static String of(Observation seen, Decision decision) {
        String newest = seen.approval().newestStamp().map(DecisionStamp::id).orElse("-");
        String basis = String.join(" ", seen.ref().toString(), seen.release().toString(), seen.interval().end().toString(),
                String.valueOf(seen.weight().percent()), decision.action().word(),
                String.valueOf(decision.to().percent()), newest);
        return hash(basis);
    }

    /** The same order is the same decision, however often it arrives and whatever is seen then. */
    static String of(CanaryRef canary, Order order) {
        return hash(String.join(" ", "order", canary.toString(), order.release().toString(), order.key()));
    }

    private static String hash(String basis) {
        return Sha256.hex(basis.getBytes(StandardCharsets.UTF_8)).substring(0, LENGTH);
    }
}
