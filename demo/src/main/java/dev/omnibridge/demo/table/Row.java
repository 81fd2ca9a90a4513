package dev.omnibridge.demo.table;

/**
 * One line of the table.
 *
 * @param branch how the line hangs on the ones above, such as {@code "├─ "}
 * @param name of the object or machine
 * @param ready its condition Ready, or whether the machine is ready
 * @param status the reason of Ready, or Omni's word for the machine's stage
 * @param machines ready and requested machines
 * @param talos version of Talos
 * @param kubernetes version of Kubernetes
 */
record Row(String branch, String name, String ready, String status, String machines, String talos, String kubernetes) {
    /** Whether the line is about a machine. */
    boolean isMachine() {
        return branch.length() > 3;
    }
}
