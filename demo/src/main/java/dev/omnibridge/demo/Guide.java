package dev.omnibridge.demo;

import java.util.ArrayList;
import java.util.List;

/** What a person is told once all is Ready. */
final class Guide {
    private Guide() {}

    /** Where kubeconfigs are and what to try while the demo runs. */
    static List<String> notes(Arrival arrival) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("All Ready after " + arrival.taken().toSeconds() + " s. In another terminal, from the same folder:");
        lines.add("  export KUBECONFIG=" + arrival.management());
        lines.add("  kubectl get ocl,oms -A");
        lines.add("  kubectl -n team-a scale oms demo-workers --replicas 6    # 5 are free at most: it says so");
        lines.add("  kubectl -n team-a delete ocl shop                        # deletionPolicy Delete");
        arrival.clusters()
                .keySet()
                .forEach(file -> lines.add("  kubectl --kubeconfig " + file + " version    # through Omni"));
        lines.add("Here: machines, disconnect <machine>, connect <machine>, add small, add big, quit");
        return lines;
    }

    /** What was reached, for a demo that ends now. */
    static List<String> summary(Arrival arrival) {
        var lines = new ArrayList<String>();
        lines.add("All Ready after " + arrival.taken().toSeconds() + " s.");
        arrival.clusters()
                .forEach((file, version) ->
                        lines.add("The kubeconfig " + file.getFileName() + " leads to a Kubernetes " + version + "."));
        return lines;
    }
}
