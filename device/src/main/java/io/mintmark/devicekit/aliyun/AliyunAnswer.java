package io.mintmark.devicekit.aliyun;

import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.DeviceIdentity;
import io.mintmark.devicekit.RegistrationOutcome;
import io.mintmark.devicekit.UnreadableAnswer;
import io.mintmark.devicekit.wire.Header;
import io.mintmark.devicekit.wire.HttpReply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads answers to registrations, as strictly as the pickiest of the vendor's C SDKs (3.2.0 and
/// 4.2.0), which search the text instead of parsing JSON. Each limit was found by running them.
final class AliyunAnswer {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST_HEADER_LINE = 127;
  private static final int LARGEST_BODY = 256;
  private static final int LONGEST_SECRET = 63;

  /// The C SDK's demo keeps 128 bytes for it and for what follows in the client id.
  private static final int LONGEST_CLIENT_ID = 69;

  private AliyunAnswer() {}

  static RegistrationOutcome toHttp(DeviceIdentity identity, HttpReply reply)
      throws UnreadableAnswer {
    require(reply.status() == 200, "HTTP status " + reply.status());
    require(reply.spells("Content-Length"), "no header spelled Content-Length");
    for (var header : reply.headers()) {
      require(lineLength(header) <= LONGEST_HEADER_LINE, "header line too long: " + header.name());
    }
    require(reply.bodySize() <= LARGEST_BODY, "body above " + LARGEST_BODY + " bytes");
    require(reply.body().startsWith("{\"code\":"), "code is not the first member");
    var answer = compact(reply.body());
    require(answer.path("code").isInt(), "code is not a bare number");
    int code = answer.path("code").intValue();
    return code == 200
        ? registered(identity, answer.path("data"))
        : new RegistrationOutcome.Refused(
            Integer.toString(code), answer.path("message").asString(""));
  }

  static RegistrationOutcome toPush(DeviceIdentity identity, String payload)
      throws UnreadableAnswer {
    return registered(identity, compact(payload));
  }

  static UnlistedOutcome toUnlistedPush(DeviceIdentity identity, String payload)
      throws UnreadableAnswer {
    var data = compact(payload);
    requireOf(identity, data);
    var clientId = data.path("clientId").asString("");
    var token = data.path("deviceToken").asString("");
    require(!clientId.isEmpty() && clientId.length() <= LONGEST_CLIENT_ID, "no usable clientId");
    require(!token.isEmpty() && token.length() <= LONGEST_SECRET, "no usable deviceToken");
    return new UnlistedOutcome.Admitted(new UnitCredential(identity, clientId, token));
  }

  private static void requireOf(DeviceIdentity identity, JsonNode data) throws UnreadableAnswer {
    require(
        data.path("productKey").asString("").equals(identity.productKey())
            && data.path("deviceName").asString("").equals(identity.deviceName()),
        "the answer is for another device");
  }

  private static RegistrationOutcome registered(DeviceIdentity identity, JsonNode data)
      throws UnreadableAnswer {
    requireOf(identity, data);
    var secret = data.path("deviceSecret").asString("");
    require(!secret.isEmpty() && secret.length() <= LONGEST_SECRET, "no usable deviceSecret");
    return new RegistrationOutcome.Registered(new Credential(identity, secret));
  }

  /// A blank after a colon ends up inside the secret, an escape is never undone: written again
  /// without either, the text must be the same.
  private static JsonNode compact(String text) throws UnreadableAnswer {
    try {
      var tree = JSON.readTree(text);
      require(tree.isObject(), "no JSON object");
      require(JSON.writeValueAsString(tree).equals(text), "JSON is not compact or has escapes");
      return tree;
    } catch (JacksonException _) {
      throw new UnreadableAnswer("no JSON");
    }
  }

  /// With `": "` and the line's end.
  private static int lineLength(Header header) {
    return header.name().length() + header.value().length() + 4;
  }

  private static void require(boolean holds, String otherwise) throws UnreadableAnswer {
    if (!holds) {
      throw new UnreadableAnswer(otherwise);
    }
  }
}
