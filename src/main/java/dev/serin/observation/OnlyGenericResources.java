package dev.serin.observation;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;

/**
 * What the Kubernetes client leaves out in a native image: the kinds of objects that it has classes for, some thousand of them.
 * Serin reads every object as a generic resource.
 */
@TargetClass(KubernetesClientImpl.class)
final class OnlyGenericResources {

    /** {@code client.apps()} and the like. */
    @Substitute
    void registerDefaultAdapters() {
        // Serin asks for none.
    }

    /** What can be done with a Pod, a Job, and others. */
    @Substitute
    void registerDefaultHandlers() {
        // Serin only reads.
    }
}
