package dev.serin.policy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import com.google.protobuf.ByteString;

import ai.onnx.proto.OnnxMl;

/**
 * A model as PyTorch's exporter writes the policy of Stable-Baselines3's MaskablePPO that docs/onnx-contract.md wraps: its
 * nodes in their order, its tanh layers of 64, its transposed weights, and the logits as a second output. The weights are
 * random.
 */
final class StableBaselinesFile {

    private static final int FLOAT = 1;
    private static final int HIDDEN = 64;

    private final int features = ObservationEncoder.features().size();
    private final int actions = ModelAction.values().length;
    private final SplittableRandom random = new SplittableRandom(11);
    private final float[][] first = matrix(HIDDEN, features);
    private final float[][] second = matrix(HIDDEN, HIDDEN);
    private final float[][] last = matrix(actions, HIDDEN);

    private float[][] matrix(int rows, int columns) {
        float[][] matrix = new float[rows][columns];
        for (float[] row : matrix) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) (random.nextDouble() - 0.5) / 2;
            }
        }
        return matrix;
    }

    /** What the network answers when nothing is forbidden, computed without ONNX Runtime. */
    double[] probabilities(float[] observation) {
        double[] logits = times(last, tanh(times(second, tanh(times(first, doubles(observation))))));
        double sum = Arrays.stream(logits).map(Math::exp).sum();
        return Arrays.stream(logits).map(logit -> Math.exp(logit) / sum).toArray();
    }

    private static double[] doubles(float[] numbers) {
        double[] doubles = new double[numbers.length];
        Arrays.setAll(doubles, i -> numbers[i]);
        return doubles;
    }

    private static double[] tanh(double[] numbers) {
        return Arrays.stream(numbers).map(Math::tanh).toArray();
    }

    private static double[] times(float[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        for (int row = 0; row < product.length; row++) {
            for (int i = 0; i < vector.length; i++) {
                product[row] += matrix[row][i] * vector[i];
            }
        }
        return product;
    }

    byte[] bytes() {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder().setIrVersion(8).setProducerName("pytorch")
                .setGraph(graph()).addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17));
        metadata(model, "serin.observation.version", String.valueOf(ObservationEncoder.VERSION));
        metadata(model, "serin.features", ObservationEncoder.names());
        metadata(model, "serin.actions", ModelAction.words());
        return model.build().toByteArray();
    }

    private static void metadata(OnnxMl.ModelProto.Builder model, String key, String value) {
        model.addMetadataProps(OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value));
    }

    private OnnxMl.GraphProto graph() {
        return OnnxMl.GraphProto.newBuilder().setName("main_graph").addInput(tensor("observation", features))
                .addInput(tensor("mask", actions)).addOutput(tensor("probabilities", actions))
                .addOutput(tensor("logits", actions)).addInitializer(constant("policy_net.0.weight", first))
                .addInitializer(constant("policy_net.2.weight", second)).addInitializer(constant("action_net.weight", last))
                .addInitializer(scalar("one", 1)).addInitializer(scalar("huge", 1e9f))
                .addNode(node("Cast", "cast", "observation").addAttribute(attribute("to", FLOAT)))
                .addNode(node("Flatten", "flat", "cast").addAttribute(attribute("axis", 1)))
                .addNode(gemm("h1", "flat", "policy_net.0.weight")).addNode(node("Tanh", "t1", "h1"))
                .addNode(gemm("h2", "t1", "policy_net.2.weight")).addNode(node("Tanh", "t2", "h2"))
                .addNode(gemm("free", "t2", "action_net.weight")).addNode(node("Sub", "less", "mask", "one"))
                .addNode(node("Mul", "forbidden", "less", "huge")).addNode(node("Add", "logits", "free", "forbidden"))
                .addNode(node("Softmax", "probabilities", "logits").addAttribute(attribute("axis", -1))).build();
    }

    private static OnnxMl.NodeProto.Builder gemm(String output, String input, String weight) {
        return node("Gemm", output, input, weight).addAttribute(attribute("transB", 1));
    }

    private static OnnxMl.NodeProto.Builder node(String operator, String output, String... inputs) {
        return OnnxMl.NodeProto.newBuilder().setOpType(operator).addAllInput(List.of(inputs)).addOutput(output);
    }

    private static OnnxMl.AttributeProto attribute(String name, int value) {
        return OnnxMl.AttributeProto.newBuilder().setName(name).setType(OnnxMl.AttributeProto.AttributeType.INT).setI(value)
                .build();
    }

    private static OnnxMl.TensorProto scalar(String name, float value) {
        return constant(name, new float[][] { { value } }).toBuilder().clearDims().build();
    }

    private static OnnxMl.TensorProto constant(String name, float[][] rows) {
        ByteBuffer raw = ByteBuffer.allocate(4 * rows.length * rows[0].length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(rows).forEach(row -> {
            for (float number : row) {
                raw.putFloat(number);
            }
        });
        return OnnxMl.TensorProto.newBuilder().setName(name).setDataType(FLOAT).addDims(rows.length).addDims(rows[0].length)
                .setRawData(ByteString.copyFrom(raw.flip())).build();
    }

    private static OnnxMl.ValueInfoProto tensor(String name, int width) {
        OnnxMl.TensorShapeProto shape = OnnxMl.TensorShapeProto.newBuilder()
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("batch"))
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(width)).build();
        return OnnxMl.ValueInfoProto.newBuilder().setName(name).setType(OnnxMl.TypeProto.newBuilder()
                .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(shape))).build();
    }
}
