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
 * A model that ONNX Runtime has loaded and that fits this version of Serin. It must have
 * <ul>
 * <li>the inputs {@code observation}, float [batch, number of features], and {@code mask}, float [batch, number of
 * actions], 1 where an action is permitted and 0 where not;
 * <li>the output {@code probabilities}, float [batch, number of actions];
 * <li>the metadata {@code serin.observation.version}, {@code serin.features} and {@code serin.actions}, as {@link
 * ObservationEncoder} and {@link ModelAction} have them.
 * </ul>
 * One thread: a network of this size takes less time than handing it to others. May be used by many callers at once.
 */
final class OnnxModel implements AutoCloseable {

    private static final String FIELD = "serin.policy.model";
    private static final String OBSERVATION = "observation";
    private static final String MASK = "mask";
    private static final String PROBABILITIES = "probabilities";

    private final OrtEnvironment environment;
    private final OrtSession session;

    private OnnxModel(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    /**
     * @param bytes the whole file
     * @throws InvalidField naming the first thing that does not fit, and what to do
     */
    static OnnxModel load(byte[] bytes) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OnnxModel model = new OnnxModel(environment, open(environment, bytes));
        try {
            model.requireFit();
            return model;
        } catch (InvalidField doesNotFit) {
            model.close();
            throw doesNotFit;
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

    private void requireFit() {
        try {
            requireMetadata(session.getMetadata().getCustomMetadata());
            requireNames("inputs", session.getInputNames(), Set.of(OBSERVATION, MASK));
            requireNames("outputs", session.getOutputNames(), Set.of(PROBABILITIES));
            requireShape(OBSERVATION, session.getInputInfo().get(OBSERVATION), ObservationEncoder.features().size());
            requireShape(MASK, session.getInputInfo().get(MASK), ModelAction.values().length);
            requireShape(PROBABILITIES, session.getOutputInfo().get(PROBABILITIES), ModelAction.values().length);
        } catch (OrtException unreadable) {
            throw new InvalidField(FIELD, "does not describe itself", "train it again with this version of Serin");
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

    private static void requireNames(String which, Set<String> found, Set<String> expected) {
        if (!found.equals(expected)) {
            throw new InvalidField(FIELD, "has other " + which + " than expected",
                    "name them " + String.join(" and ", expected.stream().sorted().toList()));
        }
    }

    private static void requireShape(String name, NodeInfo node, int width) {
        boolean fits = node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT
                && tensor.getShape().length == 2 && (tensor.getShape()[0] == -1 || tensor.getShape()[0] == 1)
                && tensor.getShape()[1] == width;
        if (!fits) {
            throw new InvalidField(FIELD, "has " + name + " in another shape or type than expected",
                    "make it float [batch, " + width + "]");
        }
    }

    /**
     * @param mask 1 where permitted, else 0
     * @return one number for each action
     * @throws Outage when ONNX Runtime fails
     */
    float[] probabilities(float[] observation, float[] mask) {
        try (OnnxTensor seen = OnnxTensor.createTensor(environment, new float[][] { observation });
                OnnxTensor permitted = OnnxTensor.createTensor(environment, new float[][] { mask });
                OrtSession.Result result = session.run(Map.of(OBSERVATION, seen, MASK, permitted))) {
            return ((float[][]) result.get(0).getValue())[0];
        } catch (OrtException failed) {
            throw new Outage("The model could not be run by ONNX Runtime", failed);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failed) {
            throw new IllegalStateException("ONNX Runtime could not release the model", failed);
        }
    }
}
