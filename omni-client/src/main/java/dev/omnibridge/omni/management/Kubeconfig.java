package dev.omnibridge.omni.management;

/**
 * A kubeconfig with a bearer token: a secret, so it shows nothing of itself.
 *
 * @param yaml the whole file
 */
public record Kubeconfig(String yaml) {

    @Override
    public String toString() {
        return "Kubeconfig[***]";
    }
}
