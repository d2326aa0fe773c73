package dev.serin.check;

import static dev.serin.check.Finding.error;
import static dev.serin.check.Finding.unknown;
import static dev.serin.check.Finding.warning;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;
import dev.serin.check.ClusterReader.Kind;

/**
 * Whether Flux brings commits from the branch to the Canary.
 *
 * @param branch that Serin writes to
 */
record FluxRules(ClusterReader cluster, String branch) {

    private static final String FLUX = "flux";
    private static final String OWNER = "kustomize.toolkit.fluxcd.io/";
    private static final Map<String, Set<String>> HANDS_OFF = Map.of(OWNER + "reconcile", Set.of("disabled"), OWNER + "ssa",
            Set.of("IfNotPresent", "Ignore"));

    Stream<Finding> findings(Fields canary, Budget budget) {
        return Stream.concat(handsOff(canary), applied(canary, budget));
    }

    private static Stream<Finding> handsOff(Fields canary) {
        return HANDS_OFF.entrySet().stream()
                .filter(entry -> entry.getValue().contains(canary.annotations().getOrDefault(entry.getKey(), "")))
                .map(entry -> error("metadata.annotations",
                        "has " + entry.getKey() + ": Flux does not apply what changes in Git",
                        "remove that annotation"));
    }

    private Stream<Finding> applied(Fields canary, Budget budget) {
        try {
            Optional<CanaryRef> owner = owner(canary);
            return owner.isEmpty()
                    ? Stream.of(warning(FLUX, "did not apply this Canary, or its labels are gone",
                            "let a Kustomization apply it:"
                                    + " without one, what Serin commits reaches nobody"))
                    : cluster.find(Kind.KUSTOMIZATION, owner.get(), budget)
                            .map(kustomization -> ofKustomization(owner.get(), kustomization, budget))
                            .orElseGet(() -> Stream.of(error(FLUX, "has no Kustomization " + owner.get()
                                    + " any more, which the Canary's labels name",
                                    "create it, or let another one apply the Canary")));
        } catch (Outage outage) {
            return Stream.of(unknown(FLUX, outage, "apply k8s/base/rbac.yaml, whose ClusterRole reads Flux's resources"));
        }
    }

    private static Optional<CanaryRef> owner(Fields canary) {
        try {
            return canary.label(OWNER + "name")
                    .map(name -> new CanaryRef(canary.label(OWNER + "namespace").orElse("flux-system"), name));
        } catch (InvalidField notFlux) {
            return Optional.empty();
        }
    }

    private Stream<Finding> ofKustomization(CanaryRef ref, Fields kustomization, Budget budget) {
        return Stream.of(suspended("Kustomization", ref, kustomization), failing(ref, kustomization),
                source(ref, kustomization).flatMap(source -> ofSource(source, budget))).flatMap(Optional::stream);
    }

    private static Optional<Finding> suspended(String kind, CanaryRef ref, Fields resource) {
        return resource.isTrue("spec", "suspend")
                ? Optional.of(error(FLUX, "is suspended at " + kind + " " + ref + ": commits are not applied",
                        "flux resume " + (kind.equals("Kustomization") ? "kustomization " : "source git ") + ref.name() + " -n "
                                + ref.namespace()))
                : Optional.empty();
    }

    private static Optional<Finding> failing(CanaryRef ref, Fields kustomization) {
        return kustomization.maps("status", "conditions")
                .filter(condition -> "Ready".equals(condition.get("type")) && "False".equals(condition.get("status")))
                .findFirst()
                .map(condition -> error(FLUX, "cannot apply Kustomization " + ref + ", reason " + condition.get("reason"),
                        "flux get kustomization " + ref.name() + " -n " + ref.namespace()));
    }

    /** Only a GitRepository has a branch; anything else is not asked about. */
    private static Optional<CanaryRef> source(CanaryRef ref, Fields kustomization) {
        return kustomization.text("spec", "sourceRef", "kind").filter("GitRepository"::equals)
                .flatMap(kind -> kustomization.text("spec", "sourceRef", "name"))
                .map(name -> new CanaryRef(kustomization.text("spec", "sourceRef", "namespace").orElse(ref.namespace()), name));
    }

    private Optional<Finding> ofSource(CanaryRef ref, Budget budget) {
        return cluster.find(Kind.GIT_REPOSITORY, ref, budget)
                .flatMap(source -> suspended("GitRepository", ref, source).or(() -> otherBranch(ref, source)));
    }

    /** A source that is pinned to a tag, a commit or a range has no branch to compare. */
    private Optional<Finding> otherBranch(CanaryRef ref, Fields source) {
        return source.text("spec", "ref", "branch").filter(other -> !other.equals(branch))
                .map(other -> error(FLUX,
                        "applies branch " + other + " by GitRepository " + ref + ", and Serin writes to " + branch,
                        "set serin.git.branch to the branch that Flux applies"));
    }
}
