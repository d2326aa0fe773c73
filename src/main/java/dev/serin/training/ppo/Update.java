package dev.serin.training.ppo;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What one update saw and did: a point of the learning curve.
 *
 * @param steps of the environments until now
 * @param episodes that ended in this update
 * @param meanReward their mean sum of rewards, of the sampled policy; NaN when none ended
 * @param meanLength their mean number of steps; NaN when none ended
 * @param entropy of the policy, mean, natural units
 * @param clippedShare of the looks at a step that found the policy already moved as far as it may, 0..1
 * @param divergence of the new policy from the old one, an estimate of Kullback and Leibler's
 * @param valueError the critic's, root of the mean square
 */
public record Update(long steps, int episodes, double meanReward, double meanLength, double entropy, double clippedShare,
        double divergence, double valueError) {

    public void write(DataOutput out) throws IOException {
        out.writeLong(steps);
        out.writeInt(episodes);
        out.writeDouble(meanReward);
        out.writeDouble(meanLength);
        out.writeDouble(entropy);
        out.writeDouble(clippedShare);
        out.writeDouble(divergence);
        out.writeDouble(valueError);
    }

    public static Update read(DataInput in) throws IOException {
        return new Update(in.readLong(), in.readInt(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(),
                in.readDouble(), in.readDouble());
    }
}
