package io.mintmark.dialect.tencent;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.output.BindingForm;
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.Proof;
import java.time.Instant;

/// The text in a device's QR code that Tencent's app sends on to bind the device,
/// `{ProductID};{DeviceName};{random};{seconds};hmacsha256;{signature}`, as the vendor's Android
/// device SDK makes it (`TXMqttConnection`). Its link form takes the same text, percent-encoded, as
/// `device_sign`.
final class QrBinding {

  /// The SDK takes a number below this.
  private static final int RANDOM_BOUND = 999_999;

  private QrBinding() {}

  /// The number that the SDK draws is printed for all to see, so here it follows from the name: the
  /// same label each time.
  static BindingForm of(DeviceIdentity device, Instant at) {
    return of(device, Math.floorMod(device.toString().hashCode(), RANDOM_BOUND), at);
  }

  static BindingForm of(DeviceIdentity device, int random, Instant at) {
    String dated = ";" + random + ";" + at.getEpochSecond();
    return new BindingForm(
        device.product() + ";" + device.name() + dated + ";hmacsha256;",
        device.product() + device.name() + dated,
        HmacAlgorithm.HMAC_SHA256,
        Proof.KeyForm.BASE64);
  }
}
