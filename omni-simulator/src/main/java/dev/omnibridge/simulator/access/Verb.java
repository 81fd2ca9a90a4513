package dev.omnibridge.simulator.access;

/** What a call does to a resource, as far as rights go; a teardown counts as {@link #DESTROY}. */
public enum Verb {
    READ,
    CREATE,
    UPDATE,
    DESTROY
}
