package dev.serin.check;

import java.io.PrintStream;
import java.util.List;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import io.quarkus.runtime.QuarkusApplication;

/** {@code check NAMESPACE/NAME}: prints what is wrong, one finding a line. */
class CheckCommand implements QuarkusApplication {

    static final int PASSED = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private static final String USAGE = "Usage: check NAMESPACE/NAME   says what is wrong with a Canary's wiring."
            + " Without any words Serin itself starts";

    private final WiringCheck wiring;

    CheckCommand(WiringCheck wiring) {
        this.wiring = wiring;
    }

    @Override
    public int run(String... words) {
        if (words.length != 2 || !words[0].equals("check") || words[1].chars().filter(c -> c == '/').count() != 1) {
            System.err.println(USAGE);
            return MISUSED;
        }
        try {
            return print(wiring.check(new CanaryRef(words[1].split("/", 2)[0], words[1].split("/", 2)[1])), System.out);
        } catch (InvalidField noName) {
            System.err.println(noName.getMessage() + ". " + USAGE);
            return MISUSED;
        }
    }

    private static int print(Report report, PrintStream out) {
        List<Finding> findings = report.findings();
        findings.forEach(out::println);
        out.println(report.canary() + (findings.isEmpty() ? ": nothing is wrong" : ": " + findings.size() + " found"));
        return report.passes() ? PASSED : FAILED;
    }
}
