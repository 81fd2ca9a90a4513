package dev.omnibridge.operator.kubeconfig;

import dev.omnibridge.omni.state.OmniException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Mints tokens and counts them; the cluster answers to them as told. */
final class CountingTokens implements TokenSource {

    private int minted;
    private int probes;
    private String clusterUuid = "uuid";
    private Acceptance answer = Acceptance.ACCEPTED;
    private @Nullable OmniException failure;
    private @Nullable OmniException loss;

    int minted() {
        return minted;
    }

    int probes() {
        return probes;
    }

    /** Tokens open this cluster from now on. */
    void open(String uuid) {
        clusterUuid = uuid;
    }

    void answer(Acceptance next) {
        answer = next;
    }

    void fail(@Nullable OmniException next) {
        failure = next;
    }

    /** Mints from now on, but the answer gets lost. */
    void loseAnswers(OmniException instead) {
        loss = instead;
    }

    @Override
    public Kubeconfig mint(String clusterName, KubeconfigWish wish) {
        if (failure != null) {
            throw failure;
        }
        minted++;
        if (loss != null) {
            throw loss;
        }
        return new Kubeconfig(
                "text " + minted, "https://omni:8095", "token-" + minted, Optional.of(clusterUuid), "key", wish.ttl());
    }

    @Override
    public Acceptance probe(Kubeconfig kubeconfig) {
        probes++;
        return answer;
    }
}
