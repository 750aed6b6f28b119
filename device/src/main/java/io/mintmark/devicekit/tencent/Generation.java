package io.mintmark.devicekit.tencent;

import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.UnreadableAnswer;
import io.mintmark.devicekit.wire.Endpoint;
import io.mintmark.devicekit.wire.Post;

/// One of the two dynamic registration interfaces that devices in the field use.
public sealed interface Generation permits FirstGeneration, SecondGeneration {

  /// What a registration sends. Tests change it and hand it to the HTTP client.
  Post requestFor(ProductCredential burned, Endpoint endpoint, long timestampSeconds, int nonce);

  Envelope open(String body) throws UnreadableAnswer;

  /// What lies in the answer's JSON: the encrypted payload, or the reason why there is none.
  sealed interface Envelope {

    /// `length` is that of the JSON text inside, before padding.
    record Sealed(String payload, int length) implements Envelope {}

    record Refusal(String code, String message) implements Envelope {}
  }
}
