package dev.serin.gitops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Release;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Weight;

/**
 * One Canary in a text of one or more YAML documents. Reading gives what the manifest approves. Editing changes
 * the path and the stamps and nothing else: comments, quotes, anchors, indentation, line ends and the other
 * documents stay byte for byte, and the result is parsed again and compared before anyone gets it.
 */
public final class CanaryManifest {

    private static final String API_GROUP = "flagger.app/";
    private static final StepWeights SAMPLE_PATH = StepWeights.holdingAt(new Weight(1));
    private static final DecisionStamp SAMPLE_STAMP = new DecisionStamp(Action.RESET, Weight.ZERO, new Weight(1), Release.ANY,
            "000000000000");

    private final YamlText yaml;
    private final int document;
    private final YamlMap root;

    private CanaryManifest(YamlText yaml, int document, YamlMap root) {
        this.yaml = yaml;
        this.document = document;
        this.root = root;
    }

    /**
     * All Canaries of a text, in its order.
     *
     * @throws InvalidField when the text is not YAML that can be read
     */
    public static List<CanaryManifest> allIn(String text) {
        YamlText yaml = new YamlText(text);
        return IntStream.range(0, yaml.documents().size()).boxed()
                .flatMap(i -> YamlMap.of(yaml.documents().get(i)).map(root -> new CanaryManifest(yaml, i, root)).stream())
                .filter(CanaryManifest::isCanary).toList();
    }

    private boolean isCanary() {
        return root.scalar("kind").filter("Canary"::equals).isPresent()
                && root.scalar("apiVersion").filter(version -> version.startsWith(API_GROUP)).isPresent();
    }

    /** {@code metadata.name}, or nothing where it is missing. */
    public Optional<String> name() {
        return root.map("metadata").flatMap(metadata -> metadata.scalar("name"));
    }

    /** {@code metadata.namespace}; a kustomization may give one where it is missing. */
    public Optional<String> namespace() {
        return root.map("metadata").flatMap(metadata -> metadata.scalar("namespace"));
    }

    /** The text that this Canary stands in. */
    String text() {
        return yaml.text();
    }

    boolean isFor(CanaryRef canary) {
        return name().filter(canary.name()::equals).isPresent()
                && namespace().filter(other -> !other.equals(canary.namespace())).isEmpty();
    }

    /** What this manifest allows. @param commit where it was read */
    public Approval approval(String commit) {
        try {
            YamlMap analysis = analysis();
            Optional<String> problem = foreign(analysis);
            return problem.isPresent() ? new Approval.Foreign(problem.get(), ordered(analysis), commit)
                    : new Approval.Known(new StepWeights(weights(analysis)), newestStamp(analysis), commit);
        } catch (InvalidField unreadable) {
            return new Approval.Unknown(unreadable.getMessage());
        }
    }

    /** Whether Flagger promotes without asking, by a switch that is not Serin's. */
    boolean skipsAnalysisByItself() {
        return root.map("spec").filter(SkipAnalysisEdit::isOn).isPresent()
                && newestStamp(analysis()).filter(stamp -> stamp.action() == Action.PROMOTE_NOW).isEmpty();
    }

    /**
     * The whole text with this stamp in all of Serin's hooks, and with this path where one is given.
     *
     * @throws InvalidField when that cannot be done without changing something else
     */
    public String edited(Optional<StepWeights> path, DecisionStamp stamp) {
        YamlMap analysis = analysis();
        List<SerinHook> hooks = SerinHook.in(analysis);
        if (hooks.isEmpty()) {
            throw new InvalidField("spec.analysis.webhooks", "do not call Serin", "add Serin's hooks");
        }
        SkipAnalysisEdit skip = new SkipAnalysisEdit(yaml, root.map("spec").orElseThrow(), newestStamp(analysis), stamp);
        List<Splice> splices = new ArrayList<>(
                path.map(weights -> new StepWeightsEdit(yaml, analysis, weights).splices()).orElse(List.of()));
        splices.addAll(new StampEdit(yaml, hooks, stamp).splices());
        splices.addAll(skip.splices());
        String text = yaml.spliced(splices);
        List<String> obsolete = path.isPresent() ? StepWeightsEdit.obsoleteKeys(analysis) : List.of();
        new EditCheck(yaml, document, obsolete, hooks, skip).verify(text, path, stamp);
        return text;
    }

    /** The whole text with this path, and this stamp in all of Serin's hooks. */
    public String edited(StepWeights path, DecisionStamp stamp) {
        return edited(Optional.of(path), stamp);
    }

    /** Why a path and a stamp cannot be written into this manifest; empty when they can. */
    Optional<InvalidField> uneditable() {
        try {
            edited(SAMPLE_PATH, SAMPLE_STAMP);
            return Optional.empty();
        } catch (InvalidField unfit) {
            return Optional.of(unfit);
        }
    }

    private YamlMap analysis() {
        YamlMap analysis = root.map("spec").flatMap(spec -> spec.map("analysis")).orElseThrow(() -> new InvalidField(
                "spec.analysis", "is missing", "write the analysis there; canaryAnalysis is Flagger's old word for it"));
        refuse(analysis.has("iterations"), "iterations", "makes this a blue/green or A/B release");
        refuse(!analysis.items("match").isEmpty(), "match", "makes this an A/B release");
        return analysis;
    }

    private static void refuse(boolean present, String key, String problem) {
        if (present) {
            throw new InvalidField("spec.analysis." + key, problem, "Serin steers weighted canaries");
        }
    }

    private static Optional<String> foreign(YamlMap analysis) {
        return Stream.of(
                Optional.of("spec.analysis has stepWeight instead of a path").filter(p -> analysis.has(StepWeightsEdit.STEP)),
                Optional.of("spec.analysis has no stepWeights").filter(p -> !analysis.has(StepWeightsEdit.KEY)),
                Optional.of("spec.analysis.stepWeights is not a path: rising whole numbers from 1 to 99")
                        .filter(p -> !StepWeights.isPath(weights(analysis))),
                Optional.of("no hook of this Canary calls Serin").filter(p -> SerinHook.in(analysis).isEmpty()))
                .flatMap(Optional::stream).findFirst();
    }

    /** Nothing at all where one entry is not a small whole number. */
    private static List<Integer> weights(YamlMap analysis) {
        List<Node> entries = analysis.items(StepWeightsEdit.KEY);
        boolean whole = entries.stream().allMatch(CanaryManifest::isWholeNumber);
        return whole ? entries.stream().map(entry -> Integer.valueOf(((ScalarNode) entry).getValue())).toList() : List.of();
    }

    private static boolean isWholeNumber(Node entry) {
        return entry instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)
                && scalar.getValue().matches("0|[1-9][0-9]{0,3}");
    }

    private static Optional<DecisionStamp> ordered(YamlMap analysis) {
        return newestStamp(analysis).filter(stamp -> stamp.by().isPresent());
    }

    private static Optional<DecisionStamp> newestStamp(YamlMap analysis) {
        return SerinHook.in(analysis).stream().flatMap(hook -> hook.stamp().stream()).findFirst();
    }
}
