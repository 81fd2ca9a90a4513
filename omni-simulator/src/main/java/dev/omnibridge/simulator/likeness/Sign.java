package dev.omnibridge.simulator.likeness;

import dev.omnibridge.simulator.likeness.Event.Verb;

/**
 * What an event is recognised by: a kind and {@code created}, {@code destroyed}, {@code tearing down}, {@code -finalizer X},
 * {@code field=value} or {@code label X=value}.
 */
record Sign(String kind, String what) {

    static Sign of(String text) {
        String[] parts = text.split(" ", 2);
        return new Sign(parts[0], parts[1]);
    }

    boolean fits(Event event) {
        if (!event.kind().equals(kind)) {
            return false;
        }
        return switch (what) {
            case "created" -> event.verb() == Verb.CREA;
            case "destroyed" -> event.verb() == Verb.DEST;
            case "tearing down" -> event.changes().contains(Change.tearingDown());
            default -> event.changes().stream().anyMatch(this::fits);
        };
    }

    private boolean fits(Change change) {
        if (change.isFinalizer()) {
            return change.toString().equals(what);
        }
        return (change.facet() + "=" + change.after()).equals(what);
    }

    @Override
    public String toString() {
        return kind + " " + what;
    }
}
