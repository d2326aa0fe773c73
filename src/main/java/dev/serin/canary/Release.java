package dev.serin.canary;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One revision on its way out, named by the checksum that Flagger sends: a hash of the pod template and the tracked
 * configuration. Deploying the same template again gives the same checksum, so it names a revision, not a run.
 *
 * @param checksum letters and digits, at most 64; "-" where Flagger gave none
 */
public record Release(@JsonValue String checksum) {

    private static final Pattern SHAPE = Pattern.compile("-|[A-Za-z0-9]{1,64}");

    /** Stands where the revision is not known, or where any revision is meant. */
    public static final Release ANY = new Release("-");

    /** @throws InvalidField when the checksum has another shape */
    @JsonCreator
    public Release {
        if (checksum == null || !SHAPE.matcher(checksum).matches()) {
            throw new InvalidField("checksum", "is not a Flagger checksum", "send letters and digits, at most 64");
        }
    }

    /** Whether an approval given for this release also covers the other one. */
    public boolean covers(Release other) {
        return equals(ANY) || equals(other);
    }

    @Override
    public String toString() {
        return checksum;
    }
}
