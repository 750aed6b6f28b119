package io.mintmark.devicekit.tencent;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.mintmark.devicekit.Hmac;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.UnreadableAnswer;
import io.mintmark.devicekit.wire.Endpoint;
import io.mintmark.devicekit.wire.Header;
import io.mintmark.devicekit.wire.Post;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/// `POST /device/register`, signed in `X-TC-…` headers. `bodyHash` is the JDK's name of the digest
/// over the body; SDKs and document do not agree on it for hmacsha1. With `portInHost` a port other
/// than the scheme's own stands in the `Host` header; it is never part of what is signed.
public record SecondGeneration(
    Hmac mac, String bodyHash, OptionalLong constantTimestamp, boolean portInHost)
    implements Generation {

  private static final String PATH = "/device/register";

  /// The C SDK for IoT Hub 3.3.0, whose clock stands still at the end of 2020.
  public static SecondGeneration likeC() {
    return new SecondGeneration(Hmac.SHA1, "SHA-1", OptionalLong.of(1_609_430_400), false);
  }

  /// The algorithms of the Java and Python SDKs. (The order of the headers is the C SDK's.)
  public static SecondGeneration likeJava() {
    return new SecondGeneration(Hmac.SHA256, "SHA-256", OptionalLong.empty(), true);
  }

  /// HMAC-SHA1 over a SHA-256 body hash, as the vendor's document has it.
  public static SecondGeneration asDocumentedForSha1() {
    return new SecondGeneration(Hmac.SHA1, "SHA-256", OptionalLong.empty(), true);
  }

  @Override
  public Post requestFor(
      ProductCredential burned, Endpoint endpoint, long timestampSeconds, int nonce) {
    var identity = burned.identity();
    var body =
        TencentJson.text(
            TencentJson.object()
                .put("ProductId", identity.productKey())
                .put("DeviceName", identity.deviceName()));
    long timestamp = constantTimestamp.orElse(timestampSeconds);
    return new Post(
        PATH,
        List.of(
            new Header("Host", hostHeader(endpoint)),
            new Header("Accept", "application/json;*/*"),
            new Header("X-TC-Algorithm", mac.wireName()),
            new Header("X-TC-Timestamp", Long.toString(timestamp)),
            new Header("X-TC-Nonce", Integer.toString(nonce)),
            new Header("X-TC-Signature", signature(burned, endpoint, timestamp, nonce, body)),
            new Header("Content-Length", TencentJson.size(body)),
            new Header("Content-Type", "application/json; charset=utf-8")),
        body);
  }

  String signature(
      ProductCredential burned, Endpoint endpoint, long timestamp, int nonce, String body) {
    var text =
        String.join(
            "\n",
            "POST",
            endpoint.host(),
            PATH,
            "",
            mac.wireName(),
            Long.toString(timestamp),
            Integer.toString(nonce),
            hash(body));
    return Base64.getEncoder()
        .encodeToString(mac.of(burned.productSecret().getBytes(US_ASCII), text));
  }

  private String hash(String body) {
    try {
      var digest = MessageDigest.getInstance(bodyHash).digest(body.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no such body hash: " + bodyHash, e);
    }
  }

  private String hostHeader(Endpoint endpoint) {
    boolean usualPort = endpoint.port() == (endpoint.isTls() ? 443 : 80);
    return portInHost && !usualPort ? endpoint.host() + ":" + endpoint.port() : endpoint.host();
  }

  @Override
  public Envelope open(String body) throws UnreadableAnswer {
    var response = TencentJson.read(body).path("Response");
    var error = response.path("Error");
    return error.isObject()
        ? new Envelope.Refusal(error.path("Code").asString(""), error.path("Message").asString(""))
        : TencentJson.sealed(body, response, "Payload", "Len");
  }
}
