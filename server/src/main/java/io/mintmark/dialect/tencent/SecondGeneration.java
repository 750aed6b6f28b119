package io.mintmark.dialect.tencent;

import io.mintmark.dialect.Claim;
import io.mintmark.dialect.CompactJson;
import io.mintmark.dialect.HttpQuestion;
import io.mintmark.dialect.HttpReading;
import io.mintmark.dialect.Signatures;
import io.mintmark.dialect.WireText;
import io.mintmark.product.Dialect;
import io.mintmark.registration.RegistrationOutcome;
import io.mintmark.registration.RegistrationOutcome.Issued;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationOutcome.Refused;
import io.mintmark.registration.RegistrationRequest;
import io.mintmark.vault.Proof;

/// `POST /device/register`: the names in the body, the signature over headers and body in `X-TC-…`
/// headers. The timestamp is not looked at: the newest C SDK sends the end of 2020 for ever.
final class SecondGeneration {

  static final String PATH = "/device/register";

  private SecondGeneration() {}

  static HttpReading read(HttpQuestion question) {
    var body = JsonBody.parse(question.body());
    if (!question.method().equals("POST") || body.isEmpty()) {
      return malformed(Claim.NONE, "not a POST of one JSON object");
    }
    return read(body.get(), question);
  }

  private static HttpReading read(JsonBody body, HttpQuestion question) {
    String productId = body.findText("ProductId");
    String deviceName = body.findText("DeviceName");
    var claim = new Claim(productId, deviceName);
    var identity = WireText.identity(productId, deviceName);
    if (identity.isEmpty()) {
      return malformed(claim, "ProductId or DeviceName is missing or not a name");
    }
    if (bringsCertificate(body)) {
      return malformed(claim, "the device brings its own certificate, which is not served");
    }
    var headers = SignedHeaders.of(question);
    if (headers.isEmpty()) {
      return malformed(claim, "Host or one of the four X-TC headers is missing");
    }
    var algorithm = headers.get().hmac();
    if (algorithm.isEmpty()) {
      String named = WireText.shown(headers.get().algorithm(), 32);
      return new HttpReading.Faulty(
          Reason.SIGN_METHOD_UNKNOWN, claim, "X-TC-Algorithm is " + named);
    }
    var proof =
        new Proof(
            algorithm.get(),
            Proof.KeyForm.TEXT,
            headers.get().texts(PATH, question.body()),
            Signatures.ofBase64(headers.get().signature()));
    return new HttpReading.Registration(
        new RegistrationRequest(
            identity.get(),
            RegistrationRequest.Kind.LISTED,
            proof,
            Dialect.TENCENT,
            question.origin()));
  }

  static CompactJson answer(RegistrationOutcome outcome, String requestId) {
    var response =
        switch (outcome) {
          case Issued issued ->
              Payload.of(issued)
                  .map(SecondGeneration::success)
                  .orElseGet(() -> refusal(Reason.INTERNAL));
          case Refused(var reason) -> refusal(reason);
        };
    return CompactJson.object().put("Response", response.put("RequestId", requestId));
  }

  private static CompactJson success(Payload payload) {
    return CompactJson.object().put("Len", payload.length()).put("Payload", payload.base64());
  }

  private static CompactJson refusal(Reason reason) {
    var error =
        CompactJson.object()
            .put("Code", TencentCodes.nameOf(reason))
            .put("Message", TencentCodes.messageOf(reason));
    return CompactJson.object().put("Error", error);
  }

  /// C SDKs spell the member in lower camel case and leave `EncryptionType` out.
  private static boolean bringsCertificate(JsonBody body) {
    return body.has("ClientCert")
        || body.has("clientCert")
        || "1".equals(body.findInteger("EncryptionType"));
  }

  private static HttpReading malformed(Claim claim, String detail) {
    return new HttpReading.Faulty(Reason.MALFORMED, claim, detail);
  }
}
