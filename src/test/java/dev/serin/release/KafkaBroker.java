package dev.serin.release;

import java.nio.file.Path;

import kafka.Kafka;
import kafka.tools.StorageTool;

/** The main class of a broker's process: formats its folder and runs it. */
public final class KafkaBroker {

    private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qk";

    private KafkaBroker() {
    }

    /** @param arguments the file with the broker's properties */
    public static void main(String[] arguments) {
        String properties = Path.of(arguments[0]).toString();
        int formatted = StorageTool.execute(new String[] { "format", "-t", CLUSTER, "-c", properties }, System.out);
        if (formatted != 0) {
            throw new IllegalStateException("The folder could not be formatted");
        }
        Kafka.main(new String[] { properties });
    }
}
