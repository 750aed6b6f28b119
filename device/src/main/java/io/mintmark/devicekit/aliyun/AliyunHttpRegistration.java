package io.mintmark.devicekit.aliyun;

import io.mintmark.devicekit.Hmac;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.Registration;
import io.mintmark.devicekit.RegistrationOutcome;
import io.mintmark.devicekit.UnreadableAnswer;
import io.mintmark.devicekit.wire.Header;
import io.mintmark.devicekit.wire.HttpClient;
import io.mintmark.devicekit.wire.Post;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;

/// Dynamic registration by `POST /auth/register/device`, with the head that the vendor's C SDKs
/// send.
public record AliyunHttpRegistration(
    HttpClient http, Hmac signMethod, Form form, RandomGenerator random) implements Registration {

  /// How values stand in the form body.
  public enum Form {
    /// As they are: C SDKs 3 and 4.
    RAW,
    /// Percent-encoded: the Node.js and Python SDKs.
    ENCODED
  }

  /// Like the vendor's C SDKs.
  public static AliyunHttpRegistration likeC(HttpClient http, RandomGenerator random) {
    return new AliyunHttpRegistration(http, Hmac.SHA256, Form.RAW, random);
  }

  @Override
  public CompletableFuture<RegistrationOutcome> register(ProductCredential burned) {
    return http.send(requestFor(burned))
        .thenApply(
            reply -> {
              try {
                return AliyunAnswer.toHttp(burned.identity(), reply);
              } catch (UnreadableAnswer e) {
                throw new CompletionException(e);
              }
            });
  }

  /// What a registration sends. Tests change it and hand it to [HttpClient#send].
  public Post requestFor(ProductCredential burned) {
    var identity = burned.identity();
    var once = Long.toString(Integer.toUnsignedLong(random.nextInt()));
    var sign = AliyunSignature.forRegistration(signMethod, burned.productSecret(), identity, once);
    var body =
        "deviceName=%s&productKey=%s&random=%s&sign=%s&signMethod=%s"
            .formatted(
                value(identity.deviceName()),
                value(identity.productKey()),
                once,
                sign,
                signMethod.wireName());
    var size = body.getBytes(StandardCharsets.UTF_8).length;
    return new Post(
        "/auth/register/device",
        List.of(
            new Header("Host", http.endpoint().host()),
            new Header("Accept", "text/xml,text/javascript,text/html,application/json"),
            new Header("Content-Type", "application/x-www-form-urlencoded"),
            new Header("Content-Length", Integer.toString(size))),
        body);
  }

  private String value(String text) {
    return switch (form) {
      case RAW -> text;
      case ENCODED -> URLEncoder.encode(text, StandardCharsets.UTF_8);
    };
  }
}
