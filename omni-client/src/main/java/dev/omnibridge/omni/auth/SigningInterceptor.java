package dev.omnibridge.omni.auth;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors.CheckedForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Signs every call at its start. It must be the innermost interceptor, because the signature covers the headers the others add. A call
 * that can't be signed ends as UNAUTHENTICATED before anything is sent.
 */
public final class SigningInterceptor implements ClientInterceptor {

    private final AtomicReference<RequestSigner> signer;

    /** An interceptor that begins with this signer. */
    public SigningInterceptor(RequestSigner signer) {
        this.signer = new AtomicReference<>(signer);
    }

    /** Signs all calls from now on with another key; running streams keep theirs, since Omni checks a stream only at its start. */
    public void replaceSigner(RequestSigner next) {
        signer.set(next);
    }

    /** The key in use. */
    public ServiceAccountKey key() {
        return signer.get().key();
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new CheckedForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            protected void checkedStart(Listener<A> listener, Metadata headers) throws StatusException {
                try {
                    signer.get().sign("/" + method.getFullMethodName(), headers);
                } catch (InvalidKeyException e) {
                    throw Status.UNAUTHENTICATED
                            .withDescription(e.getMessage())
                            .withCause(e)
                            .asException();
                }
                delegate().start(listener, headers);
            }
        };
    }
}
