package dev.serin.rollout;

import java.nio.file.Path;
import java.time.Clock;

import org.eclipse.jgit.util.FS;

import dev.serin.canary.Approval;
import dev.serin.canary.Phase;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Weight;
import dev.serin.gitops.JGitManifestRepository;
import dev.serin.observation.Observation;
import dev.serin.observation.Observations;
import dev.serin.observation.Observer;
import dev.serin.policy.Proposal;

/**
 * A process that takes one release after the other from 5 to 20 to 45 %, each step a decision, until it is killed. The canary
 * is always where Git lets it be.
 */
public final class KilledSpine {

    private static final int LAST = 45;

    private KilledSpine() {
    }

    public static void main(String[] args) {
        // JGit measures the file system for seconds before its first fetch: a process that lives so short does not wait for it.
        FS.FileStoreAttributes.setBackground(true);
        Fleet fleet = new Fleet(Path.of(args[0]));
        JGitManifestRepository manifests = fleet.manifests();
        RolloutService rollouts = Spine.of(Spine.wanting(KilledSpine::nextStep), Spine.AMPLE,
                Spine.showing(Scene.ADVANCE.canary()), observer(), manifests, fleet.journal());
        while (true) {
            System.out.println(rollouts.handle(Spine.heartbeat()).getClass().getSimpleName());
        }
    }

    static Observer observer() {
        return (trigger, canary, approval, budget) -> look(approval);
    }

    private static Observation look(Approval approval) {
        Observations seen = Observations.progressing().approval(approval).time(Clock.systemUTC().instant());
        int ceiling = approval instanceof Approval.Known known ? known.path().ceiling().percent() : LAST;
        return ceiling == LAST ? seen.phase(Phase.SUCCEEDED).at(0).build() : seen.at(ceiling).build();
    }

    private static Proposal nextStep(Observation seen) {
        StepWeights path = ((Approval.Known) seen.approval()).path();
        return Proposal.advance(new Weight(path.ceiling().percent() == 5 ? 20 : LAST), "no worse than the primary");
    }
}
