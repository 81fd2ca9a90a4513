package dev.omnibridge.operator.reconcile;

import java.util.Map;
import java.util.Set;

/** Port to the ConfigMaps and Secrets that specs refer to: watched one by one by name, so that no right to read all of them is needed. */
public interface References extends AutoCloseable {

    /** What can be referred to. */
    enum Kind {
        SECRET,
        CONFIG_MAP;

        /** As people write it. */
        public String text() {
            return this == SECRET ? "Secret" : "ConfigMap";
        }
    }

    /** One Secret or ConfigMap. */
    record Reference(Kind kind, String namespace, String name) {

        /** For messages: {@code Secret omnibridge/omni}. */
        public String text() {
            return kind.text() + " " + namespace + "/" + name;
        }
    }

    /** What is known of it. */
    sealed interface Content {

        /** Not read yet; a change follows. */
        record Pending() implements Content {}

        /** There is none of that name. */
        record Absent() implements Content {}

        /** The API server does not let us read it; tried again by itself. */
        record Unreadable(String why) implements Content {}

        /** It is there. Values of Secrets are decoded; none of them is ever shown. */
        record Present(Map<String, String> data) implements Content {
            public Present {
                data = Map.copyOf(data);
            }

            @Override
            public String toString() {
                return "Present[keys=" + data.keySet() + "]";
            }
        }
    }

    /**
     * Says all that a reader refers to now; what nobody refers to any more is not watched any longer. The reader is woken when one of them
     * changes.
     *
     * @param reader who reads, for instance {@code OmniConnection/default}
     */
    void refer(String reader, Set<Reference> references);

    /** What is known of something that was referred to before; answers at once. */
    Content content(Reference reference);

    /** Ends all watches. */
    @Override
    void close();
}
