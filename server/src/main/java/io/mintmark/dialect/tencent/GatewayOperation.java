package io.mintmark.dialect.tencent;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.Push;
import io.mintmark.dialect.ServiceReading;
import io.mintmark.dialect.Signatures;
import io.mintmark.dialect.WireText;
import io.mintmark.gateway.GatewayOutcome.Reason;
import io.mintmark.gateway.GatewayRequest;
import io.mintmark.gateway.GatewayRequest.Asked;
import io.mintmark.vault.Proof;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads a message on `$gateway/operation/{pid}/{dn}`: what is meant stands in `type`. Each
/// sub-device in it is decided by itself.
///
/// The time in a binding's signature is not looked at: the vendor's page calls it the end of the
/// signature, its SDKs write the present into it.
final class GatewayOperation {

  private static final String UP = "$gateway/operation/";
  private static final int MAX_LISTED = 100;
  private static final int SHOWN = 48;

  private GatewayOperation() {}

  /// Whether the topic is this device's own. Allocates nothing, because it is asked for every
  /// message of every device.
  static boolean isTopic(DeviceIdentity gateway, String topic) {
    String product = gateway.product().value();
    int slash = UP.length() + product.length();
    return topic.length() == slash + 1 + gateway.name().length()
        && topic.startsWith(UP)
        && topic.startsWith(product, UP.length())
        && topic.charAt(slash) == '/'
        && topic.startsWith(gateway.name(), slash + 1);
  }

  static ServiceReading read(DeviceIdentity gateway, byte[] payload) {
    var body = JsonBody.parse(payload);
    String type = body.map(json -> json.findText("type")).orElse(null);
    if (body.isEmpty() || type == null) {
      return asking(gateway, "", malformed("not one JSON object with a type"));
    }
    JsonNode devices = body.get().object().path("payload").path("devices");
    return switch (type) {
      case "bind" -> asking(gateway, type, binding(devices));
      case "unbind" -> asking(gateway, type, others(devices, Others.UNBIND));
      case "online" -> asking(gateway, type, others(devices, Others.ONLINE));
      case "offline" -> asking(gateway, type, others(devices, Others.OFFLINE));
      case "describe_sub_devices" -> asking(gateway, type, new GatewayRequest.Describe());
      case "unbind_all" ->
          isReply(body.get()) ? silence() : asking(gateway, type, new GatewayRequest.UnbindAll());
      // The gateway's replies to what it was told.
      case "change", "search_devices" -> silence();
      default -> asking(gateway, type, malformed("type " + WireText.shown(type, SHOWN)));
    };
  }

  private static ServiceReading asking(
      DeviceIdentity gateway, String type, GatewayRequest request) {
    return new ServiceReading.Gateway(
        request, outcome -> List.of(GatewayResult.answer(gateway, type, request, outcome)));
  }

  private static ServiceReading silence() {
    return new ServiceReading.Answer(List.<Push>of());
  }

  private static boolean isReply(JsonBody body) {
    return body.has("result") || body.object().path("payload").has("result");
  }

  private static GatewayRequest binding(JsonNode devices) {
    List<Asked> asked = new ArrayList<>();
    String fault = faultOf(devices);
    if (fault != null) {
      return malformed(fault);
    }
    for (JsonNode device : devices) {
      asked.add(readProven(device));
    }
    return isRepeated(asked) ? repeated() : new GatewayRequest.Bind(asked, false, false);
  }

  private static GatewayRequest others(JsonNode devices, Others kind) {
    String fault = faultOf(devices);
    if (fault != null) {
      return malformed(fault);
    }
    List<Asked> asked = new ArrayList<>();
    for (JsonNode device : devices) {
      var identity = WireText.identity(text(device, "product_id"), text(device, "device_name"));
      asked.add(
          identity
              .<Asked>map(found -> new Asked.Sound(found, null, null))
              .orElseGet(() -> faulty(device, Reason.DEVICE_UNKNOWN, "no name of a device")));
    }
    if (isRepeated(asked)) {
      return repeated();
    }
    return switch (kind) {
      case UNBIND -> new GatewayRequest.Unbind(asked, false);
      case ONLINE -> new GatewayRequest.Login(asked, false);
      case OFFLINE -> new GatewayRequest.Logout(asked, false);
    };
  }

  private enum Others {
    UNBIND,
    ONLINE,
    OFFLINE
  }

  private static Asked readProven(JsonNode device) {
    var identity = WireText.identity(text(device, "product_id"), text(device, "device_name"));
    if (identity.isEmpty()) {
      return faulty(device, Reason.DEVICE_UNKNOWN, "no name of a device");
    }
    String signature = text(device, "signature");
    String random = text(device, "random");
    String timestamp = text(device, "timestamp");
    String method = text(device, "signmethod");
    if (signature == null || random == null || timestamp == null || method == null) {
      return faulty(device, Reason.MALFORMED, "a signed field, signature or signmethod is missing");
    }
    String authType = text(device, "authtype");
    if (authType != null && !authType.equals("psk")) {
      return faulty(device, Reason.METHOD_NOT_OFFERED, "certificates are not served");
    }
    var algorithm = LoginReader.algorithm(method);
    if (algorithm.isEmpty()) {
      return faulty(
          device, Reason.SIGN_METHOD_UNKNOWN, "signmethod is " + WireText.shown(method, SHOWN));
    }
    // The secret's text is the key as it stands, unlike at a login.
    var signed = identity.get().product() + identity.get().name() + ";" + random + ";" + timestamp;
    var proof = Proof.of(algorithm.get(), signed, Signatures.ofBase64(signature));
    return new Asked.Sound(identity.get(), proof, null);
  }

  /// Why the list cannot be read; null if it can.
  private static @Nullable String faultOf(JsonNode devices) {
    if (!devices.isArray() || devices.isEmpty()) {
      return "payload.devices names no sub-device";
    }
    return devices.size() > MAX_LISTED ? devices.size() + " sub-devices in one message" : null;
  }

  private static boolean isRepeated(List<Asked> asked) {
    Set<DeviceIdentity> known = new HashSet<>();
    return asked.stream()
        .anyMatch(one -> one instanceof Asked.Sound sound && !known.add(sound.identity()));
  }

  private static GatewayRequest repeated() {
    return malformed("a sub-device is named twice");
  }

  /// A member that is text or an integer, as text; null if it is missing or anything else.
  private static @Nullable String text(JsonNode object, String name) {
    JsonNode member = object.get(name);
    boolean readable = member != null && (member.isString() || member.isIntegralNumber());
    return readable ? member.asString() : null;
  }

  private static Asked faulty(JsonNode device, Reason reason, String detail) {
    return new Asked.Faulty(
        shown(text(device, "product_id")), shown(text(device, "device_name")), reason, detail);
  }

  private static @Nullable String shown(@Nullable String text) {
    return text == null ? null : WireText.shown(text, SHOWN);
  }

  private static GatewayRequest malformed(String detail) {
    return new GatewayRequest.Unreadable(Reason.MALFORMED, detail);
  }
}
