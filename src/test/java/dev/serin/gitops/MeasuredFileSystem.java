package dev.serin.gitops;

import java.nio.file.Path;

import org.eclipse.jgit.util.FS;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets JGit measure how finely the file system tells time before the first test. Serin lets it do so beside its work, and for
 * seconds there is a file in the clone that comes and goes: a test that ends sooner could not delete its folder.
 */
public final class MeasuredFileSystem implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        IsolatedSystemReader.install();
        FS.FileStoreAttributes.setBackground(false);
        FS.FileStoreAttributes.get(Path.of(System.getProperty("java.io.tmpdir")));
        FS.FileStoreAttributes.setBackground(true);
    }
}
