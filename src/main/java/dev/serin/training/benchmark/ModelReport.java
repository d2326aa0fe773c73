package dev.serin.training.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.serin.simulation.environment.ScenarioFile;
import dev.serin.simulation.environment.ScenarioSet;
import dev.serin.training.report.Section;

/**
 * What a newly trained model can do, for the report of its training: at several cautions beside the other rules, and on each
 * class, on few releases. Whether it is better than a rule is the benchmark's to say.
 */
public final class ModelReport {

    private static final String VALIDATION = "validation";
    private static final int CLASSES = 5;

    private final Contest contest;
    private final List<BenchmarkSet> sets;

    /**
     * @param validation good and bad releases; each class of the shipped benchmark is played as well
     * @param firstSeed of each set; neither learnt from nor the benchmark's
     * @param episodes of the validation set; each class gets a fifth
     */
    public ModelReport(Contest contest, ScenarioSet validation, long firstSeed, int episodes) {
        this.contest = contest;
        this.sets = new ArrayList<>(List.of(new BenchmarkSet(VALIDATION, firstSeed, episodes, validation::draw)));
        ScenarioFile.shipped("benchmark").forEach((name, scenarios) -> {
            if (ModelSections.isClass(name)) {
                sets.add(new BenchmarkSet(name, firstSeed, Math.max(1, episodes / CLASSES), scenarios::draw));
            }
        });
    }

    /** Plays the releases; the same sections each time. */
    public List<Section> of(byte[] model) {
        List<Contestant> all = new ArrayList<>(Contestants.of(Optional.of(model)));
        List<Contestant> ours = List.of(all.get(0));
        all.addAll(Contestants.atCautions(model));
        ModelSections played = new ModelSections(VALIDATION,
                contest.play(sets, set -> set.name().equals(VALIDATION) ? all : ours));
        List<Section> sections = new ArrayList<>(played.front("Validation releases",
                "Not learnt from; the best of the networks was chosen by these and more. " + ModelSections.READING));
        sections.addAll(List.of(played.classesUnder(ours.get(0).name()), played.calibration(),
                ExampleEpisodes.section(ours.get(0), sets)));
        return sections;
    }
}
