package dev.serin.policy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.protobuf.ByteString;

import ai.onnx.proto.OnnxMl;

/**
 * Writes small models: {@code probabilities = softmax(observation x weights + bias + (mask - 1) strength)}. Unless told
 * otherwise the weights are 0, so the bias alone decides. Each part can be made not to fit.
 */
public final class OnnxFile {

    String observation = "observation";
    String mask = "mask";
    String probabilities = "probabilities";
    int features = ObservationEncoder.features().size();
    int actions = ModelAction.values().length;
    float maskStrength = 1e9f;
    String lastOperator = "Softmax";
    int batch;
    final Map<String, String> metadata = new HashMap<>(Map.of("serin.observation.version",
            String.valueOf(ObservationEncoder.VERSION), "serin.features", ObservationEncoder.names(), "serin.actions",
            ModelAction.words()));
    private final float[] bias;
    private final Map<String, float[]> weights = new HashMap<>();

    /** A model that prefers the actions with the greater bias, in the order of {@link ModelAction}. */
    public OnnxFile(float... bias) {
        this.bias = bias;
    }

    /** How a feature moves an action's logit. */
    public OnnxFile weight(String feature, ModelAction action, double weight) {
        weights.computeIfAbsent(feature, any -> new float[ModelAction.values().length])[action.ordinal()] = (float) weight;
        return this;
    }

    public OnnxFile metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    private float[] weights() {
        float[] matrix = new float[features * actions];
        List<String> names = ObservationEncoder.features().stream().map(ObservationEncoder.Feature::name).toList();
        weights.forEach((feature, row) -> System.arraycopy(row, 0, matrix, names.indexOf(feature) * actions, actions));
        return matrix;
    }

    public byte[] bytes() {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder().setIrVersion(8).setGraph(graph());
        model.addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17));
        metadata.forEach((key, value) -> model
                .addMetadataProps(OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }

    private OnnxMl.GraphProto graph() {
        return OnnxMl.GraphProto.newBuilder().setName("policy").addInput(tensor(observation, features))
                .addInput(tensor(mask, actions)).addOutput(tensor(probabilities, actions))
                .addInitializer(constant("weights", weights(), features, actions))
                .addInitializer(constant("bias", Arrays.copyOf(bias, actions), actions))
                .addInitializer(constant("one", new float[] { 1 }, 1))
                .addInitializer(constant("huge", new float[] { maskStrength }, 1))
                .addNode(node("Gemm", "logits", observation, "weights", "bias")).addNode(node("Sub", "less", mask, "one"))
                .addNode(node("Mul", "forbidden", "less", "huge")).addNode(node("Add", "allowed", "logits", "forbidden"))
                .addNode(node(lastOperator, probabilities, "allowed")).build();
    }

    private static OnnxMl.NodeProto node(String operator, String output, String... inputs) {
        return OnnxMl.NodeProto.newBuilder().setOpType(operator).addAllInput(List.of(inputs)).addOutput(output).build();
    }

    private static OnnxMl.TensorProto constant(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        OnnxMl.TensorProto.Builder tensor = OnnxMl.TensorProto.newBuilder().setName(name).setDataType(1)
                .setRawData(ByteString.copyFrom(raw));
        Arrays.stream(shape).forEach(tensor::addDims);
        return tensor.build();
    }

    private OnnxMl.ValueInfoProto tensor(String name, int width) {
        OnnxMl.TensorShapeProto.Dimension rows = batch == 0
                ? OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("batch").build()
                : OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(batch).build();
        OnnxMl.TensorShapeProto shape = OnnxMl.TensorShapeProto.newBuilder().addDim(rows)
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(width)).build();
        OnnxMl.TypeProto type = OnnxMl.TypeProto.newBuilder()
                .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder().setElemType(1).setShape(shape)).build();
        return OnnxMl.ValueInfoProto.newBuilder().setName(name).setType(type).build();
    }
}
