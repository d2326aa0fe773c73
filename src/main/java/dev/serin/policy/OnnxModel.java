package dev.serin.policy;

import java.util.Map;
import java.util.Set;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;

/**
 * A model that ONNX Runtime has loaded and that fits this version of Serin; docs/onnx-contract.md is the contract in full. It
 * must have
 * <ul>
 * <li>the inputs {@code observation}, float [batch, number of features], and {@code mask}, float [batch, number of
 * actions], 1 where an action is permitted and 0 where not;
 * <li>the output {@code probabilities}, float [batch, number of actions]; other outputs are not computed;
 * <li>the metadata {@code serin.observation.version}, {@code serin.features} and {@code serin.actions}, as {@link
 * ObservationEncoder} and {@link ModelAction} have them.
 * </ul>
 * It may have the metadata that {@link TrainedRanges} reads. A batch of any size or of exactly 1 will do. One thread: a
 * network of this size takes less time than handing it to others. May be used by many callers at once.
 */
final class OnnxModel implements AutoCloseable {

    private static final String FIELD = "serin.policy.model";
    private static final String OBSERVATION = "observation";
    private static final String MASK = "mask";
    private static final String PROBABILITIES = "probabilities";

    private final OrtEnvironment environment;
    private final OrtSession session;

    private final Map<String, String> metadata;
    private final TrainedRanges ranges;
    private final boolean oneByOne;

    private OnnxModel(OrtEnvironment environment, OrtSession session) throws OrtException {
        this.environment = environment;
        this.session = session;
        this.metadata = Map.copyOf(session.getMetadata().getCustomMetadata());
        requireMetadata(metadata);
        requireInputs(session.getInputNames());
        requireOutput(session.getOutputNames());
        int actions = ModelAction.values().length;
        TensorInfo observations = shape(OBSERVATION, session.getInputInfo(), ObservationEncoder.features().size());
        TensorInfo masks = shape(MASK, session.getInputInfo(), actions);
        shape(PROBABILITIES, session.getOutputInfo(), actions);
        this.ranges = TrainedRanges.of(metadata);
        this.oneByOne = observations.getShape()[0] == 1 || masks.getShape()[0] == 1;
    }

    /**
     * @param bytes the whole file
     * @throws InvalidField naming the first thing that does not fit, and what to do
     * @throws Outage when ONNX Runtime has no library for this machine
     */
    static OnnxModel load(byte[] bytes) {
        OrtEnvironment environment = environment();
        OrtSession session = open(environment, bytes);
        try {
            return new OnnxModel(environment, session);
        } catch (InvalidField doesNotFit) {
            close(session);
            throw doesNotFit;
        } catch (OrtException unreadable) {
            close(session);
            throw new InvalidField(FIELD, "does not describe itself",
                    "export it again; ONNX Runtime says " + unreadable.getCode());
        }
    }

    private static OrtEnvironment environment() {
        try {
            return OrtEnvironment.getEnvironment();
        } catch (LinkageError noLibrary) {
            throw new Outage("ONNX Runtime cannot be loaded on this machine: it needs glibc on x86-64 or aarch64", noLibrary);
        }
    }

    private static OrtSession open(OrtEnvironment environment, byte[] bytes) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return environment.createSession(bytes, options);
        } catch (OrtException unreadable) {
            throw new InvalidField(FIELD, "is not a model that ONNX Runtime can read",
                    "use the .onnx file as the training wrote it (" + unreadable.getCode() + ")");
        }
    }

    private static void requireMetadata(Map<String, String> metadata) {
        requireEntry(metadata, "serin.observation.version", String.valueOf(ObservationEncoder.VERSION));
        requireEntry(metadata, "serin.features", ObservationEncoder.names());
        requireEntry(metadata, "serin.actions", ModelAction.words());
    }

    private static void requireEntry(Map<String, String> metadata, String key, String expected) {
        if (!expected.equals(metadata.get(key))) {
            String problem = metadata.containsKey(key) ? "has another " + key + " than this version of Serin"
                    : "lacks the metadata " + key;
            throw new InvalidField(FIELD, problem, "train it again with this version of Serin, which expects " + expected);
        }
    }

    private static void requireInputs(Set<String> found) {
        if (!found.equals(Set.of(OBSERVATION, MASK))) {
            throw new InvalidField(FIELD, "has other inputs than expected", "name them mask and observation");
        }
    }

    private static void requireOutput(Set<String> found) {
        if (!found.contains(PROBABILITIES)) {
            throw new InvalidField(FIELD, "has no output probabilities", "name the output of its softmax so");
        }
    }

    private static TensorInfo shape(String name, Map<String, NodeInfo> nodes, int width) {
        if (nodes.get(name).getInfo() instanceof TensorInfo tensor && fits(tensor, width)) {
            return tensor;
        }
        throw new InvalidField(FIELD, "has " + name + " in another shape or type than expected",
                "make it float [batch, " + width + "]");
    }

    private static boolean fits(TensorInfo tensor, int width) {
        long[] shape = tensor.getShape();
        return tensor.type == OnnxJavaType.FLOAT && shape.length == 2 && (shape[0] == -1 || shape[0] == 1) && shape[1] == width;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    TrainedRanges ranges() {
        return ranges;
    }

    /**
     * @param observations one a row
     * @param masks as many: 1 where permitted, else 0
     * @return one number for each action, a row for each observation
     * @throws Outage when ONNX Runtime fails
     */
    float[][] probabilities(float[][] observations, float[][] masks) {
        if (!oneByOne) {
            return run(observations, masks);
        }
        float[][] answers = new float[observations.length][];
        for (int row = 0; row < answers.length; row++) {
            answers[row] = run(new float[][] { observations[row] }, new float[][] { masks[row] })[0];
        }
        return answers;
    }

    private float[][] run(float[][] observations, float[][] masks) {
        try (OnnxTensor seen = OnnxTensor.createTensor(environment, observations);
                OnnxTensor permitted = OnnxTensor.createTensor(environment, masks);
                OrtSession.Result result = session.run(Map.of(OBSERVATION, seen, MASK, permitted), Set.of(PROBABILITIES))) {
            return (float[][]) result.get(0).getValue();
        } catch (OrtException failed) {
            throw new Outage("The model could not be run by ONNX Runtime", failed);
        }
    }

    @Override
    public void close() {
        close(session);
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException failed) {
            throw new IllegalStateException("ONNX Runtime could not release the model", failed);
        }
    }
}
