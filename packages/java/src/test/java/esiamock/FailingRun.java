package esiamock;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs the tests that fail; ends with their number. */
final class FailingRun {
    private FailingRun() {
    }

    public static void main(String[] args) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(
                LauncherDiscoveryRequestBuilder.request().selectors(selectClass(ExtensionTest.Failing.class))
                        .configurationParameter("junit.jupiter.execution.parallel.enabled", "false").build(), listener);
        listener.getSummary().printFailuresTo(new PrintWriter(System.out, true), 0);
        System.exit((int) listener.getSummary().getTotalFailureCount());
    }
}
