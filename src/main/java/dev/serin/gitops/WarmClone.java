package dev.serin.gitops;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TrackingRefUpdate;
import org.eclipse.jgit.transport.Transport;

import dev.serin.canary.Outage;
import io.quarkus.logging.Log;

/**
 * A bare clone that starts with one commit and takes in what is new. It is kept over a restart, and made anew when it cannot be
 * used or has grown. Fetching and pushing are for one thread; reading objects is for any.
 */
final class WarmClone implements AutoCloseable {

    static final String TRACKING = "refs/remotes/origin/serin";

    /** How a push ended. */
    enum Outcome {
        ACCEPTED,
        OVERTAKEN,
        REFUSED
    }

    /** @param message what the server said to a refusal, in one clean line */
    record Pushed(Outcome outcome, String message) {
    }

    private final GitAccess access;
    private final CloneDirectory directory;
    private final String branch;
    private final int maximumChanges;
    private volatile Repository repository;
    private int changes;

    /** @param maximumChanges fetched or pushed, after which the clone is made anew */
    WarmClone(GitAccess access, CloneDirectory directory, String branch, int maximumChanges) {
        this.access = access;
        this.directory = directory;
        this.branch = Constants.R_HEADS + branch;
        this.maximumChanges = maximumChanges;
    }

    /** Open after the first fetch. */
    Repository repository() {
        return repository;
    }

    /**
     * Takes in what is new.
     *
     * @return the head of the branch
     * @throws Outage when the Git host cannot be reached or has no such branch
     */
    ObjectId fetch(Duration timeout) {
        try {
            open();
            return fetchOnce(timeout, 1);
        } catch (IOException | RuntimeException failure) {
            if (repository == null || CloneDirectory.isHealthy(repository, TRACKING)) {
                throw failure instanceof Outage outage ? outage : access.outage("fetched", failure);
            }
            Log.warnf("The clone is damaged and is made anew: %s", access.clean(String.valueOf(failure.getMessage())));
            return fetchAnew(timeout, 1);
        }
    }

    /**
     * Takes in as many commits back from the head. The clone is made anew: JGit cannot deepen one that holds more than a few
     * dozen commits of its own, it stumbles over the server's "unshallow".
     */
    ObjectId deepen(Duration timeout, int depth) {
        return fetchAnew(timeout, depth);
    }

    private ObjectId fetchAnew(Duration timeout, int depth) {
        try {
            discard();
            open();
            return fetchOnce(timeout, depth);
        } catch (IOException failure) {
            throw access.outage("cloned", failure);
        }
    }

    private void open() throws IOException {
        if (repository != null && changes >= maximumChanges) {
            discard();
        }
        if (repository == null) {
            repository = directory.open(access.url());
            changes = CloneDirectory.packs(repository);
        }
    }

    private ObjectId fetchOnce(Duration timeout, int depth) throws IOException {
        try (Transport transport = access.open(repository, timeout)) {
            transport.setTagOpt(TagOpt.NO_TAGS);
            if (repository.exactRef(TRACKING) == null) {
                transport.setDepth(depth);
            }
            FetchResult result = transport.fetch(NullProgressMonitor.INSTANCE,
                    List.of(new RefSpec("+" + branch + ":" + TRACKING)));
            TrackingRefUpdate update = result.getTrackingRefUpdate(TRACKING);
            if (update != null) {
                requireUpdated(update.getResult());
            }
            return result.getAdvertisedRef(branch).getObjectId();
        }
    }

    private void requireUpdated(RefUpdate.Result result) throws IOException {
        switch (result) {
            case NEW, FAST_FORWARD, FORCED -> changes++;
            case NO_CHANGE -> {
            }
            default -> throw new IOException("the clone's own reference could not be moved: " + result);
        }
    }

    /**
     * Moves the branch from one commit to the next; never anything but forward.
     *
     * @throws Outage when it is not known how the push ended: it may have arrived
     */
    Pushed push(ObjectId commit, ObjectId from, Duration timeout) {
        try (Transport transport = access.open(repository, timeout)) {
            RemoteRefUpdate update = new RemoteRefUpdate(repository, "serin", commit, branch, false, TRACKING, from);
            transport.push(NullProgressMonitor.INSTANCE, List.of(update));
            changes++;
            return outcome(update);
        } catch (IOException | RuntimeException failure) {
            throw access.outage("pushed", failure);
        }
    }

    /**
     * Opens a push and leaves it at that: hosts check the right to push when one begins.
     *
     * @throws Outage when there is no such right, or nobody to ask
     */
    void requireWriteAccess(Duration timeout) {
        try (Transport transport = access.open(repository, timeout); PushConnection opened = transport.openPush()) {
            Log.debugf("%s would accept a push", opened.getPeerUserAgent());
        } catch (IOException | RuntimeException failure) {
            throw access.outage("opened for a push", failure);
        }
    }

    private Pushed outcome(RemoteRefUpdate update) {
        String message = access.clean(String.valueOf(update.getMessage()));
        return switch (update.getStatus()) {
            case OK, UP_TO_DATE -> new Pushed(Outcome.ACCEPTED, "");
            case REJECTED_REMOTE_CHANGED, REJECTED_NONFASTFORWARD -> new Pushed(Outcome.OVERTAKEN, message);
            default -> new Pushed(isHeld(message) ? Outcome.OVERTAKEN : Outcome.REFUSED, message);
        };
    }

    /** Somebody else is pushing to the branch at this moment, as git and JGit say it. */
    private static boolean isHeld(String message) {
        return message.contains("failed to lock") || message.contains("cannot lock ref");
    }

    /** Throws the clone away; the next fetch makes a new one. */
    void discard() {
        close();
        directory.delete();
    }

    @Override
    public void close() {
        if (repository != null) {
            repository.close();
            repository = null;
        }
    }
}
