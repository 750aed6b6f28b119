package io.mintmark.dialect.aliyun;

import io.mintmark.dialect.Claim;
import io.mintmark.dialect.HttpQuestion;
import io.mintmark.dialect.HttpReading;
import io.mintmark.dialect.WireText;
import io.mintmark.product.Dialect;
import io.mintmark.registration.RegistrationOutcome.Reason;
import io.mintmark.registration.RegistrationRequest;

/// Reads `POST /auth/register/device`. `random` is part of the signature and nothing more: a vendor
/// SDK sends the same one for ever.
final class HttpRegistration {

  private HttpRegistration() {}

  static HttpReading read(HttpQuestion question) {
    if (!question.method().equals("POST")) {
      return malformed(Claim.NONE, "the method is not POST");
    }
    var form = FormBody.parse(question.body());
    return form.isPresent()
        ? read(form.get(), question)
        : malformed(Claim.NONE, "the body is not a form, or names a field twice");
  }

  private static HttpReading read(FormBody form, HttpQuestion question) {
    String productKey = form.value("productkey");
    String deviceName = form.value("devicename");
    String random = form.value("random");
    String sign = form.value("sign");
    String signMethod = form.value("signmethod");
    var claim = new Claim(productKey, deviceName);
    var identity = WireText.identity(productKey, deviceName);
    if (identity.isEmpty()) {
      return malformed(claim, "productKey or deviceName is missing or not a name");
    }
    if (random.isEmpty() || sign.isEmpty() || signMethod.isEmpty()) {
      return malformed(claim, "random, sign or signMethod is missing");
    }
    var algorithm = SignedText.algorithm(signMethod);
    if (algorithm.isEmpty()) {
      return new HttpReading.Faulty(
          Reason.SIGN_METHOD_UNKNOWN, claim, "signMethod is " + WireText.shown(signMethod, 32));
    }
    return new HttpReading.Registration(
        new RegistrationRequest(
            identity.get(),
            RegistrationRequest.Kind.LISTED,
            SignedText.proofOfRegistration(algorithm.get(), identity.get(), random, sign),
            Dialect.ALIYUN,
            question.origin()));
  }

  private static HttpReading malformed(Claim claim, String detail) {
    return new HttpReading.Faulty(Reason.MALFORMED, claim, detail);
  }
}
