package dev.serin.gitops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;

class ManifestLocatorTest {

    private static final String BARE_CANARY = Remote.manifest(new CanaryRef("x", "api")).replace("  namespace: x\n", "");

    @TempDir
    Path folder;
    private Remote remote;

    @BeforeEach
    void fleet() {
        remote = new Remote(folder);
    }

    private String locate(String namespace, String name) {
        return locate(Optional.empty(), namespace, name);
    }

    private String locate(Optional<String> path, String namespace, String name) {
        remote.commitAllIfChanged();
        try (Repository repository = new RepositoryBuilder().setGitDir(remote.path().toFile()).setBare().build()) {
            GitTree tree = new GitTree(repository, ObjectId.fromString(remote.head()));
            return new ManifestLocator(path).locate(tree, new CanaryRef(namespace, name)).path();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private String refusal(Optional<String> path, String namespace, String name) {
        return assertThrows(InvalidField.class, () -> locate(path, namespace, name)).getMessage();
    }

    private String refusal(String namespace, String name) {
        return refusal(Optional.empty(), namespace, name);
    }

    @Test
    void findsACanaryByKindNameAndNamespaceInAFileOfSeveral() {
        remote.write("clusters/all.yml", "kind: ConfigMap\nmetadata: {name: api, namespace: prod}\n---\n"
                + Remote.manifest(new CanaryRef("staging", "api")) + "---\n" + Remote.manifest(new CanaryRef("prod", "api")));
        assertEquals("clusters/all.yml", locate("prod", "api"));
        assertEquals(Remote.PATH, locate("prod", "podinfo"));
        assertTrue(refusal("dev", "api").contains("Canary dev/api has no manifest"));
    }

    @Test
    void takesTheNamespaceFromAKustomizationThatListsTheFile() {
        remote.write("team/api.yaml", BARE_CANARY);
        remote.write("team/kustomization.yaml", "namespace: prod\nresources:\n- api.yaml\n");
        assertEquals("team/api.yaml", locate("prod", "api"));
        assertTrue(refusal("staging", "api").contains("no manifest"));
    }

    @Test
    void takesTheNamespaceFromAParentThatListsTheFolder() {
        remote.write("prod/kustomization.yaml", "namespace: prod\nresources: [../base/api, https://example.com/x]\n");
        remote.write("base/api/kustomization.yml", "resources: [./api.yaml]\n");
        remote.write("base/api/api.yaml", BARE_CANARY);
        assertEquals("base/api/api.yaml", locate("prod", "api"));
    }

    @Test
    void aNamespaceThatNobodyGivesIsNotGuessed() {
        remote.write("team/api.yaml", BARE_CANARY);
        remote.write("team/kustomization.yaml", "namespace: prod\nresources: [other.yaml]\n");
        assertTrue(refusal("prod", "api").contains("without a namespace: team/api.yaml"));
        assertEquals("team/api.yaml", locate(Optional.of("team/{name}.yaml"), "prod", "api"));
    }

    @Test
    void aBaseOfSeveralNamespacesIsRefused() {
        remote.write("base/api.yaml", BARE_CANARY);
        remote.write("base/kustomization.yaml", "resources: [api.yaml]\n");
        remote.write("prod/kustomization.yaml", "namespace: prod\nresources: [../base]\n");
        remote.write("staging/kustomization.yaml", "namespace: staging\nresources: [../base]\n");
        assertTrue(refusal("prod", "api").contains("shares base/api.yaml with other namespaces"));
    }

    @Test
    void ambiguityListsTheCandidates() {
        remote.write("a/api.yaml", Remote.manifest(new CanaryRef("prod", "api")));
        remote.write("b/api.yaml", Remote.manifest(new CanaryRef("prod", "api")));
        assertTrue(refusal("prod", "api").contains("more than one manifest: a/api.yaml, b/api.yaml"));
        assertEquals("b/api.yaml", locate(Optional.of("b"), "prod", "api"));
        assertEquals("b/api.yaml", locate(Optional.of("b/api.yaml"), "prod", "api"));
        assertTrue(refusal(Optional.of("b/api.yaml"), "dev", "api").contains("holds 0 manifests"));
    }

    @Test
    void namesFilesThatCannotBeRead() {
        remote.write("team/api.yaml", "apiVersion: flagger.app/v1beta1\nkind: Canary\nmetadata: {{ .Values.meta }}\n");
        assertTrue(refusal("prod", "api").contains("not readable: team/api.yaml"));
    }

    @Test
    void aCircleOfKustomizationsEnds() {
        remote.write("a/kustomization.yaml", "resources: [../b, api.yaml]\n");
        remote.write("b/kustomization.yaml", "namespace: prod\nresources: [../a]\n");
        remote.write("a/api.yaml", BARE_CANARY);
        assertEquals("a/api.yaml", locate("prod", "api"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "../secrets.yaml", "/etc/passwd", "apps/../../x.yaml", "apps//x.yaml", ".git/config",
            "apps/.GIT/x",
            "a\\..\\x", "", "." })
    void aPathCannotLeaveTheRepository(String path) {
        assertThrows(InvalidField.class, () -> new ManifestLocator(Optional.of(path)));
    }

    @Test
    void symbolicLinksAreRefusedAndNotSearched() throws IOException {
        remote.write("real/api.yaml", Remote.manifest(new CanaryRef("prod", "api")));
        Files.createSymbolicLink(remote.work().resolve("link.yaml"), Path.of("real/api.yaml"));
        Files.createSymbolicLink(remote.work().resolve("folder"), Path.of("real"));
        assertTrue(refusal(Optional.of("link.yaml"), "prod", "api").contains("symbolic link"));
        assertTrue(refusal(Optional.of("folder/api.yaml"), "prod", "api").contains("symbolic link"));
        assertEquals("real/api.yaml", locate("prod", "api"));
    }

    @Test
    void submodulesAreRefused() {
        GitProgram.git(remote.work(), "update-index", "--add", "--cacheinfo", "160000," + remote.head() + ",vendor");
        GitProgram.git(remote.work(), "commit", "-q", "-m", "Add a submodule");
        GitProgram.git(remote.work(), "push", "-q", "origin", "main");
        assertTrue(refusal(Optional.of("vendor/api.yaml"), "prod", "api").contains("submodule"));
    }

    @Test
    void followsNewCommitsWhileItRemembersOldFiles() throws IOException {
        ManifestLocator locator = new ManifestLocator(Optional.empty());
        try (Repository repository = new RepositoryBuilder().setGitDir(remote.path().toFile()).setBare().build()) {
            ManifestLocator.Located before = locator.locate(tree(repository), Remote.PODINFO);
            remote.commit("other.yaml", Remote.manifest(new CanaryRef("prod", "api")));
            assertEquals(before.path(), locator.locate(tree(repository), Remote.PODINFO).path());
            assertEquals("other.yaml", locator.locate(tree(repository), new CanaryRef("prod", "api")).path());
        }
    }

    private GitTree tree(Repository repository) {
        return new GitTree(repository, ObjectId.fromString(remote.head()));
    }
}
