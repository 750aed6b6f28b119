package io.mintmark.dialect.aliyun;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.Signatures;
import io.mintmark.dialect.WireText;
import io.mintmark.gateway.GatewayOutcome.Reason;
import io.mintmark.gateway.GatewayRequest;
import io.mintmark.gateway.GatewayRequest.Asked;
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.Proof;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what a gateway asks for its sub-devices. SDKs differ: `signmethod` or `signMethod`, beside
/// the list or in each entry; timestamps as text or number; one sub-device alone or in a list.
final class GatewayReader {

  private static final int MAX_BATCH = 5;
  private static final int MAX_LISTED = 100;
  private static final int SHOWN = 48;

  private GatewayReader() {}

  static GatewayRequest read(GatewayTopic topic, Optional<AlinkMessage> message) {
    if (message.isEmpty()) {
      return malformed("the message is not one JSON object");
    }
    if (topic == GatewayTopic.TOPO_GET) {
      return new GatewayRequest.Describe();
    }
    JsonNode params = message.get().params();
    return params == null ? malformed("params are missing") : read(topic, params);
  }

  private static GatewayRequest read(GatewayTopic topic, JsonNode params) {
    JsonNode list = listOf(topic, params);
    if (list.isEmpty() || (!list.isArray() && !list.isObject())) {
      return malformed("params name no sub-device");
    }
    boolean batch = topic == GatewayTopic.BATCH_LOGIN || topic == GatewayTopic.BATCH_LOGOUT;
    if (list.isArray() && list.size() > (batch ? MAX_BATCH : MAX_LISTED)) {
      return new GatewayRequest.Unreadable(
          Reason.TOO_MANY_AT_ONCE, list.size() + " sub-devices in one message");
    }
    String sharedMethod = params.isObject() ? text(params, "signmethod") : null;
    var asked = new ArrayList<Asked>();
    Set<DeviceIdentity> known = new HashSet<>();
    for (JsonNode entry : list.isArray() ? list : List.of(list)) {
      Asked one = readOne(topic, entry, sharedMethod);
      if (one instanceof Asked.Sound sound && !known.add(sound.identity())) {
        return malformed("a sub-device is named twice");
      }
      asked.add(one);
    }
    return request(topic, asked);
  }

  private static JsonNode listOf(GatewayTopic topic, JsonNode params) {
    String member =
        switch (topic) {
          case BATCH_LOGIN, BATCH_LOGOUT -> "deviceList";
          case PRODUCT_REGISTER -> "proxieds";
          default -> null;
        };
    return member != null && params.isObject() && params.has(member) ? params.get(member) : params;
  }

  private static GatewayRequest request(GatewayTopic topic, List<Asked> asked) {
    return switch (topic) {
      case SUB_REGISTER -> new GatewayRequest.Register(asked, true);
      case PRODUCT_REGISTER -> new GatewayRequest.Register(asked, false);
      case TOPO_ADD -> new GatewayRequest.Bind(asked, true, true);
      case TOPO_DELETE -> new GatewayRequest.Unbind(asked, true);
      case TOPO_GET -> new GatewayRequest.Describe();
      case LOGIN, BATCH_LOGIN -> new GatewayRequest.Login(asked, true);
      case LOGOUT, BATCH_LOGOUT -> new GatewayRequest.Logout(asked, true);
    };
  }

  private static Asked readOne(GatewayTopic topic, JsonNode entry, @Nullable String sharedMethod) {
    String productKey = text(entry, "productkey");
    String deviceName = text(entry, "devicename");
    var identity = WireText.identity(productKey, deviceName);
    if (identity.isEmpty()) {
      return new Asked.Faulty(
          shown(productKey),
          shown(deviceName),
          Reason.MALFORMED,
          "productKey or deviceName is missing or not a name");
    }
    return switch (topic) {
      case PRODUCT_REGISTER, TOPO_ADD, LOGIN, BATCH_LOGIN ->
          proven(topic, entry, identity.get(), sharedMethod);
      default -> new Asked.Sound(identity.get(), null, null);
    };
  }

  private static Asked proven(
      GatewayTopic topic, JsonNode entry, DeviceIdentity identity, @Nullable String sharedMethod) {
    String ownMethod = text(entry, "signmethod");
    String method = ownMethod == null ? sharedMethod : ownMethod;
    String sign = text(entry, "sign");
    List<String> texts = signedTexts(topic, entry, identity);
    if (method == null || sign == null || texts.isEmpty()) {
      return faulty(identity, Reason.MALFORMED, "a signed field, sign or signMethod is missing");
    }
    Optional<HmacAlgorithm> algorithm = SignedText.algorithm(method);
    if (algorithm.isEmpty()) {
      return faulty(
          identity, Reason.SIGN_METHOD_UNKNOWN, "signMethod is " + WireText.shown(method, SHOWN));
    }
    var proof = new Proof(algorithm.get(), Proof.KeyForm.TEXT, texts, Signatures.ofHex(sign));
    return new Asked.Sound(identity, proof, null);
  }

  /// Empty if a field that is signed is missing.
  private static List<String> signedTexts(
      GatewayTopic topic, JsonNode entry, DeviceIdentity identity) {
    if (topic == GatewayTopic.PRODUCT_REGISTER) {
      String random = text(entry, "random");
      return random == null ? List.of() : List.of(SignedText.ofRegistration(identity, random));
    }
    String clientId = text(entry, "clientid");
    return clientId == null
        ? List.of()
        : SignedText.ofLogin(clientId, identity, text(entry, "timestamp"));
  }

  /// The member of this name in any case, as text, if it is a text or a whole number; null if not.
  private static @Nullable String text(JsonNode object, String lowerCaseName) {
    for (var member : object.properties()) {
      if (member.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseName)) {
        JsonNode value = member.getValue();
        boolean readable = value.isString() || value.isIntegralNumber();
        return readable && !value.asString().isEmpty() ? value.asString() : null;
      }
    }
    return null;
  }

  private static @Nullable String shown(@Nullable String text) {
    return text == null ? null : WireText.shown(text, SHOWN);
  }

  private static Asked faulty(DeviceIdentity identity, Reason reason, String detail) {
    return new Asked.Faulty(identity.product().value(), identity.name(), reason, detail);
  }

  private static GatewayRequest malformed(String detail) {
    return new GatewayRequest.Unreadable(Reason.MALFORMED, detail);
  }
}
