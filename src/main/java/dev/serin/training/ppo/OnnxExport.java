package dev.serin.training.ppo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.google.protobuf.ByteString;

import ai.onnx.proto.OnnxMl;

/**
 * Writes an actor as an ONNX model, opset 17, for batches of any size. The same network and metadata give the same bytes.
 *
 * <pre>
 * input   observation    float [batch, features]
 * input   mask           float [batch, actions], 1 where allowed, else 0
 * output  probabilities  float [batch, actions]: softmax of the masked logits
 * output  logits         float [batch, actions]: masked by adding (mask - 1) 1e9. For whoever wants to shift preferences
 *                        without training again, or to explain them; needs a softmax afterwards
 * </pre>
 */
public final class OnnxExport {

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int FLOAT = OnnxMl.TensorProto.DataType.FLOAT_VALUE;
    private static final float FORBIDDEN = 1e9f;

    private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder().setName("policy");

    private OnnxExport() {
    }

    /** @param metadata written in the map's order */
    public static byte[] bytes(Network actor, Map<String, String> metadata) {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("serin")
                .setGraph(new OnnxExport().graph(actor))
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPSET));
        metadata.forEach((key, value) -> model
                .addMetadataProps(OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }

    private OnnxMl.GraphProto graph(Network actor) {
        int actions = actor.widths().get(actor.widths().size() - 1);
        graph.addInput(tensor("observation", actor.widths().get(0))).addInput(tensor("mask", actions));
        graph.addOutput(tensor("probabilities", actions)).addOutput(tensor("logits", actions));
        addMask(addLayers(actor.layers()));
        return graph.build();
    }

    /** @return the name of what the last layer gives */
    private String addLayers(List<Layer> layers) {
        String from = "observation";
        for (int n = 1; n <= layers.size(); n++) {
            Layer layer = layers.get(n - 1);
            addConstant("weights" + n, inputsFirst(layer), layer.inputs(), layer.outputs());
            addConstant("biases" + n, layer.biases(), layer.outputs());
            addNode("Gemm", "layer" + n, from, "weights" + n, "biases" + n);
            from = "layer" + n;
            if (n < layers.size()) {
                addNode("Relu", "hidden" + n, from);
                from = "hidden" + n;
            }
        }
        return from;
    }

    private void addMask(String preferences) {
        addConstant("one", new float[] { 1 }, 1);
        addConstant("forbidden", new float[] { FORBIDDEN }, 1);
        addNode("Sub", "maskLessOne", "mask", "one");
        addNode("Mul", "penalties", "maskLessOne", "forbidden");
        addNode("Add", "logits", preferences, "penalties");
        addNode("Softmax", "probabilities", "logits");
    }

    private static float[] inputsFirst(Layer layer) {
        float[] all = new float[layer.inputs() * layer.outputs()];
        for (int k = 0; k < all.length; k++) {
            all[k] = layer.weights()[k % layer.outputs()][k / layer.outputs()];
        }
        return all;
    }

    private void addNode(String operator, String output, String... inputs) {
        graph.addNode(OnnxMl.NodeProto.newBuilder().setName(output).setOpType(operator).addAllInput(List.of(inputs))
                .addOutput(output));
    }

    private void addConstant(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        OnnxMl.TensorProto.Builder tensor = OnnxMl.TensorProto.newBuilder().setName(name).setDataType(FLOAT)
                .setRawData(ByteString.copyFrom(raw));
        Arrays.stream(shape).forEach(tensor::addDims);
        graph.addInitializer(tensor);
    }

    private static OnnxMl.ValueInfoProto tensor(String name, int width) {
        OnnxMl.TensorShapeProto shape = OnnxMl.TensorShapeProto.newBuilder()
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("batch"))
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(width)).build();
        OnnxMl.TypeProto.Tensor floats = OnnxMl.TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(shape).build();
        return OnnxMl.ValueInfoProto.newBuilder().setName(name)
                .setType(OnnxMl.TypeProto.newBuilder().setTensorType(floats)).build();
    }
}
