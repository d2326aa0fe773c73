package dev.serin.gitops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Release;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Weight;

class CanaryManifestTest {

    private static final DecisionStamp STAMP = new DecisionStamp(Action.ADVANCE, new Weight(5), new Weight(20),
            new Release("66fd8c7b9b"), "3f0c9a1d2b4e");
    private static final StepWeights PATH = new StepWeights(List.of(5, 20, 20));

    /** Odd indents, tabs in comments, anchors, folded text, an emoji in front of everything, and neighbours that look alike. */
    private static final String NASTY = """
            # 🐤 fleet of the 東京 region\t(tab)
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: podinfo, labels: &labels {team: "ops", 'tier': web}}
            data:
              note: >-
                stepWeights: [1, 2]
                folded   text
            ---
            apiVersion: flagger.app/v1beta1   # the real one 🐤
            kind: Canary
            metadata:
                name:   podinfo
                namespace: "prod"
            spec:
              targetRef: {apiVersion: apps/v1, kind: Deployment, name: podinfo}
              service:
                port:   9898
              analysis:
                 interval: 1m
                 threshold: 5
                 # how far it may go\t<- tab
                 stepWeights: [5,  5]    # 🐤 path
                 metrics:
                 -   name: request-success-rate
                     thresholdRange: {min: 99}
                 webhooks:
                 -   name: "load"
                     type: rollout
                     url: http://loadtester.test/
                     metadata:
                        cmd: 'hey -z 1m http://podinfo-canary/flagger/rollout'
                 -   name: serin-rollback
                     type: rollback
                     url: http://serin.serin-system/flagger/rollback
                     metadata: &serin {decision: "reset 0-5 - 000000000001"}   # Serin's
                 - {name: serin-gate, type: confirm-traffic-increase, url: "http://serin.serin-system/flagger/confirm-traffic-increase/t0ken", metadata: *serin}
            ---
            apiVersion: flagger.app/v1beta1
            kind: Canary
            metadata: {name: podinfo, namespace: staging}
            spec: {analysis: {stepWeights: [5, 5]}}
            """;

    /** A Canary around an analysis. */
    private static String canary(String analysis) {
        return """
                apiVersion: flagger.app/v1beta1
                kind: Canary
                metadata:
                  name: podinfo
                  namespace: prod
                spec:
                  analysis:
                """ + analysis.indent(4);
    }

    private static final String HOOKS = """
            webhooks:
              - name: brake
                type: rollback
                url: http://serin/flagger/rollback # brake
              - name: gate
                type: confirm-promotion
                url: http://serin/flagger/confirm-promotion
            """;

    private static CanaryManifest only(String text) {
        return CanaryManifest.allIn(text).get(0);
    }

    private static String edited(String text) {
        return only(text).edited(PATH, STAMP);
    }

    private static List<String> changes(String text) {
        return LineDiff.between(text, edited(text)).stream().map(String::strip).toList();
    }

    @Test
    void changesTwoLinesOfANastyFile() {
        List<String> changes = LineDiff.between(NASTY, edited(NASTY));
        assertEquals(List.of(
                "-     stepWeights: [5,  5]    # 🐤 path\n",
                "+     stepWeights: [5,  20,  20]    # 🐤 path\n",
                "-         metadata: &serin {decision: \"reset 0-5 - 000000000001\"}   # Serin's\n",
                "+         metadata: &serin {decision: \"advance 5-20 66fd8c7b9b 3f0c9a1d2b4e\"}   # Serin's\n"), changes);
    }

    @Test
    void keepsWindowsLineEnds() {
        String windows = NASTY.replace("\n", "\r\n");
        assertEquals(edited(NASTY).replace("\n", "\r\n"), edited(windows));
        String bare = canary("interval: 1m\nstepWeights:\n- 5\n- 5\n" + HOOKS).replace("\n", "\r\n");
        assertEquals(edited(bare.replace("\r\n", "\n")).replace("\n", "\r\n"), edited(bare));
    }

    @Test
    void readsBackWhatItWrote() {
        assertEquals(new Approval.Known(PATH, Optional.of(STAMP), "c0"), only(edited(NASTY)).approval("c0"));
    }

    @Test
    void keepsAByteOrderMark() {
        String marked = "\uFEFF" + canary("stepWeights: [5, 5]\n" + HOOKS);
        assertEquals("\uFEFF" + edited(marked.substring(1)), edited(marked));
    }

    @Test
    void editsAListInBlockStyleEntryByEntry() {
        String text = canary("stepWeights:   # the path\n  -   5   # first\n  -   5   # hold\n  # end\n" + HOOKS);
        List<String> changes = changes(text);
        assertEquals(List.of("-       -   5   # hold", "+       -   20   # hold", "+       -   20"),
                changes.subList(0, 3).stream().map(line -> line.replaceFirst("^([-+]) *", "$1       ")).toList());
        assertTrue(edited(text).contains("  -   5   # first\n      -   20   # hold\n      -   20\n      # end\n"));
    }

    @Test
    void shortensAList() {
        String flow = canary("stepWeights: [5, 20, 45, 45] # c\n" + HOOKS);
        assertTrue(edited(flow).contains("stepWeights: [5, 20, 20] # c\n"));
        String block = canary("stepWeights:\n- 5\n- 20\n- 45\n- 45 # hold\n" + HOOKS);
        assertTrue(edited(block).contains("- 5\n    - 20\n    - 20\n    webhooks"));
    }

    @Test
    void keepsAFlowListThatSpansLines() {
        String text = canary("stepWeights: [\n  5, # first\n  5  # hold\n]\n" + HOOKS);
        assertTrue(edited(text).contains("      5, # first\n      20, 20  # hold\n    ]\n"));
    }

    @Test
    void convertsAHandWrittenStepWeightAndMaximum() {
        String text = canary("interval: 1m\nstepWeight: 10 # points\n# the cap\nmaxWeight: 50\nthreshold: 5\n" + HOOKS);
        assertEquals(List.of("-    stepWeight: 10 # points", "+    stepWeights: [5, 20, 20] # points",
                "-    maxWeight: 50"), changes(text).subList(0, 3));
    }

    @Test
    void convertsWhateverTheOrderAndStyle() {
        assertTrue(edited(canary("maxWeight: 50\nstepWeight: 10\n" + HOOKS))
                .contains("analysis:\n    stepWeights: [5, 20, 20]\n"));
        assertTrue(edited(canary("maxWeight: 50\ninterval: 1m\n" + HOOKS)).contains("stepWeights: [5, 20, 20]\n    interval"));
        assertTrue(edited(canary("interval: 1m\n" + HOOKS)).contains("analysis:\n    stepWeights: [5, 20, 20]\n    interval"));
        assertTrue(edited(canary("stepWeights:\n" + HOOKS)).contains("stepWeights: [5, 20, 20]\n"));
        assertTrue(edited(canary("stepWeights: [] # none\n" + HOOKS)).contains("stepWeights: [5, 20, 20] # none\n"));
        assertTrue(
                edited(canary("stepWeights: ~\nstepWeight: 5\n" + HOOKS)).contains("stepWeights: [5, 20, 20]\n    webhooks"));
    }

    @Test
    void convertsAnAnalysisInFlowStyle() {
        String text = """
                {"apiVersion": "flagger.app/v1beta1", "kind": "Canary", "metadata": {"name": "podinfo"}, "spec": {"analysis":
                  {"maxWeight": 50, "interval": "1m", "stepWeight": 10, "webhooks": [{"url": "http://serin/flagger/rollout"}]}}}
                """;
        String edited = edited(text);
        assertTrue(edited.contains("{\"interval\": \"1m\", stepWeights: [5, 20, 20], "), edited);
        assertTrue(edited.contains("{\"url\": \"http://serin/flagger/rollout\", metadata: {decision: advance 5-20 "), edited);
    }

    @Test
    void givesHooksWithoutMetadataOneAnchoredMap() {
        String text = canary("stepWeights: [5, 5]\n" + HOOKS);
        assertEquals(List.of("-    stepWeights: [5, 5]", "+    stepWeights: [5, 20, 20]",
                "+        metadata: &serin {decision: " + STAMP + "}",
                "+        metadata: *serin"), changes(text));
        assertEquals(4, LineDiff.between(edited(text), only(edited(text)).edited(new StepWeights(List.of(5, 20)),
                new DecisionStamp(Action.PROMOTE, new Weight(20), Weight.FULL, Release.ANY, "000000000002"))).size());
    }

    @Test
    void takesAnotherAnchorWhereTheNameIsTaken() {
        String text = canary("stepWeights: [5, 5]\nmetrics: &serin []\n" + HOOKS);
        assertTrue(edited(text).contains("metadata: &serin2 {") && edited(text).contains("metadata: *serin2\n"));
    }

    @Test
    void givesASingleHookItsMetadataWithoutAnAnchor() {
        String text = canary("stepWeights: [5, 5]\nwebhooks:\n- url: http://serin/flagger/rollout\n  name: x");
        assertTrue(edited(text)
                .contains("- url: http://serin/flagger/rollout\n      metadata: {decision: " + STAMP + "}\n      name: x"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "metadata:\n  # why\n  team: ops", "metadata: {team: ops}", "metadata: { team: ops }",
            "metadata: {}",
            "metadata:", "metadata: ~  # none", "metadata: {team: ops, decision: }", "metadata:\n  decision:\n  team: ops",
            "metadata:\n  decision: 'reset 0-5 - 000000000001' # was\n  team: ops",
            "metadata:\n  decision: >-\n    reset 0-5 -\n    000000000001\n  team: ops",
            "metadata:\n  decision: &d !!str reset 0-5 - 000000000001\n  again: x" })
    void fillsMetadataAsItFindsIt(String metadata) {
        String text = canary("stepWeights: [5, 5]\nwebhooks:\n- name: x\n" + ("url: http://serin/flagger/rollout\n"
                + metadata + "\nmuteAlert: true").indent(2));
        Approval.Known known = assertInstanceOf(Approval.Known.class, only(edited(text)).approval("c0"));
        assertEquals(Optional.of(STAMP), known.stamp());
        assertTrue(LineDiff.between(text, edited(text)).size() <= 6, () -> edited(text));
        assertEquals(metadata.contains("team"), edited(text).contains("team: ops"));
        assertEquals(metadata.contains("#"), edited(text).contains("#"));
    }

    @Test
    void refusesAnAnchorSharedWithAHookThatIsNotSerins() {
        String text = canary("""
                stepWeights: [5, 5]
                webhooks:
                - name: load
                  url: http://loadtester/
                  metadata: &shared {team: ops}
                - name: brake
                  type: rollback
                  url: http://serin/flagger/rollback
                  metadata: *shared
                """);
        InvalidField refused = assertThrows(InvalidField.class, () -> edited(text));
        assertTrue(refused.getMessage().contains("spec.analysis.webhooks[0].metadata.decision would change too"),
                refused.getMessage());
    }

    @Test
    void followsMergeKeysAsKubernetesDoes() {
        String text = canary("""
                stepWeights: [5, 5]
                webhooks:
                - &load {name: load, url: http://loadtester/, timeout: 5s, metadata: {team: ops}}
                - {<<: *load, type: rollback, url: http://serin/flagger/rollback}
                """);
        assertThrows(InvalidField.class, () -> edited(text));
        String own = text.replace("flagger/rollback}", "flagger/rollback, metadata: {decision: x}}");
        assertEquals(4, LineDiff.between(own, edited(own)).size());
    }

    @Test
    void refusesAPathSharedByAnAnchor() {
        String text = canary("mirror: &w [5, 5]\nstepWeights: *w\n" + HOOKS);
        assertTrue(assertThrows(InvalidField.class, () -> edited(text)).getMessage().contains("spec.analysis.mirror"));
        String entries = canary("threshold: &five 5\nstepWeights: [*five, *five]\n" + HOOKS);
        assertThrows(InvalidField.class, () -> only(entries).edited(new StepWeights(List.of(7, 7)), STAMP));
        String pair = canary("threshold: &ten 10\nstepWeight: *ten\n" + HOOKS);
        assertTrue(assertThrows(InvalidField.class, () -> edited(pair)).getMessage().contains("is an alias"));
    }

    @Test
    void followsAliasesThatOnlySerinsHooksShare() {
        String text = canary("""
                stepWeights: &path [5, 5]
                webhooks:
                - type: rollback
                  url: http://serin/flagger/rollback
                  metadata: {decision: &d "reset 0-5 - 000000000001", team: a}
                - type: event
                  url: http://serin/flagger/event
                  metadata: {decision: *d, team: b}
                """);
        assertEquals(4, LineDiff.between(text, edited(text)).size());
    }

    @Test
    void readsAStampAndAPath() {
        Approval.Known known = assertInstanceOf(Approval.Known.class, only(NASTY).approval("c0"));
        assertEquals(new StepWeights(List.of(5, 5)), known.path());
        assertEquals("000000000001", known.stamp().orElseThrow().id());
        assertEquals(Optional.empty(), ((Approval.Known) only(canary("stepWeights: [5, 5]\n" + HOOKS)).approval("c")).stamp());
    }

    @ParameterizedTest
    @ValueSource(strings = { "stepWeight: 10\nmaxWeight: 50", "interval: 1m", "stepWeights: [10, 50, 30]", "stepWeights: []",
            "stepWeights: [5, 150]", "stepWeights: [5, 5.5]", "stepWeights: [\"5\", \"5\"]", "stepWeights: [0, 5]",
            "stepWeights: 5", "stepWeights: [0x05, 5]", "stepWeights: [5, 5]\nstepWeight: 5" })
    void takesHandWrittenWeightsForForeignAndConvertsThem(String weights) {
        String text = canary(weights + "\n" + HOOKS);
        assertInstanceOf(Approval.Foreign.class, only(text).approval("c0"));
        StepWeights fresh = StepWeights.holdingAt(new Weight(5));
        Approval after = only(only(text).edited(fresh, STAMP)).approval("c1");
        assertEquals(new Approval.Known(fresh, Optional.of(STAMP), "c1"), after);
    }

    @Test
    void takesAManifestWithoutSerinsHooksForForeign() {
        String text = canary("stepWeights: [5, 5]\nwebhooks:\n- {type: rollback, url: http://serin/flagger/rollout}");
        Approval.Foreign foreign = assertInstanceOf(Approval.Foreign.class, only(text).approval("c0"));
        assertTrue(foreign.problem().contains("no hook"));
        assertThrows(InvalidField.class, () -> edited(text));
    }

    @ParameterizedTest
    @ValueSource(strings = { "iterations: 10", "stepWeights: [5, 5]\nmatch:\n- headers: {x: {exact: y}}" })
    void doesNotTouchWhatItDoesNotSteer(String analysis) {
        String text = canary(analysis);
        Approval.Unknown unknown = assertInstanceOf(Approval.Unknown.class, only(text).approval("c0"));
        assertTrue(unknown.reason().contains("spec.analysis"), unknown.reason());
        assertThrows(InvalidField.class, () -> edited(text));
    }

    @Test
    void findsCanariesOnly() {
        assertEquals(List.of("prod", "staging"),
                CanaryManifest.allIn(NASTY).stream().map(canary -> canary.namespace().orElseThrow()).toList());
        assertEquals(List.of(), CanaryManifest.allIn("kind: Canary\napiVersion: other/v1\n---\n- a list\n--- text\n"));
    }

    @Test
    void refusesTextThatBlowsUp() {
        StringBuilder bomb = new StringBuilder("bomb:\n  a0: &a0 [x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("  a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        String text = canary("stepWeights: [5, 5]\n" + HOOKS) + bomb;
        assertTrue(assertThrows(InvalidField.class, () -> edited(text)).getMessage().contains("aliases"));
        assertThrows(InvalidField.class, () -> CanaryManifest.allIn("a: " + "x".repeat(YamlText.MAX_CHARACTERS)));
        assertThrows(InvalidField.class, () -> edited(canary("stepWeights: [5, 5]\nmetrics: &loop [*loop]\n" + HOOKS)));
        assertThrows(InvalidField.class, () -> CanaryManifest.allIn("a: [".repeat(100_000)));
        assertThrows(InvalidField.class, () -> CanaryManifest.allIn("a: *missing"));
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertThrows(InvalidField.class, () -> edited(canary("stepWeights: [5, 5]\nstepWeights: [7, 7]\n" + HOOKS)));
    }

    /** Whatever stands around it: the lines that a diff shows are those of the path and of the stamp, and nothing else. */
    @Test
    void aDiffNeverHasOtherLinesThanThoseOfThePathAndTheStamp() {
        for (int seed = 0; seed < 500; seed++) {
            String text = new RandomManifest(new Random(seed)).text();
            String edited = edited(text);
            String message = "seed " + seed + "\n" + text;
            assertEquals(PATH, assertInstanceOf(Approval.Known.class, only(edited).approval("c")).path(), message);
            for (String line : LineDiff.between(text, edited)) {
                assertTrue(line.matches("(?s).*(stepWeight|maxWeight|metadata: ).*|[-+] *- *\\d+\\s.*"),
                        message + line);
            }
            assertEquals(text.contains("\r\n"), edited.contains("\r\n"), message);
            assertEquals(text.replaceAll("[^#]", ""), edited.replaceAll("[^#]", ""), message);
        }
    }

    /** Manifests whose every line ends in a comment, in one of many layouts. */
    private record RandomManifest(Random random) {

        private String pick(String... choices) {
            return choices[random.nextInt(choices.length)];
        }

        String text() {
            String comment = pick(" # ok\n", "  #\ttab 🐤\n", " # 東京: [5, 5]\n");
            String dash = pick("- ", "-   ", "  - ");
            String path = pick("stepWeights: [5, 5]", "stepWeights: [ 5,5 ]", "stepWeight: 10", "stepWeights:|D5|D5",
                    "stepWeights: [7]",
                    "'stepWeights': [5, 5, 9, 9]").replace("|D", comment + "    " + dash);
            String metadata = pick("", "", "\n    METAmetadata: {team: \"a\"}", "\n    METAmetadata: {decision: 'x y'}");
            String hook = "\n    " + dash + "type: rollback\n    METAurl: http://serin/flagger/rollback" + metadata;
            String other = "\n    " + dash + "type: event\n    METAurl: http://serin/flagger/event/token";
            UnaryOperator<String> indented = text -> text.replace("META", " ".repeat(dash.length()));
            String lines = pick("# 🐤🐤\n", "---\n", "a: 1\n---\n")
                    + "apiVersion: flagger.app/v1beta1\nkind: Canary\nmetadata:\n"
                    + "  name: podinfo\nspec:\n  analysis:\n    interval: 1m\n    " + path + "\n    webhooks:"
                    + indented.apply(hook) + pick("", indented.apply(other)) + "\n    threshold: 5\n";
            String commented = lines.replaceAll("(?<![#\\]🐤])\n", java.util.regex.Matcher.quoteReplacement(comment));
            return pick(commented, commented.replace("\n", "\r\n"));
        }
    }

    private static final DecisionStamp NOW = DecisionStamp.parse("promote-now 5-100 66fd8c7b9b 0000000000aa by bob")
            .orElseThrow();
    private static final DecisionStamp AFTER = DecisionStamp.parse("reset 0-5 - 0000000000bb").orElseThrow();
    private static final StepWeights FRESH = new StepWeights(List.of(5, 5));

    private static String with(String spec) {
        return canary("stepWeights: [5, 5]\n" + HOOKS).replace("spec:\n", "spec:\n" + spec);
    }

    private static String promotedNow(String text) {
        return only(text).edited(FRESH, NOW);
    }

    @Test
    void promotingNowAddsOneLineThatTheNextCommitTakesAwayAgain() {
        String before = only(with("")).edited(FRESH, AFTER);
        String skipping = promotedNow(before);
        assertEquals(List.of("+ skipAnalysis: true # by serin, for one release",
                "- metadata: &serin {decision: reset 0-5 - 0000000000bb}",
                "+ metadata: &serin {decision: promote-now 5-100 66fd8c7b9b 0000000000aa by bob}"),
                LineDiff.between(before, skipping).stream().map(line -> line.replaceAll("\\s+", " ").strip()).toList());
        assertEquals(before, only(skipping).edited(FRESH, AFTER), "to the byte");
    }

    @Test
    void aFalseOfTheTeamIsSwitchedAndSwitchedBack() {
        String before = only(with("  skipAnalysis: false # ours\n")).edited(FRESH, AFTER);
        String skipping = promotedNow(before);
        assertTrue(skipping.contains("  skipAnalysis: true # ours\n"), skipping);
        assertEquals(before, only(skipping).edited(FRESH, AFTER));
    }

    @Test
    void aTrueOfTheTeamIsNeverTouched() {
        String own = with("  skipAnalysis: true\n");
        assertTrue(only(own).skipsAnalysisByItself());
        assertThrows(InvalidField.class, () -> promotedNow(own));
        assertTrue(only(own).edited(FRESH, AFTER).contains("  skipAnalysis: true\n"));
    }

    @Test
    void aRollbackAfterPromotingNowTakesTheSwitchBackInTheSameCommit() {
        DecisionStamp rollback = DecisionStamp.parse("rollback 5-0 66fd8c7b9b 0000000000cc by alice").orElseThrow();
        String skipping = promotedNow(with(""));
        assertFalse(only(skipping).skipsAnalysisByItself());
        assertFalse(only(skipping).edited(FRESH, rollback).contains("skipAnalysis"));
        assertFalse(only(skipping).edited(Optional.empty(), rollback).contains("skipAnalysis"));
    }

    @Test
    void promotingNowWorksInFlowStyleAndWithWindowsLineEnds() {
        String flow = """
                {apiVersion: flagger.app/v1beta1, kind: Canary, metadata: {name: podinfo, namespace: prod}, spec: {analysis: {
                  stepWeights: [5, 5], webhooks: [{name: b, type: rollback, url: http://serin/flagger/rollback, metadata: {decision: ""}}]}}}
                """;
        String skipping = promotedNow(flow);
        assertTrue(skipping.contains("spec: {skipAnalysis: true, analysis: {"), skipping);
        assertTrue(only(skipping).edited(FRESH, AFTER).contains("spec: {skipAnalysis: false, analysis: {"));
        String windows = only(with("").replace("\n", "\r\n")).edited(FRESH, AFTER);
        assertEquals(windows, only(promotedNow(windows)).edited(FRESH, AFTER));
    }

    @Test
    void aPersonsStampAloneLeavesHandWrittenWeights() {
        String hand = canary("stepWeight: 5\nmaxWeight: 50\n" + HOOKS);
        DecisionStamp rollback = DecisionStamp.parse("rollback 5-0 66fd8c7b9b 0000000000cc by alice").orElseThrow();
        String text = only(hand).edited(Optional.empty(), rollback);
        assertTrue(text.contains("stepWeight: 5\n") && text.contains("maxWeight: 50\n"), text);
        Approval.Foreign foreign = (Approval.Foreign) only(text).approval("c1");
        assertEquals(Optional.of(rollback), foreign.stamp());
    }
}
