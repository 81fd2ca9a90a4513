package dev.omnibridge.simulation.operator;

import dev.omnibridge.operator.reconcile.IncarnationMemory;
import dev.omnibridge.simulation.kubernetes.KnownRecords;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Set;

/** What the management cluster remembers of the ids of its operator, as the real adapter asks for it. */
final class SimulatedMemory implements IncarnationMemory {

    private final ManagementPorts ports;
    private final KnownRecords records;

    SimulatedMemory(ManagementPorts ports, KnownRecords records) {
        this.ports = ports;
        this.records = records;
    }

    @Override
    public Set<String> known() {
        try {
            return ports.read(Stage.RECORD + " ids that are known", records::all);
        } catch (KubernetesClientException e) {
            throw new Unanswered("for this simulation", e);
        }
    }

    @Override
    public void remember(String id) {
        try {
            ports.write(Stage.RECORD + " id to remember", () -> {
                records.add(id);
                return id;
            });
        } catch (KubernetesClientException e) {
            throw new Unanswered("for this simulation", e);
        }
    }
}
