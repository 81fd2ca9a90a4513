package dev.omnibridge.operator.story;

import java.util.List;

/**
 * What a path of the Kubernetes API is about.
 *
 * @param words the resource, with its subresource
 * @param isOfOne whether it is one object, not all of a kind
 */
record ResourcePath(String words, boolean isOfOne) {

    /** Of {@code /api/v1/…} or {@code /apis/<group>/<version>/…}, in a namespace or not. */
    static ResourcePath of(String path) {
        List<String> parts = List.of(path.substring(1).split("/"));
        int start = parts.getFirst().equals("api") ? 2 : 3;
        if (parts.size() <= start) {
            return new ResourcePath(path, true);
        }
        boolean isNamespaced = parts.get(start).equals("namespaces") && parts.size() > start + 2;
        List<String> rest = parts.subList(isNamespaced ? start + 2 : start, parts.size());
        return new ResourcePath(
                rest.size() > 2 ? rest.getFirst() + "/" + rest.get(2) : rest.getFirst(), rest.size() > 1);
    }
}
