package dev.serin.training;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import dev.serin.canary.InvalidField;
import dev.serin.canary.Sha256;
import dev.serin.training.ppo.Hyperparameters;
import dev.serin.training.ppo.Network;
import dev.serin.training.ppo.Ppo;
import dev.serin.training.ppo.Update;

/** Trains one network, with a checkpoint on disk now and then and at the end. */
final class SeedTraining {

    private static final int UPDATES_PER_CHECKPOINT = 20;

    private final long seed;
    private final Ppo ppo;
    private final Path file;
    private final String fingerprint;
    private final List<Update> curve = new ArrayList<>();

    /** @param directory that exists; the checkpoint's name has the seed in it */
    SeedTraining(Task task, Hyperparameters hyperparameters, long seed, Path directory) {
        this.seed = seed;
        this.ppo = new Ppo(task.environments(), hyperparameters, seed);
        this.file = directory.resolve("checkpoint-" + seed + ".bin");
        this.fingerprint = Sha256.hex((task.configuration() + hyperparameters + task.metadata() + seed).getBytes(
                StandardCharsets.UTF_8));
    }

    long seed() {
        return seed;
    }

    Network network() {
        return ppo.network();
    }

    boolean isDone() {
        return ppo.isDone();
    }

    long steps() {
        return ppo.steps();
    }

    List<Update> curve() {
        return List.copyOf(curve);
    }

    /** Trains to the end, or until the present update ends after {@code stop} said so. */
    void run(BooleanSupplier stop, Consumer<Update> told) throws IOException {
        while (!ppo.isDone() && !stop.getAsBoolean()) {
            Update update = ppo.update();
            curve.add(update);
            told.accept(update);
            if (curve.size() % UPDATES_PER_CHECKPOINT == 0) {
                write();
            }
        }
        write();
    }

    /** In one step: whatever happens meanwhile, the old file is there or the new one. */
    private void write() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
            out.writeUTF(fingerprint);
            out.writeInt(curve.size());
            for (Update update : curve) {
                update.write(out);
            }
            ppo.write(out);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Goes to where the checkpoint is, if there is one.
     *
     * @throws InvalidField when it cannot be read, or is of a training that was set up otherwise
     */
    void resume() {
        if (!Files.exists(file)) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (!in.readUTF().equals(fingerprint)) {
                throw new InvalidField("--resume",
                        "does not fit: " + file + " is of other hyperparameters, scenarios or features",
                        "start without it, or with the same settings");
            }
            for (int left = in.readInt(); left > 0; left--) {
                curve.add(Update.read(in));
            }
            ppo.read(in);
        } catch (IOException unreadable) {
            throw new InvalidField("--resume", "cannot read " + file, "start without it");
        }
    }
}
