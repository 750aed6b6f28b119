package io.mintmark.dialect.tencent;

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
import io.mintmark.registration.RegistrationOutcome.Manner;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationOutcome.Refused;
import io.mintmark.registration.RegistrationRequest;
import io.mintmark.vault.Clues;
import io.mintmark.vault.Proof;

/// `POST /device/register`: the names in the body, the signature over headers and body in `X-TC-…`
/// headers. The timestamp is not looked at: the newest C SDK sends the end of 2020 for ever.
final class SecondGeneration {

  static final String PATH = "/device/register";

  /// Values of `State`, for whoever registers by a program of his own: no vendor SDK reads it.
  private static final int CREATED = 0;

  private static final int EXISTED = 1;

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
    var texts = headers.get().texts(PATH, question.body());
    var proof =
        new Proof(
            algorithm.get(),
            Proof.KeyForm.TEXT,
            texts,
            Signatures.ofBase64(headers.get().signature()),
            new Clues(
                headers.get().signature(),
                Clues.Encoding.BASE64,
                () -> MisreadTexts.ofSecond(texts, headers.get().timestamp(), question.body())));
    return new HttpReading.Registration(
        new RegistrationRequest(
            identity.get(),
            RegistrationRequest.Kind.EITHER,
            proof,
            Dialect.TENCENT,
            question.origin()));
  }

  static CompactJson answer(RegistrationOutcome outcome, String requestId) {
    var response =
        switch (outcome) {
          case Issued issued ->
              Payload.of(issued)
                  .map(payload -> success(payload, issued.manner()))
                  .orElseGet(() -> refusal(Reason.INTERNAL));
          case ClientAdmitted _ -> refusal(Reason.INTERNAL); // asked for by no request here
          case Refused(var reason) -> refusal(reason);
        };
    return CompactJson.object().put("Response", response.put("RequestId", requestId));
  }

  private static CompactJson success(Payload payload, Manner manner) {
    return CompactJson.object()
        .put("Len", payload.length())
        .put("Payload", payload.base64())
        .put("State", manner == Manner.CREATED ? CREATED : EXISTED);
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
