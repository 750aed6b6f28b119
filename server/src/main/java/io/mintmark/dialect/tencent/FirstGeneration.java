package io.mintmark.dialect.tencent;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.Claim;
import io.mintmark.dialect.CompactJson;
import io.mintmark.dialect.HttpQuestion;
import io.mintmark.dialect.HttpReading;
import io.mintmark.dialect.Signatures;
import io.mintmark.dialect.WireText;
import io.mintmark.product.Dialect;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationOutcome.ClientAdmitted;
import io.mintmark.registration.RegistrationOutcome.Issued;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationOutcome.Refused;
import io.mintmark.registration.RegistrationRequest;
import io.mintmark.vault.Clues;
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.Proof;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// `POST /register/dev`: everything in the body, the signature over four of its members. The
/// timestamp is the clock of a device fresh from the factory, so that its age means nothing.
final class FirstGeneration {

  private FirstGeneration() {}

  static HttpReading read(HttpQuestion question) {
    var body = JsonBody.parse(question.body());
    if (!question.method().equals("POST") || body.isEmpty()) {
      return malformed(Claim.NONE, "not a POST of one JSON object");
    }
    return read(body.get(), question);
  }

  private static HttpReading read(JsonBody body, HttpQuestion question) {
    String productId = body.findText("productId");
    String deviceName = body.findText("deviceName");
    String nonce = body.findInteger("nonce");
    String timestamp = body.findInteger("timestamp");
    String signature = body.findText("signature");
    var claim = new Claim(productId, deviceName);
    var identity = WireText.identity(productId, deviceName);
    if (identity.isEmpty()) {
      return malformed(claim, "productId or deviceName is missing or not a name");
    }
    if (nonce == null || timestamp == null || signature == null) {
      return malformed(claim, "nonce, timestamp or signature is missing or of the wrong type");
    }
    var proof =
        Proof.of(
                HmacAlgorithm.HMAC_SHA1,
                signedText(identity.get(), nonce, timestamp),
                macOf(signature))
            .withClues(
                new Clues(
                    signature,
                    Clues.Encoding.BASE64_OF_HEX,
                    () -> MisreadTexts.ofFirst(identity.get(), nonce, timestamp)));
    return new HttpReading.Registration(
        new RegistrationRequest(
            identity.get(),
            RegistrationRequest.Kind.EITHER,
            proof,
            Dialect.TENCENT,
            question.origin()));
  }

  static CompactJson answer(RegistrationOutcome outcome, String requestId) {
    return switch (outcome) {
      case Issued issued ->
          Payload.of(issued)
              .map(payload -> success(payload, requestId))
              .orElseGet(() -> refusal(Reason.INTERNAL, requestId));
      case ClientAdmitted _ -> refusal(Reason.INTERNAL, requestId); // asked for by no request here
      case Refused(var reason) -> refusal(reason, requestId);
    };
  }

  private static CompactJson success(Payload payload, String requestId) {
    return CompactJson.object()
        .put("code", TencentCodes.SUCCESS)
        .put("message", "success")
        .put("len", payload.length())
        .put("payload", payload.base64())
        .put("requestId", requestId);
  }

  private static CompactJson refusal(Reason reason, String requestId) {
    return CompactJson.object()
        .put("code", TencentCodes.numberOf(reason))
        .put("message", TencentCodes.messageOf(reason))
        .put("requestId", requestId);
  }

  private static String signedText(DeviceIdentity identity, String nonce, String timestamp) {
    return "deviceName="
        + identity.name()
        + "&nonce="
        + nonce
        + "&productId="
        + identity.product().value()
        + "&timestamp="
        + timestamp;
  }

  /// The wire has base64 of the lower-case hex of the MAC; the vendor's cloud refuses base64 of the
  /// MAC itself, and so does this.
  private static byte[] macOf(String signature) {
    String hex = new String(Signatures.ofBase64(signature), StandardCharsets.ISO_8859_1);
    return hex.equals(hex.toLowerCase(Locale.ROOT)) ? Signatures.ofHex(hex) : new byte[0];
  }

  private static HttpReading malformed(Claim claim, String detail) {
    return new HttpReading.Faulty(Reason.MALFORMED, claim, detail);
  }
}
