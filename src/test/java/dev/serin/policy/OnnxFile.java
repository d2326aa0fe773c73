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
 * Writes small models: {@code probabilities = softmax(observation x 0 + bias + (mask - 1) strength)}, so the bias
 * alone decides. Each part can be made not to fit.
 */
final class OnnxFile {

    String observation = "observation";
    String mask = "mask";
    String probabilities = "probabilities";
    int features = ObservationEncoder.features().size();
    int actions = ModelAction.values().length;
    float maskStrength = 1e9f;
    final Map<String, String> metadata = new HashMap<>(Map.of("serin.observation.version",
            String.valueOf(ObservationEncoder.VERSION), "serin.features", ObservationEncoder.names(), "serin.actions",
            ModelAction.words()));
    private final float[] bias;

    /** A model that prefers the actions with the greater bias, in the order of {@link ModelAction}. */
    OnnxFile(float... bias) {
        this.bias = bias;
    }

    byte[] bytes() {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder().setIrVersion(8).setGraph(graph());
        model.addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17));
        metadata.forEach((key, value) -> model
                .addMetadataProps(OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }

    private OnnxMl.GraphProto graph() {
        return OnnxMl.GraphProto.newBuilder().setName("policy").addInput(tensor(observation, features))
                .addInput(tensor(mask, actions)).addOutput(tensor(probabilities, actions))
                .addInitializer(constant("weights", new float[features * actions], features, actions))
                .addInitializer(constant("bias", Arrays.copyOf(bias, actions), actions))
                .addInitializer(constant("one", new float[] { 1 }, 1))
                .addInitializer(constant("huge", new float[] { maskStrength }, 1))
                .addNode(node("Gemm", "logits", observation, "weights", "bias")).addNode(node("Sub", "less", mask, "one"))
                .addNode(node("Mul", "forbidden", "less", "huge")).addNode(node("Add", "allowed", "logits", "forbidden"))
                .addNode(node("Softmax", probabilities, "allowed")).build();
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

    private static OnnxMl.ValueInfoProto tensor(String name, int width) {
        OnnxMl.TensorShapeProto shape = OnnxMl.TensorShapeProto.newBuilder()
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("batch"))
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(width)).build();
        OnnxMl.TypeProto type = OnnxMl.TypeProto.newBuilder()
                .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder().setElemType(1).setShape(shape)).build();
        return OnnxMl.ValueInfoProto.newBuilder().setName(name).setType(type).build();
    }
}
