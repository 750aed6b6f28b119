package io.mintmark.devicekit.tencent;

import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.Registration;
import io.mintmark.devicekit.RegistrationOutcome;
import io.mintmark.devicekit.UnreadableAnswer;
import io.mintmark.devicekit.tencent.Generation.Envelope;
import io.mintmark.devicekit.wire.HttpClient;
import io.mintmark.devicekit.wire.HttpReply;
import io.mintmark.devicekit.wire.Post;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;

/// Dynamic registration over HTTP, the only kind this vendor has. Answers are read as strictly as
/// by the vendor's C SDKs, built for keys; each limit was found by running them.
public record TencentRegistration(
    HttpClient http, Generation generation, InstantSource clock, RandomGenerator random)
    implements Registration {

  private static final int LARGEST_HEAD = 1041;
  private static final int LARGEST_BODY = 256;

  @Override
  public CompletableFuture<RegistrationOutcome> register(ProductCredential burned) {
    return http.send(requestFor(burned))
        .thenApply(
            reply -> {
              try {
                return read(reply, burned);
              } catch (UnreadableAnswer e) {
                throw new CompletionException(e);
              }
            });
  }

  /// What a registration sends. Tests change it and hand it to [HttpClient#send].
  public Post requestFor(ProductCredential burned) {
    return generation.requestFor(
        burned,
        http.endpoint(),
        clock.instant().getEpochSecond(),
        random.nextInt(Integer.MAX_VALUE));
  }

  private RegistrationOutcome read(HttpReply reply, ProductCredential burned)
      throws UnreadableAnswer {
    require(reply.status() == 200, "HTTP status " + reply.status());
    require(
        reply.spells("Content-Length") || reply.spells("Transfer-Encoding"),
        "no header spelled Content-Length");
    require(reply.headSize() <= LARGEST_HEAD, "head above " + LARGEST_HEAD + " bytes");
    require(reply.bodySize() <= LARGEST_BODY, "body above " + LARGEST_BODY + " bytes");
    return switch (generation.open(reply.body())) {
      case Envelope.Refusal(var code, var message) ->
          new RegistrationOutcome.Refused(code, message);
      case Envelope.Sealed(var payload, int length) ->
          new RegistrationOutcome.Registered(
              new Credential(
                  burned.identity(), SealedPayload.psk(payload, length, burned.productSecret())));
    };
  }

  private static void require(boolean holds, String otherwise) throws UnreadableAnswer {
    if (!holds) {
      throw new UnreadableAnswer(otherwise);
    }
  }
}
