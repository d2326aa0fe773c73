package dev.serin.check;

import static dev.serin.check.Finding.error;
import static dev.serin.check.Finding.unknown;
import static dev.serin.check.Finding.warning;

import java.util.Optional;
import java.util.stream.Stream;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;
import dev.serin.gitops.BranchInspection;

/** What may be wrong in the repository, or with Serin's right to write there. */
record GitRules(BranchInspection branch) {

    private static final String GIT = "git";

    /** @param kind and target as in {@code spec.targetRef} */
    Stream<Finding> findings(CanaryRef canary, String kind, String target, Budget budget) {
        try {
            BranchInspection.Inspected found = branch.inspect(canary, kind, target, budget);
            return Stream.of(uneditable(found), replicas(kind, found), writeAccess(budget))
                    .flatMap(Optional::stream);
        } catch (InvalidField notFound) {
            return Stream.concat(Stream.of(error(notFound)), writeAccess(budget).stream());
        } catch (Outage outage) {
            return Stream.of(unknown(GIT, outage, "see serin.git.url, .branch and .secret-directory"));
        }
    }

    private static Optional<Finding> uneditable(BranchInspection.Inspected found) {
        return found.uneditable().map(Finding::error)
                .map(finding -> error(finding.field(), "in " + found.path() + " " + finding.problem(), finding.remedy()));
    }

    private static Optional<Finding> replicas(String kind, BranchInspection.Inspected found) {
        return found.replicas().isEmpty() ? Optional.empty()
                : Optional.of(warning("spec.replicas",
                        "of the " + kind + " stands in Git, in " + String.join(", ", found.replicas())
                                + ": Flux scales the idle canary up each time that Flagger has scaled it down",
                        "remove the field, and let a HorizontalPodAutoscaler say how many"));
    }

    /** Git was just read, so what fails here is the right to write. */
    private Optional<Finding> writeAccess(Budget budget) {
        try {
            branch.requireWriteAccess(budget);
            return Optional.empty();
        } catch (Outage refused) {
            return Optional.of(error(GIT, "can be read but not written. " + refused.getMessage(),
                    "give the credentials in serin.git.secret-directory write access to the branch"));
        }
    }
}
