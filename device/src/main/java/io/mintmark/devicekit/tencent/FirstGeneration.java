package io.mintmark.devicekit.tencent;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.mintmark.devicekit.Hmac;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.UnreadableAnswer;
import io.mintmark.devicekit.wire.Endpoint;
import io.mintmark.devicekit.wire.Header;
import io.mintmark.devicekit.wire.Post;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// `POST /register/dev`, as the C SDK for IoT Explorer 3.2.1 sends it: JSON under the name of a
/// form, and a signature that is the base64 of hex digits.
public record FirstGeneration() implements Generation {

  @Override
  public Post requestFor(
      ProductCredential burned, Endpoint endpoint, long timestampSeconds, int nonce) {
    var identity = burned.identity();
    var body =
        TencentJson.text(
            TencentJson.object()
                .put("deviceName", identity.deviceName())
                .put("nonce", nonce)
                .put("productId", identity.productKey())
                .put("timestamp", timestampSeconds)
                .put("signature", signature(burned, timestampSeconds, nonce)));
    return new Post(
        "/register/dev",
        List.of(
            new Header("Host", endpoint.host()),
            new Header("Accept", "text/xml,application/json;*/*"),
            new Header("Content-Length", TencentJson.size(body)),
            new Header("Content-Type", "application/x-www-form-urlencoded")),
        body);
  }

  static String signature(ProductCredential burned, long timestampSeconds, int nonce) {
    var text =
        "deviceName=%s&nonce=%d&productId=%s&timestamp=%d"
            .formatted(
                burned.identity().deviceName(),
                nonce,
                burned.identity().productKey(),
                timestampSeconds);
    var mac = Hmac.SHA1.of(burned.productSecret().getBytes(US_ASCII), text);
    return Base64.getEncoder().encodeToString(HexFormat.of().formatHex(mac).getBytes(US_ASCII));
  }

  @Override
  public Envelope open(String body) throws UnreadableAnswer {
    var answer = TencentJson.read(body);
    var code = answer.path("code");
    if (!code.isInt()) {
      throw new UnreadableAnswer("no code");
    }
    return code.intValue() == 0
        ? TencentJson.sealed(body, answer, "payload", "len")
        : new Envelope.Refusal(
            Integer.toString(code.intValue()), answer.path("message").asString(""));
  }
}
